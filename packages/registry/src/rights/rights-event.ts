import type { CivilDate } from '@fengcun/kernel';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import type { RightsRemedy, RightsGround, RightsMaterial } from './right-kinds.ts';
import type { RightsRequest, StandingRefusal } from './rights-request.ts';

/** What came of a request. */
export type RightsOutcome = 'granted' | 'partlyGranted' | 'refused';

/** An answer: what is done or why it is not; a refusal names its grounds, and every answer the remedies. */
export type RightsAnswer = Readonly<{
  outcome: RightsOutcome; grounds: readonly RightsGround[]; reasons: string; measures: string;
}>;

/** What may be handed in later. */
export type RightsSupplement = Readonly<{ materials: readonly RightsMaterial[]; bornOn?: CivilDate }>;

/** Why the organ above is asked. */
export type AppealReason = 'refused' | 'silent';

type Event<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; on: CivilDate; by: InquiryParty }> & Readonly<F>;

/** Everything that happens to a request; confidential, encrypted whole. `document`: number of its paper. */
export type RightsEvent =
  | Event<'RequestFiled', { request: RightsRequest }>
  | Event<'RequestSupplementAsked', {
    missing: readonly (RightsMaterial | 'birthDate')[]; document: string;
  }>
  | Event<'RequestSupplemented', { supplement: RightsSupplement }>
  | Event<'RequestAccepted', { dueOn: CivilDate; document: string }>
  | Event<'RequestNotAccepted', {
    code: StandingRefusal | 'STILL_INCOMPLETE'; remedies: readonly RightsRemedy[]; document: string;
  }>
  | Event<'RequestExtended', { dueOn: CivilDate; reasons: string }>
  | Event<'RequestReferred', { to: string; document: string }>
  | Event<'AnswerProposed', { answer: RightsAnswer }>
  | Event<'AnswerSentBack', { reasons: string }>
  | Event<'RequestAnswered', { answer: RightsAnswer; remedies: readonly RightsRemedy[]; document: string }>
  | Event<'AppealFiled', { reason: AppealReason; statement: string; to: string; dueOn: CivilDate }>
  | Event<'AppealAnswered', { answer: RightsAnswer; document: string }>
  /** The person, grown up, goes on in place of who had custody of them. */
  | Event<'GuardianshipEnded'>
  | Event<'RequestWithdrawn'>;
