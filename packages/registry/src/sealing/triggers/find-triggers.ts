import { addDays, type CivilDate } from '@fengcun/kernel';
import type { Decision } from '@fengcun/policy';
import { proceduralMonthsEnd } from '@fengcun/statute';
import type { CaseCode } from '../../intake/case-code/case-code.ts';
import type { CaseRecord, OpenCase } from '../../intake/case/case-state.ts';
import { contradictionsOf, standingRecords } from '../../intake/case/contradictions.ts';
import { dateOf } from '../../intake/messages/message.ts';
import type { MessageKind } from '../../intake/messages/message-kinds.ts';
import type { Pseudonym, SubjectToken } from '../../intake/pseudonym.ts';
import { type SealGround, SEAL_GROUND } from '../grounds.ts';
import { orderDecisions } from '../overall-decision.ts';
import type { Disposition, KnownOrgan, TriggerEvent } from './disposition.ts';
import { executedMonths } from './disposition-facts.ts';
import { executionEnd, releaseDay } from './execution-end.ts';
import { findDispositions } from './find-dispositions.ts';
import { executionNotices, type NoticeDuty, noticeDuties } from './notice-duties.ts';
import { type Recipient, recipientsOf } from './recipients.ts';
import { groundOf, SEALABLE_TERM_MONTHS_MAX } from './seal-ground.ts';
import type { TriggerQuestion } from './trigger-question.ts';

/** A record that must be sealed now, with everything an order is made from. */
export type SealTrigger = Readonly<{
  recordId: string;
  caseCode: CaseCode;
  subject: SubjectToken;
  ground: SealGround;
  underlying?: SealGround;
  cites: readonly string[];
  sealFrom: CivilDate;
  determinedBy: KnownOrgan;
  events: readonly TriggerEvent[];
  decision: Readonly<{ pack: string; packHash: string; decidedBy: string; factsHash: string }>;
  recipients: readonly Recipient[];
  notices: readonly NoticeDuty[];
  /** Ids of the decision's flags that certainly hold: dossier labels, duties of prison and correction. */
  flags: readonly string[];
}>;

/** A record that may have to be opened: `unsealing` decides from the facts, a person confirms. */
export type OpeningHint = Readonly<{ recordId: string; ground: 'retrialRaised'; effectiveOn?: CivilDate }>;

/** An annulled public-order decision: the entry leaves the register. @see 《行政处罚法》第48条 */
export type RemovalHint = Readonly<{ recordId: string; annulledOn: CivilDate }>;

/** What follows for one person of one case, on one day. */
export type TriggerFindings = Readonly<{
  triggers: readonly SealTrigger[];
  questions: readonly TriggerQuestion[];
  openings: readonly OpeningHint[];
  removals: readonly RemovalHint[];
  /** Notices of the end of execution, owed whether or not the record is sealed. */
  notices: readonly NoticeDuty[];
}>;

/**
 * A case, a person, the day, and what the packs decided on each record (by its id, see `findDispositions`).
 * Decisions of a proposal count only where it is switched on by name.
 */
export type TriggerInput = Readonly<{
  state: OpenCase;
  subject: SubjectToken;
  asOf: CivilDate;
  decisions: ReadonlyMap<string, readonly Decision[]>;
  proposals?: readonly string[];
}>;

type Place = TriggerInput & Readonly<{ records: readonly CaseRecord[]; disputed: ReadonlySet<Pseudonym> }>;
type Found = Partial<TriggerFindings>;

const ask = (...questions: readonly TriggerQuestion[]): Found => ({ questions });

const eventsOf = (records: readonly CaseRecord[]): readonly TriggerEvent[] => records.map((record) => {
  const on = dateOf(record.message);
  return { kind: record.kind, record: record.recordId, ...(on === undefined ? {} : { on }) };
});

/** The decision that counts: of the law in force, or of a proposal that is switched on. */
const decisionOf = ({ decisions, proposals = [] }: Place, recordId: string): Decision | undefined =>
  orderDecisions((decisions.get(recordId) ?? []).filter(({ packStatus, pack }) =>
    packStatus === 'inForce' || (packStatus === 'proposal' && proposals.includes(pack))))[0];

/** Whether a decision seals on this day. `sealFrom` as an outcome means: after a wait. */
const sealsOn = (decision: Decision, asOf: CivilDate): boolean =>
  decision.outcome === 'mustSeal'
  || (decision.outcome === 'sealFrom' && decision.sealFrom !== undefined && decision.sealFrom <= asOf);

