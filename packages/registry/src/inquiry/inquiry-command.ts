import type { Tri } from '@fengcun/kernel';
import type { LimitFault } from './check-limits.ts';
import type { Disclosure, DisclosureQuestion, RelevanceAnswer } from './disclosure.ts';
import type { GrantLimit } from './grant-limits.ts';
import type { Confirmation } from './inquirer-kinds.ts';
import type { InquiryApplication, InquiryRegister, InquirySupplement } from './inquiry-application.ts';
import type { InquiryParty } from './inquiry-event.ts';
import type { InquiryReadings } from './inquiry-rules.ts';
import type { WithholdingGround } from './withholding-terms.ts';

type Command<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; by: InquiryParty }> & Readonly<F>;

/** Commands of an application; instants, ids and numbers of papers are arguments. */
export type InquiryCommand =
  | Command<'Apply', { application: InquiryApplication; register: InquiryRegister }>
  | Command<'CheckIntake'>
  | Command<'EndVerification'>
  | Command<'Withdraw'>
  | Command<'Expire'>
  | Command<'Supplement', { supplement: InquirySupplement }>
  | Command<'BeginVerification', { reasons: string }>
  | Command<'Propose', {
    outcome: 'grant' | 'refuse'; reasons: string;
    confirmations: Readonly<Partial<Record<Confirmation, Tri>>>; readings: InquiryReadings;
    /** By which the grant tells less than the law would let it. */
    limits?: readonly GrantLimit[];
  }>
  /** `limits`: on top of those proposed; none of them is ever taken away here. */
  | Command<'Decide', { agrees: boolean; reasons: string; limits?: readonly GrantLimit[] }>
  /** `ground`: where it is prolonged. */
  | Command<'ReviewWithholding', { prolongs: boolean; ground?: WithholdingGround; reasons: string }>
  /** `signer`: the name under the undertaking, which must be the officer's. */
  | Command<'SignUndertaking', { signer: string }>
  | Command<'Prepare', {
    disclosure: Disclosure; questions: readonly DisclosureQuestion[]; answers: readonly RelevanceAnswer[];
  }>
  /** `disclosure`: computed anew from what the records hold now. */
  | Command<'Disclose', { disclosure: Disclosure; watermark: string }>;

/** Closed list of reasons why a command does nothing. */
export type InquiryRefusal = Readonly<{
  code:
    | 'ALREADY_APPLIED' | 'NOT_APPLIED' | 'WRONG_STAGE' | 'FOUR_EYES' | 'NOT_THE_APPLICANT'
    | 'REASONS_MISSING' | 'NOT_ALLOWED_BY_LAW' | 'NO_GROUND' | 'CONFIRMATION_MISSING' | 'READING_MISSING'
    | 'WRONG_SIGNER'
    | 'NARROWING_WITHOUT_GRANT' | LimitFault
    | 'NOT_WITHHELD' | 'ALREADY_PROLONGED' | 'REVIEW_TOO_EARLY'
    | 'QUESTIONS_OPEN' | 'PREPARATION_STALE' | 'GRANT_EXPIRED' | 'NOT_EXPIRED' | 'NOT_PAUSED_HERE';
}>;
