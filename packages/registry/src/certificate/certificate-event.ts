import type { CivilDate } from '@fengcun/kernel';
import type { CertificateApplication } from './application.ts';

/** What is stated about the person: 未发现有犯罪记录, or that no such certificate is issued. */
export type CertificateOutcome = 'certificate' | 'refusal';

/** The paper that was decided on: whose it is and its place in the one series of the organ and year. */
export type CertificatePaper = Readonly<{
  outcome: CertificateOutcome; organ: string; organWord: string; organName: string;
  sequence: number; issuedOn: CivilDate; validUntil?: CivilDate;
}>;

/**
 * Why a case is complex: records that are incomplete or unclear, that contradict an earlier result, or
 * identities in conflict. @see 《公安机关办理犯罪记录查询工作规定》(2021) 第8条
 */
export const VERIFICATION_GROUNDS =
  ['recordUnclear', 'earlierResultDiffers', 'identitiesConflict', 'other'] as const;

/** One of those grounds. */
export type VerificationGround = (typeof VERIFICATION_GROUNDS)[number];

/** Everything that happens to an application; `by`: pseudonyms of accounts, never names. */
export type CertificateEvent =
  /** Accepted and decided on the spot, in one step. */
  | Readonly<{
    type: 'CertificateDecidedAtOnce'; at: string; by: string; application: CertificateApplication;
    requestHash: string; paper: CertificatePaper;
  }>
  /** Accepted; what was found has to be looked at by a person. */
  | Readonly<{
    type: 'CertificateApplicationAccepted'; at: string; by: string; application: CertificateApplication;
    requestHash: string; organ: string; acceptedOn: CivilDate; dueOn: CivilDate;
  }>
  /** 调查核实 asked for, and approved by the head of the organ; the term stands still from then on. */
  | Readonly<{ type: 'VerificationRequested'; at: string; by: string; ground: VerificationGround }>
  | Readonly<{ type: 'VerificationApproved'; at: string; by: string; on: CivilDate }>
  | Readonly<{ type: 'VerificationRefused'; at: string; by: string }>
  /** What the officer found, and whoever agreed. */
  | Readonly<{
    type: 'FindingProposed'; at: string; by: string; on: CivilDate; outcome: CertificateOutcome;
    dueOn: CivilDate;
  }>
  | Readonly<{ type: 'FindingApproved'; at: string; by: string; paper: CertificatePaper }>
  | Readonly<{ type: 'FindingReturned'; at: string; by: string }>
  /** What was decided is kept no longer: stands alone, in place of everything before it. */
  | Readonly<{ type: 'CertificateForgotten'; at: string }>;
