import type { Result } from '@fengcun/kernel';
import type { SealOrder } from '@fengcun/registry';
import type { CopyRefusal } from '../organ-copies/organ-copies.ts';
import type { SealRefusal } from '../sealing/seal-record.ts';
import type { CommitRefusal } from './commit-copies.ts';
import type { FindWaits } from './find-own.ts';
import type { WorkRefusal } from './finish-work.ts';
import type { CopiesSearched, HolderJournal } from './holder-journal.ts';
import type { NodeParts } from './node-parts.ts';

/** Why the work of an order is not done yet. `FindWaits` wait for a person; the rest is tried again. */
export type WorkWaits = FindWaits | CommitRefusal | WorkRefusal | CopyRefusal
  | Readonly<{ code: SealRefusal['code'] }>;

/** What to look for: the order, which answer to it this will be, and copies that are known to be of it. */
export type ToSearch = Readonly<{
  journal: HolderJournal; order: SealOrder; revision: number; copyIds: readonly string[];
}>;

/** Copies that were found and committed to, to be brought to what the order wants. */
export type ToBring = Readonly<{ journal: HolderJournal; order: SealOrder; search: CopiesSearched }>;

/**
 * How copies are found and brought to what an order wants. Both steps may be run again after a crash; the
 * first ends with a note in the journal, the second with the answer in the outbox, each in one transaction.
 */
export type CopyWork = Readonly<{
  search: (parts: NodeParts, to: ToSearch) => Promise<Result<CopiesSearched, WorkWaits>>;
  bring: (parts: NodeParts, to: ToBring) => Promise<Result<void, WorkWaits>>;
}>;
