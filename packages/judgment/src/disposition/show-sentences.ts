import type { Evidenced } from '@fengcun/kernel';
import type { ProblemCode, RightsDeprivation, Term } from '../reading.ts';
import { readDisposition } from './read-disposition.ts';
import type { SentenceReading } from './sentence.ts';

/** What an operative part says, in one line a person, for tables in tests. */
export type Shown = Readonly<{ lines: readonly string[]; problems: readonly ProblemCode[] }>;

const term = ({ type, months, days }: Term): string => {
  const length = months === 0 && days === undefined ? '' : String(months);
  return `${type}${length}${days === undefined ? '' : `+${days}`}`;
};

const rights = (value: RightsDeprivation): string => ` 权${value.life === true ? '终身' : value.months}`;

const shown = <T>(found: Evidenced<T> | undefined, show: (value: T) => string): string =>
  found === undefined ? '' : show(found.value);

const accessory = (sentence: SentenceReading): string => [
  shown(sentence.probationMonths, (months) => ` 缓${months}`),
  shown(sentence.fineYuan, (yuan) => ` 罚${yuan}`),
  shown(sentence.confiscationYuan, (yuan) => ` 没${yuan}`),
  shown(sentence.deprivationOfPoliticalRights, rights),
  shown(sentence.occupationalBanMonths, (months) => ` 禁${months}`),
  shown(sentence.noParole, () => ' 不得假释'),
  shown(sentence.mergedWithPrior, () => ' 并前罪'),
  shown(sentence.revokedProbation, () => ' 撤缓'),
  shown(sentence.termStart, (date) => ` ${date}`),
  shown(sentence.termEnd, (date) => `~${date}`),
].join('');

const show = (name: string, sentence: SentenceReading | undefined): string => {
  if (sentence === undefined) return `${name}：无`;
  const charges = sentence.charges.map((charge) =>
    `${charge.name.value}${charge.term === undefined ? '' : ` ${term(charge.term.value)}`}`
    + `${charge.fineYuan === undefined ? '' : ` 罚${charge.fineYuan.value}`}`);
  const combined = sentence.combined === undefined ? '不明' : term(sentence.combined.value);
  return `${name}：${charges.join('；')} → ${combined}${accessory(sentence)}`;
};

/** Reads an operative part alone, for the parties `names`; `before` is the text ahead of it. For tests. */
export const showSentences = (names: readonly string[], operative: string, before = ''): Shown => {
  const text = `${before}${operative}`;
  const reading = readDisposition({
    text, before: { start: 0, end: before.length }, disposition: { start: before.length, end: text.length },
    parties: names.map((name) => ({ names: [name] })),
  });
  return {
    lines: [
      ...names.map((name, index) => show(name, reading.sentences[index])),
      ...reading.strangers.map((stranger) => show(`？${stranger.name.value}`, stranger.sentence)),
    ],
    problems: reading.problems.map((problem) => problem.code),
  };
};