const holdersFor = (place: Place, disposition: Disposition): Readonly<{
  recipients: readonly Recipient[]; questions: readonly TriggerQuestion[];
}> => {
  const end = executionEnd(disposition, place.records, place.asOf);
  const { recipients, unknown } = recipientsOf({
    disposition, records: place.records, subject: place.subject, end, releasedOn: releaseDay(place.records),
  });
  const { recordId } = disposition;
  const questions: readonly TriggerQuestion[] = [
    ...unknown.map(({ type }) => ({ code: 'HOLDER_UNKNOWN', recordId, organType: type }) as const),
    ...(disposition.determinedBy.code === undefined
      ? [{ code: 'DETERMINING_ORGAN_UNKNOWN', recordId } as const] : []),
    ...(end.state !== 'expired' ? [] : [{
      code: end.place === 'communityCorrection' ? 'CORRECTION_END_NOT_TOLD' : 'RELEASE_NOT_TOLD', recordId,
    } as const]),
  ];
  return { recipients, questions };
};

const withOrder = ({ rule: _rule, since: _since, ...duty }: NoticeDuty): NoticeDuty => duty;

const sealOf = (place: Place, disposition: Disposition, decision: Decision): Found => {
  const { recordId, subject, determinedBy, effect } = disposition;
  const found = groundOf(decision, disposition);
  if (found === undefined) return ask({ code: 'CLAUSE_UNKNOWN', recordId });
  const { recipients, questions } = holdersFor(place, disposition);
  const dayUnknown = disposition.kind === 'judgment' && !(effect.state === 'effective' && effect.told);
  const { pack, packHash, decidedBy, factsHash } = decision;
  const rows = [found.ground, ...(found.underlying === undefined ? [] : [found.underlying])];
  const trigger: SealTrigger = {
    recordId, caseCode: place.state.caseCode, subject, ...found, determinedBy, recipients,
    cites: [...new Set(rows.flatMap((ground) => SEAL_GROUND[ground].cites))],
    sealFrom: decision.sealFrom ?? place.asOf, events: eventsOf(disposition.records),
    decision: { pack, packHash, decidedBy, factsHash },
    // Cases of article 23 were notified to nobody in their time: their papers go out with the order.
    notices: found.ground === 'legacyCase'
      ? noticeDuties(disposition).map(withOrder) : noticeDuties(disposition),
    flags: decision.flags.flatMap(({ id, holds }) => (holds === true ? [id] : [])),
  };
  return {
    triggers: [trigger],
    questions: [...(dayUnknown ? [{ code: 'EFFECT_DAY_NOT_TOLD', recordId } as const] : []), ...questions],
  };
};

const reviewOf = ({ recordId }: Disposition, decision: Decision): Found => {
  const facts = decision.questions.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  return ask(...(facts.length === 0 ? [{ code: 'NEEDS_REVIEW', recordId } as const]
    : facts.map((fact) => ({ code: 'FACT_UNKNOWN', recordId, fact }) as const)));
};

/** What stops every decision about a disposition: not in force, disputed, or nobody knows what it is. */
const obstacleOf = (place: Place, disposition: Disposition): Found | undefined => {
  const { recordId, effect, recordKind, records } = disposition;
  const isDisputed = records.some((record) => place.disputed.has(record.recordId));
  if (isDisputed) return ask({ code: 'CONTRADICTION', recordId });
  if (effect.state === 'notYet') return ask({ code: 'EFFECT_NOT_TOLD', recordId });
  return recordKind === undefined ? ask({ code: 'OUTCOME_NOT_TOLD', recordId }) : undefined;
};

const followOf = (place: Place, disposition: Disposition): Found => {
  const { recordId, annulledOn } = disposition;
  const obstacle = obstacleOf(place, disposition);
  if (obstacle !== undefined) return obstacle;
  if (annulledOn !== undefined) return { removals: [{ recordId, annulledOn }] };
  const decision = decisionOf(place, recordId);
  if (decision === undefined) return ask({ code: 'DECISION_MISSING', recordId });
  if (sealsOn(decision, place.asOf)) return sealOf(place, disposition, decision);
  return decision.outcome === 'needsReview' ? reviewOf(disposition, decision) : {};
};

