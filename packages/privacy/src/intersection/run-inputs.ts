import { frame, hmac } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { bucketOf } from './bucket.ts';
import type { GroupSuite } from './group-suite.ts';
import type { RunRole, RunTerms } from './run-terms.ts';
import type { SessionSecrets } from './session-secrets.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** What a side bound before the run: the root of its snapshot (64 hex digits) and its announced size. */
export type BoundInput = Readonly<{ root: string; bucket: number }>;

/** What both sides bound; stands in the first message of each, and so in the transcript. */
export type RunInputs = Readonly<Record<RunRole, BoundInput>>;

/** More rows than the announced size or than the suite can carry. */
export type SetTooLarge = Readonly<{ code: 'SET_TOO_LARGE' }>;

/** Rows of one side and what freezes them; `records`: tuple bytes, each once. */
export type RowsToFreeze = Readonly<{
  terms: RunTerms; role: RunRole; suite: GroupSuite; secrets: SessionSecrets; records: readonly Uint8Array[];
}>;

/** Freezes the rows of a side: the holder's into the agreed bucket, the registry's into that of its size. */
export const freezeRows = (
  { terms, role, suite, secrets, records }: RowsToFreeze,
): Result<Snapshot, SetTooLarge> => {
  const size = role === 'holder' ? terms.bucket : bucketOf(records.length);
  if (records.length > size || size > suite.rowsMax) return err({ code: 'SET_TOO_LARGE' });
  const place = { suite: suite.name, session: terms.session };
  return ok(takeSnapshot(records, size, { secrets, place }));
};

/** What a frozen set is bound by. */
export const boundInputOf = ({ root, size }: Pick<Snapshot, 'root' | 'size'>): BoundInput =>
  ({ root: Buffer.from(root).toString('hex'), bucket: size });

/**
 * A keyed digest of the true number of rows: it tells nobody how many there are, and an auditor to whom the
 * key is opened can hold the number against it. The root binds the rows themselves.
 */
export const countCommitment = ({ saltKey }: SessionSecrets, count: number): string =>
  Buffer.from(hmac('sha256', saltKey, frame('fengcun/psi/count/1', [String(count)]))).toString('hex');

/** Whether a set is the one its side bound. */
export const isBound = (
  bound: BoundInput, { root, size }: Pick<Snapshot, 'root' | 'size'>,
): boolean => {
  const own = boundInputOf({ root, size });
  return own.root === bound.root && own.bucket === bound.bucket;
};
