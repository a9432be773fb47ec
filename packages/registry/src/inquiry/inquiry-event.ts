import type { CivilDate, Tri } from '@fengcun/kernel';
import type { MissingItem } from './check-intake.ts';
import type { Disclosure, RelevanceAnswer } from './disclosure.ts';
import type { InquiryGround } from './examine-inquiry.ts';
import type { GrantedLimit, GrantLimit } from './grant-limits.ts';
import type { Confirmation } from './inquirer-kinds.ts';
import type { InquiryApplication, InquiryRegister, InquirySupplement } from './inquiry-application.ts';
import type { InquiryReadings } from './inquiry-rules.ts';
import type { WithholdingGround } from './withholding-terms.ts';

/** An account and the person behind it, both pseudonyms: four eyes are those of people, not of accounts. */
export type InquiryParty = Readonly<{ account: string; person: string }>;

type Event<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; on: CivilDate; by: InquiryParty }> & Readonly<F>;

/** Everything that happens to an application. Contents are confidential; the events are encrypted whole. */
export type InquiryEvent =
  | Event<'InquiryApplied', { application: InquiryApplication; register: InquiryRegister }>
  | Event<'SupplementRequested', { missing: readonly MissingItem[] }>
  | Event<'InquirySupplemented', { supplement: InquirySupplement }>
  | Event<'InquiryAccepted', { dueOn: CivilDate }>
  | Event<'InquiryNotAccepted', {
    grounds: readonly InquiryGround[]; missing: readonly MissingItem[];
  }>
  | Event<'InquiryReferred'>
  | Event<'VerificationBegun', { reasons: string }>
  | Event<'VerificationEnded', { dueOn: CivilDate }>
  | Event<'DecisionProposed', {
    outcome: 'grant' | 'refuse'; reasons: string; grounds: readonly InquiryGround[];
    confirmations: Readonly<Partial<Record<Confirmation, Tri>>>; readings: InquiryReadings;
    limits?: readonly GrantLimit[];
  }>
  /** The other person does not agree: it is proposed anew. */
  | Event<'ProposalSentBack', { reasons: string }>
  /** `limits` of both, `reasons` of who decided: absent in what was stored before, which means none. */
  | Event<'InquiryGranted', {
    readings: InquiryReadings; validUntil: CivilDate; limits?: readonly GrantedLimit[]; reasons?: string;
  }>
  | Event<'InquiryRefused', { grounds: readonly InquiryGround[]; reasons: string }>
  | Event<'UndertakingSigned', { signer: string }>
  | Event<'DisclosurePrepared', { digest: string; answers: readonly RelevanceAnswer[] }>
  | Event<'InquiryDisclosed', {
    disclosure: Disclosure; watermark: string; recheckOn?: CivilDate;
  }>
  | Event<'InquiryExpired'>
  /** The person may learn of the look later, or now: 个保法35 looked at again. */
  | Event<'WithholdingProlonged', { ground: WithholdingGround; reasons: string; until: CivilDate }>
  | Event<'WithholdingEnded', { reasons: string }>
  | Event<'InquiryWithdrawn'>;
