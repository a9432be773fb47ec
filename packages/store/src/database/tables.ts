import type { Kysely } from 'kysely';
import type {
  AccountRow, AccountTerm, JointActRow, SecondFactorRow, SessionRow,
} from '../ports/account-stores.ts';
import type { CommitmentKeyRow, QueuedEntry } from '../ports/audit-queue.ts';
import type { KeeperActRow } from '../ports/keeper-acts.ts';
import type { ConvictionMark } from '../ports/certificates.ts';
import type { StreamEvent } from '../ports/event-store.ts';
import type { ExceptionItem, UploadRow } from '../ports/operation-stores.ts';
import type { OutboxMessage } from '../ports/outbox.ts';
import type { ProceedingRow } from '../ports/proceedings.ts';
import type {
  AttachmentRow, CaseRow, HolderRow, InboxRow, RecordRow, StageRecordRow, SubjectRow, TermRow,
} from '../ports/rows.ts';

type Sharded<Row> = Readonly<{ shardKey: number }> & Row;

/** Columns of `open.*` and `sealed.*`: the two sides have the same shape. */
export type RecordTables = Readonly<{
  subject: Sharded<SubjectRow>;
  subjectTerm: Sharded<TermRow & Readonly<{ carrier: number }>>;
  criminalCase: Sharded<CaseRow>;
  record: Sharded<RecordRow>;
  holder: Sharded<HolderRow>;
  stageRecord: Sharded<StageRecordRow>;
  attachment: Sharded<AttachmentRow>;
  event: Sharded<Readonly<{ streamId: string }> & StreamEvent>;
  inbox: Sharded<InboxRow>;
  proceeding: Sharded<ProceedingRow>;
}>;

/** Columns of tables that the open side alone has; `complete` marks the projection itself. */
export type OpenTables = Readonly<{
  convictionMark: Sharded<Omit<ConvictionMark, 'termKind'> & Readonly<{
    termKind: ConvictionMark['termKind'] | 'complete';
  }>>;
}>;

/** Columns of `ledger.*`. */
export type LedgerTables = Readonly<{
  auditPending: QueuedEntry;
  auditLeaf: Sharded<Readonly<{
    logId: string; leafIndex: number; entryId: string; leafHash: Uint8Array; entry: Uint8Array;
  }>>;
  treeState: Sharded<Readonly<{
    logId: string; treeName: string; treeSize: number; root: Uint8Array; edge: Uint8Array;
  }>>;
  sequencerLease: Sharded<Readonly<{ logId: string; epoch: number; holder: string; leasedUntil: string }>>;
  commitmentKey: Sharded<CommitmentKeyRow>;
}>;

/** Columns of `ops.*`. */
export type OperationTables = Readonly<{
  outbox: Sharded<OutboxMessage & Readonly<{
    attempts: number; deliveredAt: string | null; state: 'waiting' | 'delivered' | 'dead' | 'resting';
    failedAt: string | null; lastError: string | null;
  }>>;
  idempotencyKey: Sharded<Readonly<{
    scope: string; keyHash: Uint8Array; requestHash: Uint8Array; status: number | null;
    content: Uint8Array | null; wrappedKey: Uint8Array | null; kekId: string | null; createdAt: string;
    expiresAt: string;
  }>>;
  exceptionItem: Sharded<ExceptionItem & Readonly<{
    state: 'waiting' | 'replayed' | 'rejected'; resolvedAt: string | null; resolvedBy: string | null;
    resolution: string | null;
  }>>;
  upload: Sharded<UploadRow>;
  account: Sharded<AccountRow>;
  accountTerm: Sharded<AccountTerm>;
  secondFactor: Sharded<SecondFactorRow>;
  session: Sharded<SessionRow>;
  jointAct: Sharded<JointActRow>;
  keeperAct: Sharded<KeeperActRow>;
  rateBucket: Sharded<Readonly<{
    bucketKey: Uint8Array; milliTokens: number; atMillis: number; fullAt: string;
  }>>;
  jobCursor: Sharded<Readonly<{ job: string; position: string; changedAt: string }>>;
  retentionRule: Readonly<{
    code: string; appliesTo: string; keepMonths: number | null; legalBasis: string; effectiveFrom: string;
    effectiveUntil: string | null;
  }>;
  migration: Readonly<{ number: number; name: string; contentHash: string; appliedAt: string }>;
}>;

/** Every table by its camel-case name; the schema is chosen with `withSchema`. */
export type Tables = RecordTables & OpenTables & LedgerTables & OperationTables;

/** A connection or an open transaction. */
export type Connection = Kysely<Tables>;

/** Which of the two sides of the wall a statement works on. */
export type Side = 'open' | 'sealed';
