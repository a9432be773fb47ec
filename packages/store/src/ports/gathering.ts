import type { CommitmentKeyRow } from './audit-queue.ts';
import type { StreamEvent } from './event-store.ts';
import type { UploadRow } from './operation-stores.ts';
import type { AttachmentRow, CaseRow, HolderRow, RecordRow, StageRecordRow, SubjectRow } from './rows.ts';

/** A side of the wall, and the ids that name what is asked for there. */
export type Asked = Readonly<{ side: 'open' | 'sealed'; ids: readonly string[] }>;

/** The newest event of a stream; no two appends have an entry in common. */
export type StreamHead = Pick<StreamEvent, 'version' | 'entryId'>;

/**
 * Everything around many records, in one statement for each kind of row; for the sealing service alone. An id
 * that names nothing is not an error.
 */
export type Gathering = Readonly<{
  records: (asked: Asked) => Promise<readonly RecordRow[]>;
  recordsOfSubjects: (asked: Asked) => Promise<readonly RecordRow[]>;
  /** Asks every shard. */
  recordsOfCases: (asked: Asked) => Promise<readonly RecordRow[]>;
  subjects: (asked: Asked) => Promise<readonly SubjectRow[]>;
  cases: (asked: Asked) => Promise<readonly CaseRow[]>;
  stageRecords: (asked: Asked) => Promise<readonly StageRecordRow[]>;
  attachments: (asked: Asked) => Promise<readonly AttachmentRow[]>;
  holders: (asked: Asked) => Promise<readonly HolderRow[]>;
  /** Whole streams, each in the order of its versions; a stream that never began is not among them. */
  events: (asked: Asked) => Promise<ReadonlyMap<string, readonly StreamEvent[]>>;
  /** The newest event of each stream: who remembers a stream knows by it whether it is still that one. */
  heads: (asked: Asked) => Promise<ReadonlyMap<string, StreamHead>>;
  /** Keys of commitments by what they are anchored to. */
  commitmentKeys: (anchorIds: readonly string[]) => Promise<readonly CommitmentKeyRow[]>;
  uploads: (caseIds: readonly string[]) => Promise<readonly UploadRow[]>;
}>;
