import type { ItemOutcome } from '@fengcun/application';
import { EXCEPTION_REASONS } from '@fengcun/registry';
import type { Language } from './terminal.ts';

/** What waits for a person, as it is reported: where, why, which words. */
type ReportedException = Omit<ItemOutcome, 'outcome'>;

/** Counts of an import, and what waits. A record with a doubt is taken and waits as well. */
export type ImportTally = { taken: number; repeated: number; readonly exceptions: ReportedException[] };

/** Nothing counted yet. */
export const newTally = (): ImportTally => ({ taken: 0, repeated: 0, exceptions: [] });

/** Adds outcomes to the counts. */
export const tallyOutcomes = (tally: ImportTally, outcomes: readonly ItemOutcome[]): void => {
  for (const { outcome, ...told } of outcomes) {
    if (outcome === 'exception') tally.exceptions.push(told);
    else tally[outcome] += 1;
  }
};

const WORDS = {
  zh: { taken: '接收', repeated: '重复', exceptions: '待处理' },
  en: { taken: 'taken', repeated: 'repeated', exceptions: 'exceptions' },
} as const;

const detailText = ({ details, span }: ReportedException): string => {
  const codes = (details ?? []).map(({ code, at }) => (at === undefined ? code : `${code} ${at}`));
  return `${codes.join(', ')}${span === undefined ? '' : ` [${span.start}–${span.end}]`}`;
};

/** The counts and, for everything that waits, its place, its reason and the words in question. */
export const importReport = (tally: ImportTally, language: Language): string => {
  const words = WORDS[language];
  const counts = [
    [words.taken, tally.taken], [words.repeated, tally.repeated], [words.exceptions, tally.exceptions.length],
  ];
  const head = counts.map(([word, count]) => `${word}  ${count}`).join('\n');
  const width = Math.max(0, ...tally.exceptions.map(({ place }) => place.length));
  const rows = tally.exceptions.map((one) => {
    const reason = one.reason === undefined ? '' : EXCEPTION_REASONS[one.reason][language];
    return `  ${one.place.padEnd(width)}  ${reason}  ${detailText(one)}`;
  });
  return `${[head, ...rows].join('\n')}\n`;
};
