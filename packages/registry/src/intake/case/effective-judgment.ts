import { comparableNumber } from '../messages/message.ts';
import type { MessageContent } from '../messages/message-kinds.ts';
import type { CaseRecord } from './case-state.ts';

/** A judgment as one record tells it. */
export type JudgmentRecord = Readonly<{ record: CaseRecord; judgment: MessageContent<'judgmentRecorded'> }>;

/** Judgments among records. */
export const judgmentsIn = (records: readonly CaseRecord[]): readonly JudgmentRecord[] =>
  records.flatMap((record) =>
    (record.message.kind === 'judgmentRecorded' ? [{ record, judgment: record.message.content }] : []));

const RANK = { first: 1, second: 2, retrial: 3 } as const;

const rankOf = ({ judgment }: JudgmentRecord): number =>
  (judgment.instance === undefined ? 0 : RANK[judgment.instance]);

const sameDocument = (one: JudgmentRecord, other: JudgmentRecord): boolean =>
  comparableNumber(one.judgment.documentNumber) === comparableNumber(other.judgment.documentNumber);

/** First-instance judgments that a later ruling sent back no longer stand. @see 《刑事诉讼法》(2018) 第236条第1款第3项 */
const withoutRemanded = (judgments: readonly JudgmentRecord[]): readonly JudgmentRecord[] => {
  const remands = judgments.filter(({ judgment }) => judgment.outcome === 'remanded');
  return judgments.filter((one) => one.judgment.outcome !== 'remanded'
    && !remands.some((remand) =>
      rankOf(one) < rankOf(remand) && one.judgment.decidedOn <= remand.judgment.decidedOn));
};

/** Of the highest instance, those of the last day: every telling of the document on which the case rests. */
const last = (judgments: readonly JudgmentRecord[]): readonly JudgmentRecord[] => {
  const rank = Math.max(...judgments.map(rankOf));
  const highest = judgments.filter((one) => rankOf(one) === rank);
  const day = highest.map(({ judgment }) => judgment.decidedOn).sort().at(-1);
  const newest = highest.find(({ judgment }) => judgment.decidedOn === day);
  return newest === undefined ? [] : judgments.filter((one) => sameDocument(one, newest));
};

/** The judgment a person's entry rests on, and the one that pronounces the sentence it lets stand. */
export type DecisiveJudgment = Readonly<{
  /** Tellings of the last document: number, court, day. */
  final: readonly JudgmentRecord[];
  /** Tellings of the document that pronounces charges and sentence; the same unless the last one affirms. */
  pronouncing: readonly JudgmentRecord[];
}>;

/**
 * Which judgment counts, from instance and day, never from the order of arrival. Retrial goes before second,
 * second before first instance; a document whose instance nobody told counts only beside no other.
 */
export const decisiveJudgment = (records: readonly CaseRecord[]): DecisiveJudgment => {
  const standing = withoutRemanded(judgmentsIn(records));
  if (standing.length === 0) return { final: [], pronouncing: [] };
  const final = last(standing);
  const affirms = final.some(({ judgment }) => judgment.outcome === 'affirmed')
    && final.every(({ judgment }) => judgment.sentence === undefined);
  if (!affirms) return { final, pronouncing: final };
  const earlier = standing.filter((one) => !final.some((other) => sameDocument(one, other)));
  return { final, pronouncing: earlier.length === 0 ? [] : last(earlier) };
};