/**
 * LAW: 比照封存 of article 3 presupposes a record to compare with. Where the conviction itself stays open, or
 * is not decided yet, a person says whether measures and support files are sealed alone (预防法59).
 */
const relatedFollow = (place: Place, related: Disposition, convictionStaysOpen: boolean): Found => {
  const found = followOf(place, related);
  return !convictionStaysOpen || found.triggers === undefined ? found
    : ask({ code: 'RELATED_OF_OPEN_RECORD', recordId: related.recordId });
};

/** A retrial that replaced a sealable sentence by one of five years or more. @see 2022 Measures art. 18 */
const openingsOf = (disposition: Disposition): readonly OpeningHint[] => {
  const { sentence, replacedSentence, effect, recordId } = disposition;
  if (sentence === undefined || replacedSentence === undefined || effect.state !== 'effective') return [];
  const [before, after] = [executedMonths(replacedSentence), executedMonths(sentence)];
  const couldBeSealed = before !== 'unknown' && before <= SEALABLE_TERM_MONTHS_MAX;
  const isRaised = after === 'unknown' || after >= SEALABLE_TERM_MONTHS_MAX;
  if (!couldBeSealed || !isRaised) return [];
  const hint = { recordId, ground: 'retrialRaised' } as const;
  return [effect.on === undefined ? hint : { ...hint, effectiveOn: effect.on }];
};

const UNDOES_CONDITION: ReadonlySet<MessageKind> =
  new Set(['conditionalNonProsecutionRevoked', 'prosecuted']);

/** 考验期 runs from the decision (art. 283); when it is over, a decision of either kind is due. */
const conditionalPeriodOver = ({ records, asOf }: Place, found: readonly Disposition[]): boolean =>
  found.every(({ kind }) => kind !== 'nonProsecution' && kind !== 'judgment')
  && records.some(({ message }) => {
    if (message.kind !== 'conditionalNonProsecutionDecided') return false;
    const months = message.content.supervisionMonths;
    const isOver = months !== undefined
      && asOf >= addDays(proceduralMonthsEnd(message.content.decidedOn, months), 1);
    return isOver && !records.some(({ kind }) => UNDOES_CONDITION.has(kind));
  });

const gather = (found: readonly Found[]): TriggerFindings => ({
  triggers: found.flatMap(({ triggers = [] }) => triggers),
  questions: found.flatMap(({ questions = [] }) => questions),
  openings: found.flatMap(({ openings = [] }) => openings),
  removals: found.flatMap(({ removals = [] }) => removals),
  notices: found.flatMap(({ notices = [] }) => notices),
});

/**
 * What must be sealed ex officio for one person of one case, on the day `asOf`: from the standing records and
 * the decisions on them, never from the order of arrival. What is not known becomes a question; no unknown
 * seals, and none is told to be exempt. @see 2022 Measures arts 2–5, 7, 11–13; 《治安管理处罚法》第136条
 */
export const findTriggers = (input: TriggerInput): TriggerFindings => {
  const { state, subject } = input;
  const unsettled = contradictionsOf(state).filter(({ chosen }) => chosen === undefined);
  const place: Place = {
    ...input, records: standingRecords(state).filter((record) => record.subject === subject),
    disputed: new Set(unsettled.flatMap(({ records }) => records)),
  };
  const { found, pendingRetrial, unmatchedAnnulments } = findDispositions(state, subject);
  const isRelated = ({ kind }: Disposition): boolean => kind === 'measures' || kind === 'support';
  const main = found.filter((one) => !isRelated(one)).map((one) => ({ one, follows: followOf(place, one) }));
  const staysOpen = main.some(({ one, follows }) =>
    one.kind === 'judgment' && one.recordKind !== 'acquittal' && follows.triggers === undefined);
  return gather([
    ...main.map(({ follows }) => follows),
    ...found.filter(isRelated).map((one) => relatedFollow(place, one, staysOpen)),
    { openings: found.flatMap(openingsOf), notices: executionNotices(place.records) },
    pendingRetrial ? ask({ code: 'RETRIAL_NOT_IN_FORCE' }) : {},
    ask(...unmatchedAnnulments.map(() => ({ code: 'ANNULMENT_UNMATCHED' }) as const)),
    conditionalPeriodOver(place, found) ? ask({ code: 'CONDITIONAL_PERIOD_OVER' }) : {},
  ]);
};
