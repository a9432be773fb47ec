import { readFile } from 'node:fs/promises';
import {
  parseStored, replayDecisions, replayRegistry, type ReplayResult, type StoredDecision,
} from '@fengcun/application';
import type { Pack } from '@fengcun/policy';
import { twoPeople } from '../cases/link.ts';
import { checkParameters, parseParameters } from '../decide-record.ts';
import { outcomeText } from '../decision-text.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { readFactSheets } from '../fact-sheets.ts';
import { withFaults } from '../ledger/faults.ts';
import { onData } from '../open-data.ts';
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

const packsOf = async (given: Arguments, ids: readonly string[]): Promise<readonly Pack[]> => {
  const values = given.values['parameter'];
  const parameters = parseParameters(Array.isArray(values) ? values.map(String) : []);
  const packs = choosePacks(await loadPacks(textOption(given, 'policies'), { parameters, ids }), ids);
  checkParameters(packs, parameters);
  return packs;
};

const fromFiles = async (path: string, given: Arguments, packs: readonly Pack[]): Promise<
  readonly ReplayResult[]> => {
  const facts = textOption(given, 'facts');
  if (facts === undefined) {
    throw new UnusableInput('--replay FILE needs --facts FILE, the facts of the decisions');
  }
  const stored = await readStored(path);
  const { records } = await readFactSheets(facts);
  return packs.map((pack) => {
    const result = replayDecisions(stored, records.map((record) => record.facts), pack);
    if (!result.ok) throw new UnusableInput(`${path}: ${result.error}`);
    return result.value;
  });
};

/** Clauses of decisions already made are told by the packs that are shipped, and those of the folder. */
const fromRegistry = async (given: Arguments, terminal: Terminal, packs: readonly Pack[]): Promise<
  readonly ReplayResult[]> => {
  const { account, approvedBy } = twoPeople(given, terminal.language);
  const folders = [await loadPacks(), await loadPacks(textOption(given, 'policies'))];
  const known = folders.flatMap((folder) => [...folder.values()]);
  return onData(given, terminal, (deployment) =>
    replayRegistry(deployment, { by: { account, approvedBy }, packs, known }));
};

const replay = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [path, ids] = ['replay', 'packs'].map((name) => textOption(given, name));
  if (path === undefined || ids === undefined) {
    throw new UnusableInput('--replay needs --packs A,B, and a file with --facts FILE, or `registry`');
  }
  const packs = await packsOf(given, ids.split(','));
  const results = await (path === 'registry' ? fromRegistry(given, terminal, packs)
    : fromFiles(path, given, packs));
  const replayed = results.flatMap((result, i): readonly Replayed[] => {
    const pack = packs[i];
    return pack === undefined ? [] : [{ result, pack }];
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

/**
 * `fengcun simulate --replay DECISIONS --facts FACTS --packs A,B [--html FOLDER] [--json|--csv]`, or
 * `--replay registry --approved-by ACCOUNT` over the data: what each pack would have done to the
 * decisions, each on its own day. Exit 1 where one made by the same pack does not come out again.
 */
export const replayCommand = (given: Arguments, terminal: Terminal): Promise<ExitCode> =>
  withFaults(terminal, 'simulate --replay', () => replay(given, terminal));
