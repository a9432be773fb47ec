import type { HeldMessage } from './held-messages.ts';
import type { IdPage, RecordKey } from './worklists.ts';

/**
 * How an ordered record stands with its holders: sealed with an answer missing or an executor waiting; sealed
 * with every answer; back on the open side with an answer missing.
 */
export const SEAL_STANDINGS = ['awaited', 'answered', 'reopening'] as const;

/** One of them. */
export type SealStanding = (typeof SEAL_STANDINGS)[number];

/** A page of ordered records; all standings unless some are named. */
export type OrderedPage = IdPage & Readonly<{ standings?: readonly SealStanding[] }>;

/**
 * What lies behind the wall, a page at a time and over all shards. Records go in the order of shard and id;
 * held messages in the order of ids, which is that of time. LIMIT: `limit` rows.
 */
export type SealedLists = Readonly<{
  records: (page: IdPage) => Promise<readonly RecordKey[]>;
  /** Records behind the wall, and those of the open side that holders have not reopened yet. */
  ordered: (page: OrderedPage) => Promise<readonly RecordKey[]>;
  /** Every record that was ever ordered sealed, on whichever side it is today: for statistics alone. */
  everOrdered: (page: IdPage) => Promise<readonly (RecordKey & Readonly<{ side: 'open' | 'sealed' }>)[]>;
  /** Records with a holder that still waits for the end of an execution. */
  waiting: (page: IdPage) => Promise<readonly RecordKey[]>;
  /**
   * Organs that keep or told anything of the case under a code, on either side: without opening anything, who
   * may have to do with its seals. For a code that nobody was given the same statements read another case, of
   * which nothing is told, or where there is none `instead`, which is no case: their time tells nothing.
   */
  organsOfCode: (oneCaseCode: string, instead: string) => Promise<ReadonlySet<string>>;
  recordsOfCase: (caseId: string) => Promise<readonly RecordKey[]>;
  held: (page: IdPage & Readonly<{ reason: string }>) => Promise<readonly HeldMessage[]>;
}>;
