import type { CivilDate } from '@fengcun/kernel';
import { termEnd } from '@fengcun/statute';
import type { CaseRecord } from '../../intake/case/case-state.ts';
import { executionStatusOf } from '../../intake/case/execution-status.ts';
import { dateOf } from '../../intake/messages/message.ts';
import type { MessageKind } from '../../intake/messages/message-kinds.ts';
import type { Disposition } from './disposition.ts';

/** Where an execution goes on: among people under correction, or behind walls. */
export type ExecutionPlace = 'communityCorrection' | 'custody' | 'none' | 'unknown';

/**
 * End of an execution. `told`: a record tells it. `expired`: the day has passed by the law's own arithmetic,
 * but nobody has told that nothing happened on the way; the organ must confirm. `running`: not yet.
 */
export type ExecutionEnd = Readonly<{
  place: ExecutionPlace;
  state: 'told' | 'expired' | 'running' | 'unknown';
  on?: CivilDate;
}>;

const latestOf = (records: readonly CaseRecord[], kind: MessageKind): CaseRecord | undefined =>
  records.filter((record) => record.kind === kind)
    .toSorted((a, b) => ((dateOf(a.message) ?? '') < (dateOf(b.message) ?? '') ? -1 : 1)).at(-1);

/**
 * Last day by arithmetic. 缓刑 runs from the day the judgment was determined (刑法73), 假释 to the end of what
 * remained (刑法83), 管制 and imprisonment to the end of their term (解释202), shortened by 减刑.
 */
const expiry = (disposition: Disposition, records: readonly CaseRecord[]): CivilDate | undefined => {
  const { sentence, effect } = disposition;
  const reduced = latestOf(records, 'sentenceReduced')?.message;
  const reducedTo = reduced?.kind === 'sentenceReduced' ? reduced.content.termTo : undefined;
  if (reducedTo !== undefined) return reducedTo;
  const months = sentence?.suspensionMonths;
  if (months !== undefined) {
    const from = effect.state === 'effective' ? effect.on : undefined;
    return from === undefined ? undefined : termEnd(from, { months });
  }
  const paroled = latestOf(records, 'paroled')?.message;
  if (paroled?.kind === 'paroled' && paroled.content.to !== undefined) return paroled.content.to;
  return sentence?.termTo;
};

const FORMS: Readonly<Partial<Record<string, ExecutionPlace>>> =
  { prison: 'custody', detentionHouse: 'custody', communityCorrection: 'communityCorrection' };

const toldForm = (records: readonly CaseRecord[]): ExecutionPlace | undefined => {
  const started = records.flatMap(({ message }) =>
    (message.kind === 'executionStarted' ? [FORMS[message.content.form]] : []));
  return started.find((form) => form !== undefined);
};

const has = (records: readonly CaseRecord[], ...kinds: readonly MessageKind[]): boolean =>
  records.some(({ kind }) => kinds.includes(kind));

/** LAW: 管制, 缓刑, 假释 and 暂予监外执行 are executed by community correction. @see 《社区矫正法》第2条 */
const placeOf = (disposition: Disposition, records: readonly CaseRecord[]): ExecutionPlace => {
  const { sentence } = disposition;
  if (has(records, 'paroleRevoked', 'suspensionRevoked')) return 'custody';
  if (has(records, 'paroled', 'servedOutsidePrison')) return 'communityCorrection';
  if (sentence === undefined) return 'none';
  if (sentence.suspensionMonths !== undefined || sentence.penalty === 'publicSurveillance') {
    return 'communityCorrection';
  }
  const isPrison = sentence.penalty === 'fixedTermImprisonment' || sentence.penalty === 'criminalDetention';
  // A sentence that mentions no suspension may still be suspended in a document nobody has sent.
  return isPrison ? toldForm(records) ?? 'unknown' : 'none';
};

/** A revoked suspension or parole does not run out. */
const isRevoked = (records: readonly CaseRecord[], on: CivilDate): boolean =>
  ['suspensionRevoked', 'paroleRevoked'].some((kind) =>
    records.some((record) => record.kind === kind && (dateOf(record.message) ?? on) <= on));

/**
 * The last day on which a person left custody. LAW: whoever is let out for a time (暂予监外执行) may come back,
 * so that is no release; a release on parole is one for the prison. @see 《监狱法》(2026) 第59条、第115条
 */
export const releaseDay = (records: readonly CaseRecord[]): CivilDate | undefined =>
  records.flatMap(({ message }) => (message.kind === 'released' && message.content.ground !== 'outsidePrison'
    ? [message.content.releasedOn] : [])).sort().at(-1);

/**
 * Where and until when a sentence is executed, on a day. The end of a suspension or of parole by the mere
 * passing of time is `expired`, never `told`. @see 《刑法》第76条、第85条; 2022 Measures art. 13
 */
export const executionEnd = (
  disposition: Disposition, records: readonly CaseRecord[], asOf: CivilDate,
): ExecutionEnd => {
  const place = placeOf(disposition, records);
  if (place === 'none') return { place, state: 'unknown' };
  const { state, endedOn } = executionStatusOf(records);
  if (state === 'ended' && endedOn !== undefined) return { place, state: 'told', on: endedOn };
  const last = expiry(disposition, records);
  if (last === undefined || isRevoked(records, last)) {
    return { place, state: state === 'running' ? 'running' : 'unknown' };
  }
  return { place, state: asOf > last ? 'expired' : 'running', on: last };
};
