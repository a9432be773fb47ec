import type { Result } from '@fengcun/kernel';
import type { RowConflict } from './row-conflict.ts';

/**
 * How a procedure that somebody applied for stands. `organ`: the competent one, as `<type>/<code>`;
 * `applicant`, `subjectTerm`: keyed digests (32 bytes) of the account that applied and of the identity asked
 * about; `dueOn`: the last day of the term that runs. The events are in the stream of the same id.
 */
export type ProceedingRow = Readonly<{
  proceedingId: string; proceedingKind: string; organ: string; applicant: Uint8Array;
  subjectTerm: Uint8Array | null; state: string; dueOn: string | null; openedAt: string; changedAt: string;
  version: number;
}>;

/**
 * Which procedures, after an id, in the order of ids, which is that of their time; the other way round where
 * the newest are to come first. All that are told must hold. LIMIT: `limit` rows.
 */
export type ProceedingPage = Readonly<{
  proceedingKind?: string; organ?: string; states?: readonly string[]; dueUntil?: string;
  applicant?: Uint8Array; subjectTerm?: Uint8Array; afterId?: string; isNewestFirst?: boolean; limit: number;
}>;

/** Procedures on one side of the wall. A list asks every shard. */
export type ProceedingStore = Readonly<{
  add: (rows: readonly ProceedingRow[]) => Promise<void>;
  find: (proceedingId: string) => Promise<ProceedingRow | undefined>;
  /** Replaces the row whose stored version is `expected`. */
  replace: (row: ProceedingRow, expected: number) => Promise<Result<void, RowConflict>>;
  list: (page: ProceedingPage) => Promise<readonly ProceedingRow[]>;
}>;
