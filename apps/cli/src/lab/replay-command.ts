import { readFile } from 'node:fs/promises';
import { parseStored, replayDecisions, type ReplayResult, type StoredDecision } from '@fengcun/application';
import { outcomeText } from '../decision-text.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { readFactSheets } from '../fact-sheets.ts';
import { type Arguments, textOption } from '../options.ts';
import { choosePacks, loadPacks } from '../packs-folder.ts';
import type { Language, Terminal } from '../terminal.ts';
import { writePage } from './output.ts';
import { replayCsv, type Replayed, replayPage } from './replay-output.ts';
import { countText } from './words.ts';

const readStored = async (path: string): Promise<readonly StoredDecision[]> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`${path}: cannot be read`);
  });
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const stored = parseStored(line);
    if (stored === undefined) {
      throw new UnusableInput(`${path}, line ${i + 1}: not a decision as \`decide --json\` prints it`);
    }
    return [stored];
  });
};

const replayText = (result: ReplayResult, language: Language): string => {
  const isZh = language === 'zh';
  const { moved } = result;
  const line = (zh: string, en: string, value: number | string): string => `  ${isZh ? zh : en}: ${value}\n`;
  const changes = result.changes.map((each) => `  ${countText(each.decisions).padStart(8)}  ${
    outcomeText(each.before, language)} (${each.decidedBefore}) → ${
    outcomeText(each.after, language)} (${each.decidedAfter})\n`);
  return `${result.pack}  ${result.packHash.slice(0, 19)}\n`
    + line('已作出的决定', 'decisions made', result.decisions)
    + line('没有事实，不作判断', 'without facts, nothing said', result.withoutFacts)
    + line('当日不适用', 'pack not in force on their day', result.notInForce)
    + line('同一方案作出，重现', 'made by this very pack, reproduced', `${result.reproduced}/${result.sameHash}`)
    + line('不变', 'unchanged', countText(result.unchanged))
    + line('封存日提前', 'sealed earlier', `${countText(moved.earlier)} (${moved.daysEarlier} d)`)
    + line('封存日推迟', 'sealed later', `${countText(moved.later)} (${moved.daysLater} d)`)
    + changes.join('');
};

/**
 * `fengcun simulate --replay DECISIONS --facts FACTS --packs A,B [--html FOLDER] [--json|--csv]`: what each
 * pack would have done to the
 * decisions, each on its own day. Exit 1 where one made by the same pack does not come out again.
 */
export const replayCommand = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [path, facts, ids] = ['replay', 'facts', 'packs'].map((name) => textOption(given, name));
  if (path === undefined || facts === undefined || ids === undefined) {
    throw new UnusableInput('--replay needs --facts FILE (the facts of the decisions) and --packs A,B');
  }
  const packs = choosePacks(await loadPacks(textOption(given, 'policies')), ids.split(','));
  const stored = await readStored(path);
  const { records } = await readFactSheets(facts);
  const replayed = packs.map((pack): Replayed => {
    const result = replayDecisions(stored, records.map((record) => record.facts), pack);
    if (!result.ok) throw new UnusableInput(`${path}: ${result.error}`);
    return { result: result.value, pack };
  });
  const out = textOption(given, 'html');
  if (out !== undefined) {
    const page = await writePage(out, replayPage(replayed, terminal.language),
      replayed.map(({ result }) => result));
    terminal.note(`${terminal.language === 'zh' ? '报告' : 'report'}: ${page}\n`);
  }
  terminal.out(given.values['json'] === true
    ? replayed.map(({ result }) => `${JSON.stringify(result)}\n`).join('')
    : given.values['csv'] === true ? replayCsv(replayed)
    : replayed.map(({ result }) => replayText(result, terminal.language)).join(''));
  return replayed.every(({ result }) => result.reproduced === result.sameHash) ? EXIT.done : EXIT.findings;
};
