import type { AuditLine } from '@fengcun/api';
import type {
  CertificateApplication, CertificateMaterial, CertificateObstacle, CertificateOutcome,
} from '@fengcun/registry';
import type { CivilDate } from '@fengcun/kernel';

/**
 * An application as it comes to the desk, checked for its form. `requestKey`: digest of the key its sender
 * chose (32 bytes), `requestHash`: of what it says. `line`: what the log keeps of the act.
 */
export type Applying = Readonly<{
  application: CertificateApplication; account: string; organ: string; line: AuditLine;
  requestKey: Uint8Array; requestHash: string;
}>;

/** What an application comes to; everything but an outcome on record leaves nothing but the audit entry. */
export type Applied =
  | Readonly<{
    outcome: 'decided'; certificateId: string; result: CertificateOutcome; number: string;
    issuedOn: CivilDate; validUntil?: CivilDate;
  }>
  | Readonly<{ outcome: 'accepted'; certificateId: string; acceptedOn: CivilDate; dueOn: CivilDate }>
  | Readonly<{ outcome: 'supplement'; missing: readonly CertificateMaterial[]; cite: string }>
  | Readonly<{ outcome: 'notAccepted'; obstacle: CertificateObstacle }>;

/** The same request was taken before, or its key was used for another. */
export type Repeated = Readonly<{ outcome: 'repeated'; certificateId: string }>;
