import type { CivilDate } from '@fengcun/kernel';
import type { RecordKind } from '@fengcun/policy';
import type { CaseRecord } from '../../intake/case/case-state.ts';
import { decisiveJudgment, type JudgmentRecord } from '../../intake/case/effective-judgment.ts';
import { executionStatusOf } from '../../intake/case/execution-status.ts';
import type { Sentence } from '../../intake/messages/contents-of-trial.ts';
import { comparableNumber } from '../../intake/messages/message.ts';
import { type Disposition, type Effect, organAmong } from './disposition.ts';

/** A judgment as a disposition, before it has an id and a person. */
export type JudgmentDisposition = Omit<Disposition, 'recordId' | 'subject' | 'kind'>;

const only = <T>(values: readonly (T | undefined)[]): T | undefined => {
  const told = [...new Set(values.filter((value) => value !== undefined))];
  return told.length === 1 ? told[0] : undefined;
};

const effectRecords = (
  records: readonly CaseRecord[], final: readonly JudgmentRecord[],
): readonly CaseRecord[] => {
  const numbers = new Set(final.map(({ judgment }) => comparableNumber(judgment.documentNumber)));
  return records.filter(({ message }) => message.kind === 'judgmentBecameEffective'
    && numbers.has(comparableNumber(message.content.documentNumber)));
};

const effectiveDay = (records: readonly CaseRecord[]): CivilDate | undefined =>
  only(records.map(({ message }) =>
    (message.kind === 'judgmentBecameEffective' ? message.content.effectiveOn : undefined)));

/**
 * Whether a judgment is in force. LAW: a judgment of second instance is final (终审) and takes effect with
 * its day; an execution begins only after effect, so it proves effect but not the day. Nothing else does: a
 * first-instance judgment may be under appeal, and a retrial may follow either procedure (art. 256).
 * @see 《刑事诉讼法》(2018) 第259条
 */
const effectOf = (records: readonly CaseRecord[], final: readonly JudgmentRecord[]): Effect => {
  const told = effectRecords(records, final);
  const on = effectiveDay(told);
  if (on !== undefined) return { state: 'effective', told: true, on };
  // Told twice with different days: in force, but nobody knows since when.
  if (told.length > 0) return { state: 'effective', told: false };
  const judgment = final[0]?.judgment;
  if (judgment?.instance === 'second') return { state: 'effective', told: false, on: judgment.decidedOn };
  const began = executionStatusOf(records).state !== 'unknown' && judgment?.instance !== 'retrial';
  return began ? { state: 'effective', told: false } : { state: 'notYet' };
};

const sentenceIn = (judgments: readonly JudgmentRecord[]): Sentence | undefined =>
  judgments.map(({ judgment }) => judgment.sentence).find((sentence) => sentence !== undefined);

const recordKindOf = (pronouncing: readonly JudgmentRecord[]): RecordKind | undefined => {
  if (pronouncing.some(({ judgment }) => judgment.acquittalGround !== undefined)) return 'acquittal';
  const sentence = sentenceIn(pronouncing);
  return sentence === undefined || sentence.penalty === 'none' ? undefined : 'conviction';
};

const notOfRetrial = ({ message }: CaseRecord): boolean =>
  !(message.kind === 'judgmentRecorded' && message.content.instance === 'retrial');

const dispositionOf = (records: readonly CaseRecord[]): JudgmentDisposition | undefined => {
  const { final, pronouncing } = decisiveJudgment(records);
  const judgment = final[0]?.judgment;
  if (judgment === undefined) return undefined;
  const told = [...final, ...pronouncing].map(({ record }) => record);
  const recordKind = recordKindOf(pronouncing);
  const sentence = sentenceIn(pronouncing);
  const acquittalGround = only(pronouncing.map((one) => one.judgment.acquittalGround));
  return {
    records: [...new Set([...told, ...effectRecords(records, final)])],
    determinedBy: organAmong(final.map(({ record }) => record), 'court'), decidedOn: judgment.decidedOn,
    effect: effectOf(records, final),
    ...(recordKind === undefined ? {} : { recordKind }),
    ...(sentence === undefined ? {} : { sentence }),
    ...(judgment.instance === undefined ? {} : { instance: judgment.instance }),
    ...(acquittalGround === undefined ? {} : { acquittalGround }),
  };
};

/**
 * The judgment that counts for one person, with whether it is in force. A retrial judgment that nobody told
 * to be in force leaves the earlier one standing: `pendingRetrial` then asks about it.
 * @see 《刑事诉讼法》(2018) 第254条至第257条, 第259条
 */
export const judgmentDisposition = (records: readonly CaseRecord[]): Readonly<{
  found: JudgmentDisposition | undefined; pendingRetrial: boolean;
}> => {
  const newest = dispositionOf(records);
  if (newest?.instance !== 'retrial') return { found: newest, pendingRetrial: false };
  const before = dispositionOf(records.filter(notOfRetrial));
  if (newest.effect.state === 'notYet') return { found: before ?? newest, pendingRetrial: true };
  const replaced = before?.sentence;
  const found = replaced === undefined ? newest : { ...newest, replacedSentence: replaced };
  return { found, pendingRetrial: false };
};
