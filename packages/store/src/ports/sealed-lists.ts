import type { HeldMessage } from './held-messages.ts';
import type { IdPage, RecordKey } from './worklists.ts';

/**
 * What lies behind the wall, a page at a time and over all shards. Records go in the order of shard and id;
 * held messages in the order of ids, which is that of time. LIMIT: `limit` rows.
 */
export type SealedLists = Readonly<{
  records: (page: IdPage) => Promise<readonly RecordKey[]>;
  /** Records with a holder that still waits for the end of an execution. */
  waiting: (page: IdPage) => Promise<readonly RecordKey[]>;
  recordsOfCase: (caseId: string) => Promise<readonly RecordKey[]>;
  held: (page: IdPage & Readonly<{ reason: string }>) => Promise<readonly HeldMessage[]>;
}>;
