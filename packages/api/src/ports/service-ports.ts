import type { AccountsPort } from './accounts-port.ts';
import type { AdministrationPort } from './administration-port.ts';
import type { AttachmentsPort } from './attachments-port.ts';
import type { AuditPort, AuditReceipt } from './audit-port.ts';
import type { CasesPort } from './cases-port.ts';
import type { CertificatesPort, PaperChecks } from './certificates-port.ts';
import type { ExceptionsPort } from './exceptions-port.ts';
import type { ExchangePort } from './exchange-port.ts';
import type { HealthPort } from './health-port.ts';
import type { IdempotencyPort } from './idempotency-port.ts';
import type { InquiriesPort } from './inquiries-port.ts';
import type { IntakePort } from './intake-port.ts';
import type { KeepingPort } from './keeping-port.ts';
import type { LedgerPort } from './ledger-port.ts';
import type { PrivacyPort } from './privacy-port.ts';
import type { ReadingsPort } from './readings-port.ts';
import type { RightsPort } from './rights-port.ts';
import type { SealDutiesPort } from './seal-duties-port.ts';
import type { SealsPort } from './seals-port.ts';
import type { SupervisionPort } from './supervision-port.ts';

/** What one request may use; all of it belongs to one transaction. */
export type RequestPorts = Readonly<{
  audit: AuditPort;
  idempotency: IdempotencyPort;
  intake: IntakePort;
  readings: ReadingsPort;
  exceptions: ExceptionsPort;
  exchange: ExchangePort;
  cases: CasesPort;
  attachments: AttachmentsPort;
  seals: SealsPort;
  sealDuties: SealDutiesPort;
  inquiries: InquiriesPort;
  certificates: CertificatesPort;
  rights: RightsPort;
  supervision: SupervisionPort;
  privacy: PrivacyPort;
  accounts: AccountsPort;
  ledger: LedgerPort;
  administration: AdministrationPort;
  keeping: KeepingPort;
}>;

/**
 * What the service stands on. In `atomically` the first call is always `audit.append`; the transaction
 * commits when `work` resolves and is undone when it throws, whatever it throws. `work` may be run again
 * after a conflict. `reading` is for acts whose intent was committed before: it writes
 * nothing, but for the bytes of uploads, which commit by themselves.
 */
export type ServicePorts = Readonly<{
  atomically: <T>(work: (ports: RequestPorts) => Promise<T>) => Promise<T>;
  reading: <T>(intent: AuditReceipt | undefined, work: (ports: RequestPorts) => Promise<T>) => Promise<T>;
  health: HealthPort;
  /** Checks papers for anybody; asks no database. */
  checkPaper: PaperChecks;
}>;
