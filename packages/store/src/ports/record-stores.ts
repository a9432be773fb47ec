import type { Result } from '@fengcun/kernel';
import type { EventStore } from './event-store.ts';
import type { ProceedingStore } from './proceedings.ts';
import type { RowConflict } from './row-conflict.ts';
import type {
  AttachmentRow, CaseRow, HolderRow, HolderState, InboxRow, RecordRow, StageRecordRow, SubjectRow, TermRow,
} from './rows.ts';

/** Rows found by their id. A second row under one id is a fault: ids are minted once. */
export type RowStore<Row> = Readonly<{
  add: (rows: readonly Row[]) => Promise<void>;
  find: (id: string) => Promise<Row | undefined>;
  /** Replaces the row whose stored version is `expected`. */
  replace: (row: Row, expected: number) => Promise<Result<void, RowConflict>>;
}>;

/** Blind index: from a term to the subjects that carry it. Adding a term again changes nothing. */
export type TermStore = Readonly<{
  /**
   * Claims terms nobody carries; the first carrier of each, in the order of the rows: the own subject where
   * the term was free. Two at once: one gets it, the other waits and is told whom.
   */
  claim: (rows: readonly TermRow[]) => Promise<readonly string[]>;
  add: (rows: readonly TermRow[]) => Promise<void>;
  subjectsWith: (term: Omit<TermRow, 'subjectId'>) => Promise<readonly string[]>;
  remove: (rows: readonly TermRow[]) => Promise<void>;
  /** Removes every term of a subject; asks every shard. */
  removeOf: (subjectId: string) => Promise<void>;
}>;

/** A holder of a record. */
export type HolderName = Pick<HolderRow, 'recordId' | 'organ'>;

/** Who keeps a copy of a record. `put` sets the state of one holder, new or known. */
export type HolderStore = Readonly<{
  put: (rows: readonly HolderRow[]) => Promise<void>;
  of: (recordId: string) => Promise<readonly HolderRow[]>;
  /** Holders known by their kind only, once it is known which organ it is. The sealing service alone may. */
  remove: (names: readonly HolderName[]) => Promise<void>;
  /** One step of one holder; refused unless it stands at `from`. */
  change: (row: HolderRow, from: HolderState) => Promise<Result<void, RowConflict>>;
  /** One step of each of many holders; those that stood at their `from`. Fewer: the caller undoes it all. */
  changeAll: (changes: readonly Readonly<{ row: HolderRow; from: HolderState }>[]) =>
    Promise<readonly HolderName[]>;
  /** The standing of many holders from now on, wherever they stood; those that are on this side. */
  setAll: (rows: readonly HolderRow[]) => Promise<readonly HolderName[]>;
}>;

/** What came of handing a message in: new, the same again, or the same key with another body. */
export type Arrival = Readonly<{ arrival: 'new' | 'repeated' | 'contradictory'; takenAs: string | null }>;

/** Messages already taken, by the key of their source. */
export type Inbox = Readonly<{
  /** Takes one message; only `new` was written. Two at once: one is new, the other waits and is repeated. */
  take: (row: InboxRow) => Promise<Arrival>;
  /** Takes many; the answers stand in the order of the rows. */
  takeAll: (rows: readonly InboxRow[]) => Promise<readonly Arrival[]>;
}>;

/** One side of the wall: everything a role can do with records there. */
export type RecordStores = Readonly<{
  subjects: RowStore<SubjectRow>;
  terms: TermStore;
  cases: RowStore<CaseRow> & Readonly<{ findByCode: (oneCaseCode: string) => Promise<CaseRow | undefined> }>;
  records: RowStore<RecordRow> & Readonly<{
    ofSubject: (subjectId: string) => Promise<readonly RecordRow[]>;
    /** Asks every shard: for supervision and linked notices, not for the ordinary path. */
    ofCase: (caseId: string) => Promise<readonly RecordRow[]>;
  }>;
  holders: HolderStore;
  stageRecords: RowStore<StageRecordRow> & Readonly<{
    ofCase: (caseId: string) => Promise<readonly StageRecordRow[]>;
  }>;
  attachments: RowStore<AttachmentRow> & Readonly<{
    ofCase: (caseId: string) => Promise<readonly AttachmentRow[]>;
  }>;
  events: EventStore;
  inbox: Inbox;
  proceedings: ProceedingStore;
}>;
