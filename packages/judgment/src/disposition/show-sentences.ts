import type { ProblemCode, Term } from '../reading.ts';
import { readDisposition } from './read-disposition.ts';
import type { SentenceReading } from './sentence.ts';

/** What an operative part says, in one line a person, for tables in tests. */
export type Shown = Readonly<{ lines: readonly string[]; problems: readonly ProblemCode[] }>;

const term = (value: Term): string =>
  `${value.type}${value.months === 0 && value.days === undefined ? '' : value.months}${value.days === undefined ? '' : `+${value.days}`}`;

const accessory = (sentence: SentenceReading): string => [
  sentence.probationMonths === undefined ? '' : ` 缓${sentence.probationMonths.value}`,
  sentence.fineYuan === undefined ? '' : ` 罚${sentence.fineYuan.value}`,
  sentence.confiscationYuan === undefined ? '' : ` 没${sentence.confiscationYuan.value}`,
  sentence.deprivationOfPoliticalRights === undefined ? ''
    : ` 权${sentence.deprivationOfPoliticalRights.value.life === true ? '终身' : sentence.deprivationOfPoliticalRights.value.months}`,
  sentence.occupationalBanMonths === undefined ? '' : ` 禁${sentence.occupationalBanMonths.value}`,
  sentence.noParole === undefined ? '' : ' 不得假释',
  sentence.mergedWithPrior === undefined ? '' : ' 并前罪',
  sentence.revokedProbation === undefined ? '' : ' 撤缓',
  sentence.termStart === undefined ? '' : ` ${sentence.termStart.value}`,
  sentence.termEnd === undefined ? '' : `~${sentence.termEnd.value}`,
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
