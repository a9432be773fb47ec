import type { HolderRow } from './rows.ts';

/** A record by the person and the case it belongs to. */
export type RecordKey = Readonly<{ recordId: string; subjectId: string; caseId: string }>;

/** A telling that came in: ids are minted in the order of time, so that a later page holds later tellings. */
export type ToldStage = Readonly<{ stageRecordId: string; caseId: string; subjectId: string | null }>;

/** A page in the order of ids, after an id. LIMIT: `limit` rows. */
export type IdPage = Readonly<{ afterId?: string; limit: number }>;

/** Where an answer of a holder is missing: the order of its sequence was sent and not acknowledged. */
export type AwaitedPage = IdPage & Readonly<{ dueUntil?: string; organ?: string }>;

/**
 * What the sealing service has to look at, over all shards and a page at a time: records that are open, what
 * was told about them lately, and holders of sealed or reopened records that have not answered.
 */
export type Worklists = Readonly<{
  openRecords: (page: IdPage) => Promise<readonly RecordKey[]>;
  openRecordsOf: (stages: readonly ToldStage[]) => Promise<readonly RecordKey[]>;
  /** Tellings on the open side. */
  told: (page: IdPage) => Promise<readonly ToldStage[]>;
  /**
   * Holders in the order of record and organ; `dueUntil`: only those whose last day is not after it; `organ`:
   * only that one.
   */
  awaited: (page: AwaitedPage) => Promise<readonly HolderRow[]>;
  /** Where a record is, or that nobody knows it. */
  sideOf: (recordId: string) => Promise<'open' | 'sealed' | undefined>;
}>;
