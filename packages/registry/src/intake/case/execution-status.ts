import type { CivilDate } from '@fengcun/kernel';
import { dateOf } from '../messages/message.ts';
import { kindSpec, type MessageKind } from '../messages/message-kinds.ts';
import type { Pseudonym } from '../pseudonym.ts';
import type { CaseRecord } from './case-state.ts';

/** One step of execution; `on` is absent where the source does not say when. */
export type ExecutionStep = Readonly<{ kind: MessageKind; on?: CivilDate; record: Pseudonym }>;

/**
 * 刑罚执行情况. `ended`: some record tells of the end and none of a later start; `running`: some record tells
 * of a start; `unknown`: no record tells of either, which does not mean that nothing was executed.
 */
export type ExecutionStatus = Readonly<{
  state: 'unknown' | 'running' | 'ended';
  endedOn?: CivilDate;
  steps: readonly ExecutionStep[];
}>;

const STARTS: ReadonlySet<MessageKind> = new Set([
  'executionStarted', 'paroled', 'paroleRevoked', 'suspensionRevoked', 'servedOutsidePrison',
  'sentenceReduced',
]);
const ENDS: ReadonlySet<MessageKind> =
  new Set(['sentenceServed', 'correctionCompleted', 'releaseNoticeIssued', 'correctionExpiryNoticeIssued']);

const ACCESSORY_FORMS: ReadonlySet<string> = new Set(['fine', 'deprivationOfRights']);
const END_GROUNDS: ReadonlySet<string> = new Set(['served', 'pardoned']);

/** LAW: a release ends execution only where it says so; parole and service outside prison go on outside. */
const isEnd = ({ message }: CaseRecord): boolean =>
  ENDS.has(message.kind)
  || (message.kind === 'released' && END_GROUNDS.has(message.content.ground ?? 'unknown'));

/** LAW: a fine or the deprivation of rights goes on after the main penalty, whose end is what counts here. */
const isStart = ({ message }: CaseRecord): boolean => STARTS.has(message.kind)
  && !(message.kind === 'executionStarted' && ACCESSORY_FORMS.has(message.content.form));

const endDay = ({ message }: CaseRecord): CivilDate | undefined => {
  if (message.kind === 'releaseNoticeIssued') return message.content.releasedOn;
  if (message.kind === 'correctionExpiryNoticeIssued') return message.content.completedOn;
  return dateOf(message);
};

const byDay = (a: ExecutionStep, b: ExecutionStep): number => {
  const [left, right] = [`${a.on ?? ''}|${a.kind}|${a.record}`, `${b.on ?? ''}|${b.kind}|${b.record}`];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Status of execution of one person, from the days of the records, not from when they arrived. */
export const executionStatusOf = (records: readonly CaseRecord[]): ExecutionStatus => {
  const own = records.filter((record) => kindSpec(record.kind).stage === 'execution');
  const steps = own.map((record): ExecutionStep => {
    const on = isEnd(record) ? endDay(record) : dateOf(record.message);
    return { kind: record.kind, record: record.recordId, ...(on === undefined ? {} : { on }) };
  }).sort(byDay);
  const lastEnd = own.filter(isEnd).map(endDay).filter((day) => day !== undefined).sort().at(-1);
  const lastStart = own.filter(isStart).map((record) => dateOf(record.message))
    .filter((day) => day !== undefined).sort().at(-1);
  if (lastEnd !== undefined && (lastStart === undefined || lastStart <= lastEnd)) {
    return { state: 'ended', endedOn: lastEnd, steps };
  }
  return { state: lastStart === undefined ? 'unknown' : 'running', steps };
};
