import { runSweep, type SweepReport, type SweepRun } from '@fengcun/application';
import type { SweepNeed } from '@fengcun/registry';
import { parseAsOf } from '../decide-record.ts';
import { EXIT } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Language, Terminal } from '../terminal.ts';
import { dayIn } from './person.ts';
import { SEAL_OPTIONS, type SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

const percent = (share: number | undefined): string =>
  (share === undefined ? '–' : `${(100 * share).toFixed(1)}%`);

type Words = Readonly<{ head: string; sum: (report: SweepReport, isDry: boolean) => string }>;

const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    head: '机关  年度  持有  已封  应封未封  待查明  不适用  无据已封  应封尽封\n',
    sum: ({ swept, toSeal, ordered, needs, doubtful }, isDry) => `排查 ${swept} 条，应封 ${toSeal} 条，`
      + `${isDry ? '试运行，未决定封存' : `决定封存 ${ordered} 条`}，待查明 ${needs} 条，无据已封 ${doubtful.length} 条\n`,
  },
  en: {
    head: 'organ  year  held  sealed  toSeal  needsFact  notCovered  withoutDuty  coverage\n',
    sum: ({ swept, toSeal, ordered, needs, doubtful }, isDry) => `${swept} swept, ${toSeal} to seal, `
      + `${isDry ? 'dry run, none ordered' : `${ordered} ordered sealed`}, ${needs} need a fact, `
      + `${doubtful.length} sealed without duty\n`,
  },
};

const tellReport = (report: SweepReport, isDry: boolean, terminal: Terminal): void => {
  const words = WORDS[terminal.language];
  terminal.out(words.head);
  for (const row of report.rows) {
    const { organ, year, held, sealed, toSeal, needsFact, notCovered, sealedWithoutDuty, known } = row;
    const counts = [organ, year, held, sealed, toSeal, needsFact, notCovered, sealedWithoutDuty];
    terminal.out(`${[...counts, percent(known)].join('  ')}\n`);
  }
  for (const { recordId, question } of report.questions) terminal.out(`? ${recordId}  ${question.code}\n`);
  for (const { recordId, code } of report.refused) terminal.out(`✘ ${recordId}  ${code}\n`);
  terminal.out(words.sum(report, isDry));
};

const runOf = (given: Arguments, onNeeds: NonNullable<SweepRun['onNeeds']>): SweepRun => ({
  mode: given.values['dry-run'] === true ? 'dryRun' : 'seal', onNeeds,
  ...(textOption(given, 'before') === undefined ? {} : { before: parseAsOf(dayIn(given, 'before')) }),
});

/**
 * `seal sweep [--before DAY] [--dry-run]`: everything concluded by the end of 2012, or before a day, decided
 * and ordered sealed; killed, it goes on where it stood.
 */
export const sweepVerb: SealVerb = {
  options: { ...SEAL_OPTIONS, before: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (given, terminal) => {
    const asJson = given.values['json'] === true;
    const need = ({ recordId, organ, facts }: SweepNeed): void => terminal.out(asJson
      ? `${JSON.stringify({ needs: { recordId, organ, facts } })}\n`
      : `? ${recordId}  ${organ}  ${facts.join(' ')}\n`);
    const run = runOf(given, (needs) => { for (const one of needs) need(one); });
    const report = await onSeals(given, terminal, (parts) => runSweep(parts, run));
    const { cells: _same, ...told } = report;
    if (asJson) terminal.out(`${JSON.stringify(told)}\n`);
    else tellReport(report, run.mode === 'dryRun', terminal);
    return report.refused.length === 0 ? EXIT.done : EXIT.findings;
  },
};
