import type { LineSigner, TlogPolicy, TreeHash } from '@fengcun/ledger';
import type { TransactionRunner } from '@fengcun/store';
import type { HeadStore } from '../log/head-store.ts';
import type { LogFiles } from '../log/log-files.ts';
import type { WitnessPost } from '../witness/witness-client.ts';

/** The part of the database a log lives in. */
export type LogDatabase = Pick<TransactionRunner, 'sequence' | 'audit'>;

/** One tree over the entries of a log, with its own files, head and signers; the first is SHA-256. */
export type LogTree = Readonly<{
  /** Name in the database: `sha256` or `sm3`. */
  name: string;
  hash: TreeHash;
  origin: string;
  files: LogFiles;
  lock: HeadStore;
  /** The log's own lines: Ed25519, and others beside it. */
  signers: readonly LineSigner[];
  /** Which witnesses must have seen a checkpoint before it is published. */
  policy: TlogPolicy;
}>;

/** Everything a sequencer works with. Times in milliseconds since 1970. */
export type LogSetup = Readonly<{
  logId: string;
  trees: readonly LogTree[];
  database: LogDatabase;
  /** Removes what killed writes left behind; called by the leader before its first write. */
  clean: () => Promise<void>;
  post: WitnessPost;
  now: () => number;
  /** Names this sequencer in the lease: new for each start where several processes share a database. */
  holder: string;
  leaseMillis: number;
  /** LIMIT: entries of one transaction. */
  batchEntries: number;
}>;

/** Why a sequencer does nothing more. Each is a stop: what to do about it is in `sentenceOf`. */
export type SequencerRefusal = Readonly<{
  code: 'LEASE_HELD' | 'LEASE_LOST' | 'SIZE_CHANGED' | 'PENDING_CHANGED' | 'LOCK_LOST' | 'TREE_STATE_DIFFERS'
    | 'TREE_SIZES_DIFFER' | 'LEAVES_MISSING' | 'TILE_DIFFERS' | 'READ_BACK_DIFFERS' | 'LOCK_AHEAD_OF_LOG'
    | 'LOG_REWRITTEN_AT_SIZE' | 'LOG_NOT_CONSISTENT';
  /** Tile path or tree: never content. */
  place?: string;
}>;

const STOPPED_BY_OTHER = 'another sequencer leads this log; this one ends';
const REFILL = 'nothing is signed; run "fengcun ledger refill" to bring the entries back from their bundles';
const TAMPERED = 'nothing is signed; run "fengcun ledger verify" and compare with a backup first';

const SENTENCES: Readonly<Record<SequencerRefusal['code'], string>> = {
  LEASE_HELD: STOPPED_BY_OTHER,
  LEASE_LOST: STOPPED_BY_OTHER,
  SIZE_CHANGED: STOPPED_BY_OTHER,
  PENDING_CHANGED: STOPPED_BY_OTHER,
  LOCK_LOST: STOPPED_BY_OTHER,
  TREE_STATE_DIFFERS: `the stored state of the tree does not lead to its stored root; ${TAMPERED}`,
  TREE_SIZES_DIFFER: 'a second tree was added to a log that has entries; begin it with a new log',
  LEAVES_MISSING: `entries below the size of the tree are missing in the database; ${TAMPERED}`,
  TILE_DIFFERS: `a stored tile has other bytes than the entries give; ${TAMPERED}`,
  READ_BACK_DIFFERS: `a file read back is not what was written; ${TAMPERED}`,
  LOCK_AHEAD_OF_LOG: `the database is older than the last signed head, as after a restore; ${REFILL}`,
  LOG_REWRITTEN_AT_SIZE: `the log differs from the head that was signed at this size; ${TAMPERED}`,
  LOG_NOT_CONSISTENT: `the log does not continue the last signed head; ${TAMPERED}`,
};

/** One sentence: what is wrong and what to do. */
export const sentenceOf = ({ code, place }: SequencerRefusal): string =>
  place === undefined ? SENTENCES[code] : `${place}: ${SENTENCES[code]}`;

/** Whether the refusal means that another process leads, which is no alarm. */
export const isStoodDown = ({ code }: SequencerRefusal): boolean => SENTENCES[code] === STOPPED_BY_OTHER;
