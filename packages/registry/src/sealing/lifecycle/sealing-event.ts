import type { CivilDate } from '@fengcun/kernel';
import type { ActorId, ErasureGround } from '../../intake/case/case-event.ts';
import type { OpenGround, SealGround } from '../grounds.ts';
import type { HolderKey, OrderedHolder, Receipt, SealOrder } from './order.ts';

/** Why something happened that is no ground of its own. */
export type StepReason =
  | 'holderFound' | 'receiptArrived' | 'reminderDue' | 'deadlinePassed' | 'groundFound' | 'reviewAgreed'
  | 'reviewDisagreed' | 'observationOrdered' | 'goodConduct' | 'conditionBroken' | 'periodEnded'
  | ErasureGround;

/** Reason code of an event. */
export type SealingReason = SealGround | OpenGround | StepReason;

/** What every event keeps: when, who, on which document, why, on which legal basis. All pseudonymous. */
export type Trace = Readonly<{
  /** UTC instant. */
  at: string;
  actor: ActorId;
  /**
   * Number of the paper it rests on or that it made, where there is one; the platform's own, never a case
   * number.
   */
  documentNumber?: string;
  reason: SealingReason;
  /** Citation ids of the statute package. */
  cites: readonly string[];
}>;

type Event<T extends string, F> = Readonly<{ type: T }> & Trace & Readonly<F>;

/** A seal was ordered; its order names every holder known. */
export type SealOrdered = Event<'SealOrdered', { order: SealOrder }>;

/** A seal was ordered on the procuratorate's opinion (应封未封). @see 办法第22条 */
export type CorrectiveSealOrdered = Event<'CorrectiveSealOrdered', { order: SealOrder }>;

/** An organ became known later; it is given the newest order. */
export type HolderAdded = Event<'HolderAdded', { added: OrderedHolder; sequence: number }>;

/** A holder answered the newest order. */
export type Acknowledged = Event<'Acknowledged', { receipt: Receipt }>;

/** A holder was reminded for the `count`th time (from 1). */
export type Reminded = Event<'Reminded', { holder: HolderKey; sequence: number; count: number }>;

/** A holder let its last day pass; its supervisor was told. The order goes on being sent. */
export type Escalated = Event<'Escalated', { holder: HolderKey; sequence: number; to: HolderKey }>;

/** One person proposed to open, on a ground. The record stays as it is. */
export type UnsealProposed = Event<'UnsealProposed', {
  proposalId: string; ground: OpenGround; effectiveFrom: CivilDate; sequence: number;
}>;

/** Another person agreed; the approval opens once, until it expires. */
export type UnsealApproved = Event<'UnsealApproved', {
  proposalId: string; approvalId: string; expiresAt: string;
}>;

/** Another person did not agree; the proposal is gone. */
export type UnsealRefused = Event<'UnsealRefused', { proposalId: string }>;

/** An opening was ordered on a ground of article 18 or of a proposal pack; the approval is used up. */
export type UnsealOrdered = Event<'UnsealOrdered', { order: SealOrder; approvalId: string }>;

/** The seal was wrong or lost its ground; an opening was ordered. Distinct from unsealing. */
export type Rescinded = Event<'Rescinded', { order: SealOrder; approvalId: string }>;

/**
 * The person and the guardian asked and the court agreed. No order where none was ever made: nothing is
 * sealed.
 * @see 办法第7条
 */
export type ExemptedByApplication = Event<'ExemptedByApplication', {
  recordId: string; order?: SealOrder; consents: ExemptionConsents;
}>;

/** Whose will article 7 asks for; each by the number of the paper that holds it. */
export type ExemptionConsents = Readonly<{ defendant: string; guardian: string; court: string }>;

/** Proposal packs only: sealed first, observed after. */
export type ObservationStarted = Event<'ObservationStarted', { until: CivilDate }>;

/** Proposal packs only: the period was shortened (public service). */
export type ObservationShortened = Event<'ObservationShortened', { until: CivilDate }>;

/** Proposal packs only: a condition was broken. Opens nothing by itself: two people must decide. */
export type ObservationBreached = Event<'ObservationBreached', { breachedOn: CivilDate }>;

/** Proposal packs only: the period ended without a breach. */
export type ObservationPassed = Event<'ObservationPassed', { passedOn: CivilDate }>;

/** The record was lawfully deleted. What was ordered before goes on being sent and acknowledged. */
export type ErasedByLaw = Event<'ErasedByLaw', { ground: ErasureGround; approvedBy: ActorId }>;

/** Everything that happens to the seal of one record. */
export type SealingEvent =
  | SealOrdered | CorrectiveSealOrdered | HolderAdded | Acknowledged | Reminded | Escalated | UnsealProposed
  | UnsealApproved | UnsealRefused | UnsealOrdered | Rescinded | ExemptedByApplication | ObservationStarted
  | ObservationShortened | ObservationBreached | ObservationPassed | ErasedByLaw;
