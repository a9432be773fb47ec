export {
  type AccountRow, type AccountStores, type AccountTerm, type BucketDraw, type JointActRow, type JointActs,
  type RateBuckets, type SecondFactorRow, type SecondFactors, type SessionRow, type Sessions,
} from './ports/account-stores.ts';
export { type KeeperActKind, type KeeperActRow, type KeeperActs } from './ports/keeper-acts.ts';
export {
  restoreDatabase, type RestoreTarget, type Restoring,
} from './backup/restore-database.ts';
export { BLOB_READ_MAX, blobStore } from './blobs/blob-store.ts';
export { type DurableFiles, durableFiles, FILE_CALLS, type FileCalls } from './blobs/durable-files.ts';
export { type Administration, distributeServer, migrateServer } from './database/administration.ts';
export { type DataLock, lockDataDirectory } from './database/data-lock.ts';
export {
  type DatabaseConfig, type EmbeddedConfig, type MemoryConfig, openDatabase, type ServerConfig,
  type StatementListener,
} from './database/open-database.ts';
export { OWNER_NAME, ROLE_NAMES, type Role } from './database/roles.ts';
export {
  assertId, type IdParts, isId, mintId, SHARD_KEYS, shardKeyOf, shardKeyOfDigest, shardKeyOfName,
} from './identity/sharded-id.ts';
export { type MigrationReport } from './migrations/migrate.ts';
export { type Migration, MIGRATIONS } from './migrations/migrations.ts';
export {
  type AuditQueue, type CommitmentKeyRow, type CommitmentKeys, type QueuedEntry,
} from './ports/audit-queue.ts';
export {
  type BlobListing, type BlobPart, type BlobRange, type BlobRefusal, type BlobStore,
} from './ports/blob-store.ts';
export {
  type Act, type AuditorStores, type Database, type DatabaseFacts, type SealingStores,
  type TransactionRunner, type WriterStores,
} from './ports/database.ts';
export { type Append, type EventStore, type StreamConflict, type StreamEvent } from './ports/event-store.ts';
export type { KeySide } from './ports/key-side.ts';
export {
  type Batch, type Claim, type Leaf, type LeafReader, type LeafRefusal, type LeafStore, type Lease,
  type PendingEntry, type TreeAdvance, type TreeState,
} from './ports/leaf-store.ts';
export {
  type ExceptionItem, type ExceptionProposal, type ExceptionResolution, type ExceptionsPage,
  type ExceptionsQueue,
  type ExceptionStanding, type IdempotencyKeys, type IdempotencyOutcome, type IdempotentRequest,
  type JobCursors, type KeptAnswer, type OperationStores, type StoredException, type UploadRow, type Uploads,
} from './ports/operation-stores.ts';
export { type Asked, type Gathering, type StreamHead } from './ports/gathering.ts';
export { type JobStatements } from './ports/job-statements.ts';
export {
  type ClaimedMessage, type DeadLetter, type DeadLetterPage, type FailedAttempt, type Outbox,
  type OutboxBacklog, type OutboxClaim, type OutboxMessage, type StreamMessage,
} from './ports/outbox.ts';
export { type ProceedingPage, type ProceedingRow, type ProceedingStore } from './ports/proceedings.ts';
export type {
  Arrival, HolderName, HolderStore, Inbox, RecordStores, RowStore, TermStore,
} from './ports/record-stores.ts';
export type { RowConflict } from './ports/row-conflict.ts';
export {
  type AttachmentRow, type CaseRow, type Ciphertext, type HolderRow, type HolderState, type InboxRow,
  type KeptRow, type ProjectionRow, type RecordRow, type Retention, type StageRecordRow,
  type SubjectRow, type TermRow,
} from './ports/rows.ts';
export {
  type ClaimsCrossing, type Crossing, type Move, type MoveRefusal, type SealedCrossing, type SharedCrossing,
  type StreamCrossing, type Traces, type Wall,
} from './ports/wall.ts';
export {
  type Reseal, type Rewrap, type WrappedContent, type WrappedKeyPage, type WrappedKeyRow,
  type WrappedKeyRows, type WrappedKeys, type WrappedTable,
} from './ports/wrapped-keys.ts';
export type {
  EpochRow, EpochRows, KeyRows, ReleasedSerials, RotationRow, RotationRows,
} from './ports/key-stores.ts';
export {
  type CertificateStores, type ConvictionMark, type ConvictionMarks, type FoundMarks, type MarkTerm,
  type MarkTermKind, type NumbersWanted, type ProceedingOfTerm,
} from './ports/certificates.ts';
export { type HeldMessage, type HeldMessages } from './ports/held-messages.ts';
export { type SealedRoute, type SealedRoutes } from './ports/sealed-routes.ts';
export { type SealedLists, type SealStanding } from './ports/sealed-lists.ts';
export {
  type AwaitedPage, type IdPage, type RecordKey, type ToldStage, type Worklists,
} from './ports/worklists.ts';
export { type SnapshotMigration, type SnapshotReader, type SnapshotTable } from './ports/snapshot.ts';
export { type DistributionOptions } from './schema/distribution.ts';
export { WRAPPED_PLACES } from './schema/wrapped-tables.ts';
