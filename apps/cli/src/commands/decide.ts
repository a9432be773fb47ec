import type { Decision } from '@fengcun/policy';
import {
  checkParameters, checkSwitches, decideRecord, type DecideSettings, parseAsOf, parseParameters,
  parseSwitches,
} from '../decide-record.ts';
import { decisionText } from '../decision-text.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { readFactSheets } from '../fact-sheets.ts';
import { expandFiles } from '../files.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { choosePacks, loadPacks, packsInForce } from '../packs-folder.ts';
import { readSource, type RecordToDecide } from '../records.ts';
import { openSources } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  facts: { type: 'string' }, pack: { type: 'string' }, 'as-of': { type: 'string' },
  matter: { type: 'string' },
  switch: { type: 'string', multiple: true }, parameter: { type: 'string', multiple: true },
  policies: { type: 'string' }, json: { type: 'boolean' },
} as const;

type Tally = { decided: number; review: number; refused: number };

const listOption = (given: Arguments, name: string): readonly string[] => {
  const value = given.values[name];
  return Array.isArray(value) ? value.map(String) : [];
};

const settingsOf = async (given: Arguments, terminal: Terminal): Promise<DecideSettings> => {
  const parameters = parseParameters(listOption(given, 'parameter'));
  const ids = textOption(given, 'pack')?.split(',').map((id) => id.trim()).filter((id) => id !== '');
  const packs = await loadPacks(textOption(given, 'policies'), { parameters, ids });
  const settings: DecideSettings = {
    packs: ids === undefined ? packsInForce(packs) : choosePacks(packs, ids),
    packsAreNamed: ids !== undefined,
    asOf: parseAsOf(textOption(given, 'as-of') ?? terminal.today()),
    matter: textOption(given, 'matter') ?? 'seal',
    switches: parseSwitches(listOption(given, 'switch')),
  };
  checkSwitches(settings);
  checkParameters(settings.packs, parameters);
  return settings;
};

/** `fengcun decide`: one object a record and pack (`--json`), or the decision in words. */
export const decideCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const factsPath = textOption(given, 'facts');
  if (factsPath === undefined && given.words.length === 0) {
    throw new UnusableInput(
      'nothing to decide; give --facts FILE or judgments, for example ./fengcun decide examples/');
  }
  const settings = await settingsOf(given, terminal);
  const tally: Tally = { decided: 0, review: 0, refused: 0 };
  const report = reporter(given.values['json'] === true, terminal, tally);
  if (factsPath !== undefined) {
    const { records, refused } = await readFactSheets(factsPath);
    for (const { id, refusals } of refused) {
      report.refuse(id, refusals.map((refusal) => refusal.message).join('; '));
    }
    for (const record of records) report.decisions(record, decideRecord(record, settings));
  }
  for (const file of await expandFiles(given.words)) {
    for await (const source of openSources(file)) {
      const read = readSource(source);
      if (read.refusal !== undefined) report.refuse(read.id, read.refusal.message);
      for (const record of read.records) report.decisions(record, decideRecord(record, settings));
    }
  }
  if (tally.decided === 0) return EXIT.unusable;
  return tally.review + tally.refused > 0 ? EXIT.findings : EXIT.done;
};

const reporter = (asJson: boolean, terminal: Terminal, tally: Tally) => ({
  refuse: (id: string, message: string): void => {
    tally.refused += 1;
    terminal.note(`✘ ${id}  ${message}\n`);
  },
  decisions: (record: RecordToDecide, decisions: readonly Decision[]): void => {
    tally.decided += 1;
    if (decisions[0]?.outcome === 'needsReview') tally.review += 1;
    for (const decision of decisions) {
      terminal.out(asJson ? `${JSON.stringify({ id: record.id, ...decision })}\n`
        : decisionText(record, decision, terminal));
      // In words, the decision that counts is enough; the others say that they do not cover the record.
      if (!asJson) break;
    }
  },
});
