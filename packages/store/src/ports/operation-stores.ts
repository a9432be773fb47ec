import type {
  AccountStores, JointActs, RateBuckets, SecondFactors, Sessions,
} from './account-stores.ts';
import type { Result } from '@fengcun/kernel';
import type { KeeperActs } from './keeper-acts.ts';
import type { Outbox } from './outbox.ts';
import type { Ciphertext } from './rows.ts';

/** A request under a key its sender chose; hashes of 32 bytes. */
export type IdempotentRequest = Readonly<{
  scope: string; keyHash: Uint8Array; requestHash: Uint8Array; createdAt: string; expiresAt: string;
}>;

/** The answer kept for the next time, encrypted because answers are about people. */
export type KeptAnswer = Readonly<{ status: number; answer: Omit<Ciphertext, 'version'> | undefined }>;

/** What to do with a request: handle it, wait, repeat the answer, or refuse a key used for another. */
export type IdempotencyOutcome =
  | Readonly<{ outcome: 'new' | 'inProgress' | 'mismatch' }>
  | Readonly<{ outcome: 'answered'; kept: KeptAnswer }>;

/**
 * One answer per key. Where `begin` and the work share a transaction, a failed request leaves the key free;
 * where they do not, `release` frees a key that waits for its answer and leaves one that has it.
 */
export type IdempotencyKeys = Readonly<{
  begin: (request: IdempotentRequest) => Promise<IdempotencyOutcome>;
  complete: (request: Pick<IdempotentRequest, 'scope' | 'keyHash'>, kept: KeptAnswer) => Promise<void>;
  release: (request: Pick<IdempotentRequest, 'scope' | 'keyHash'>) => Promise<void>;
  purge: (expiredBefore: string) => Promise<number>;
}>;

/** A message that could not be taken: why, and where in it (UTF-16 offsets). */
export type ExceptionItem = Ciphertext & Readonly<{
  exceptionId: string; source: string; messageKey: Uint8Array; reason: string;
  spanStart: number | null; spanEnd: number | null; recordedAt: string;
}>;

/** How an exception ended: taken in on a second try, or given up, by whom (pseudonym) and why (code). */
export type ExceptionResolution = Readonly<{
  exceptionId: string; state: 'replayed' | 'rejected'; resolvedAt: string; resolvedBy: string;
  resolution: string;
}>;

/** Where an exception stands: it waits, or it ended in one of the two ways. */
export type ExceptionStanding = 'waiting' | ExceptionResolution['state'];

/** An exception as it is stored, with how it ended; `resolution` is the code it was ended with. */
export type StoredException = ExceptionItem & Readonly<{
  state: ExceptionStanding; resolvedAt: string | null; resolution: string | null;
  /** Who ended it; of one that waits, the person (pseudonym) who proposed to give it up. */
  resolvedBy: string | null;
}>;

/** One person's proposal to give an exception up, for a reason (code); it waits on. */
export type ExceptionProposal = Readonly<{ exceptionId: string; resolvedBy: string; resolution: string }>;

/** Which exceptions: all, or those of sources that begin with a text; in one state, or in any. */
export type ExceptionsPage = Readonly<{
  afterId?: string; limit: number; sourcePrefix?: string; state?: ExceptionStanding;
}>;

/** What a person has to look at. Resolving twice is refused. */
export type ExceptionsQueue = Readonly<{
  put: (items: readonly ExceptionItem[]) => Promise<void>;
  /** In the order of their ids, which is that of their time, after an id. */
  page: (page: ExceptionsPage) => Promise<readonly StoredException[]>;
  find: (exceptionId: string) => Promise<StoredException | undefined>;
  /** Keeps a proposal with an exception that waits, in place of an earlier one. */
  propose: (proposal: ExceptionProposal) => Promise<Result<void, Readonly<{ code: 'NOT_WAITING' }>>>;
  resolve: (how: ExceptionResolution) => Promise<Result<void, Readonly<{ code: 'NOT_WAITING' }>>>;
}>;

/** An upload under way: which case, how long it will be, and in its content what it becomes. */
export type UploadRow = Ciphertext & Readonly<{
  uploadId: string; caseId: string; blobId: string; declaredBytes: number | null; createdAt: string;
  expiresAt: string;
}>;

/** Uploads that can be resumed; the bytes are in the unfinished blob `blobId`. */
export type Uploads = Readonly<{
  begin: (row: UploadRow) => Promise<void>;
  find: (uploadId: string) => Promise<UploadRow | undefined>;
  /** Uploads to a case, in the order of their ids. */
  ofCase: (caseId: string) => Promise<readonly UploadRow[]>;
  /** A new version of the content; false if another was faster or the upload has ended. */
  advance: (row: UploadRow, expected: number) => Promise<boolean>;
  end: (uploadId: string) => Promise<boolean>;
  expired: (now: string, limit: number) => Promise<readonly string[]>;
}>;

/** Where a job stands, so that it goes on after a restart. */
export type JobCursors = Readonly<{
  read: (job: string) => Promise<string | undefined>;
  write: (cursor: Readonly<{ job: string; position: string; changedAt: string }>) => Promise<void>;
}>;

/** What both services may do beside the records themselves. */
export type OperationStores = Readonly<{
  outbox: Outbox; idempotency: IdempotencyKeys; exceptions: ExceptionsQueue; uploads: Uploads;
  jobs: JobCursors; accounts: AccountStores; factors: SecondFactors; sessions: Sessions;
  jointActs: JointActs; keeperActs: KeeperActs; buckets: RateBuckets;
}>;
