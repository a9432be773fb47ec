import type { Result } from '@fengcun/kernel';
import type { AuditQueue, CommitmentKeys } from './audit-queue.ts';
import type { CertificateStores } from './certificates.ts';
import type { LeafReader, LeafStore } from './leaf-store.ts';
import type { OperationStores } from './operation-stores.ts';
import type { RecordStores } from './record-stores.ts';
import type { SealedRoutes } from './sealed-routes.ts';
import type { SnapshotReader } from './snapshot.ts';
import type { Wall } from './wall.ts';
import type { SealedLists } from './sealed-lists.ts';
import type { Worklists } from './worklists.ts';
import type { HeldMessages } from './held-messages.ts';
import type { JobStatements } from './job-statements.ts';
import type { KeyRows } from './key-stores.ts';

/** What the ordinary role sees: the open side. There is no way from here to the other. */
export type WriterStores = Readonly<{
  open: RecordStores; audit: AuditQueue; operations: OperationStores; certificates: CertificateStores;
}>;

/** What the sealing service sees: both sides and the door between them. */
export type SealingStores = WriterStores & Readonly<{
  sealed: RecordStores; wall: Wall; commitments: CommitmentKeys; keys: KeyRows; held: HeldMessages;
  worklists: Worklists; behind: SealedLists;
}>;

/** What the auditor sees: leaves, and rows without the keys that open them. */
export type AuditorStores = Readonly<{
  leaves: LeafReader;
  /**
   * One reading statement in the auditor's role, for checks over whole tables: every row, no wrapped key. The
   * role can change nothing, and the transaction is read only, whatever the statement says.
   */
  select: <Row>(statement: string, values: readonly unknown[]) => Promise<readonly Row[]>;
}>;

/** The act a transaction belongs to: the id of an audit entry. Rows of people show themselves to no other. */
export type Act = Readonly<{ entryId: string }>;

/**
 * Where transactions begin and end. `work` gets the stores of one role; a refusal it returns, or a fault it
 * throws, undoes everything. It may be run again after a conflict between transactions, so it must do nothing
 * outside the database.
 */
export type TransactionRunner = Readonly<{
  /**
   * The ordinary role, in one act. A transaction that ends without having handed in an audit entry is a bug:
   * no audit, no act.
   */
  write: <T, E>(act: Act, work: (stores: WriterStores) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /** The sealing service, in one act, under the same rule. */
  seal: <T, E>(act: Act, work: (stores: SealingStores) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /**
   * Wrapped keys in the role of the sealing service: rows are seen only under the id of an act whose intent
   * was committed before. Nothing is opened here, so nothing more is handed in.
   */
  keep: <T, E>(act: Act | undefined, work: (keys: KeyRows) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /**
   * Which sealed cases late messages name, in the role of the sealing service and under the id of an act
   * whose intent was committed before.
   */
  route: <T, E>(act: Act, work: (routes: SealedRoutes) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /** Housekeeping without an act: no row about a person is visible. */
  operate: <T, E>(work: (stores: OperationStores) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /** The sequencer of the ledger. */
  sequence: <T, E>(work: (leaves: LeafStore) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
  /**
   * Everything a backup holds, as it was at one moment, in the name of an act whose entry is committed. Needs
   * a login that may become each role. Faults: BACKUP_DISTRIBUTED.
   */
  snapshot: <T>(act: Act, work: (reader: SnapshotReader) => Promise<T>) => Promise<T>;
  /** The auditor, read only. */
  audit: <T, E>(work: (stores: AuditorStores) => Promise<Result<T, E>>) => Promise<Result<T, E>>;
}>;

/** What is known about the database behind it. */
export type DatabaseFacts = Readonly<{
  engine: 'embedded' | 'server';
  /** Major version of PostgreSQL. */
  version: number;
  /** A commit survives a loss of power: never with the embedded engine, always with a server in order. */
  isDurable: boolean;
  /** Each role has its own login, so that injected SQL cannot change roles. */
  hasSeparateLogins: boolean;
}>;

/**
 * An open database. `close` waits for what is running and lets go of files and sessions; `clean` writes
 * tables anew that rows have left, so that nothing of them stays in the files (see `cleanTables`); `jobs` is
 * for the job queue.
 */
export type Database = TransactionRunner & Readonly<{
  facts: DatabaseFacts; close: () => Promise<void>; clean?: () => Promise<void>; jobs?: JobStatements;
}>;
