import { ok } from '@fengcun/kernel';
import type {
  Append, CommitmentKeyRow, OutboxMessage, QueuedEntry, RecordStores, SealingStores, StreamEvent,
} from '@fengcun/store';

/** What work on several records writes at the end of their transaction, each kind of row at once. */
export type Written = Readonly<{
  entries: QueuedEntry[]; keys: CommitmentKeyRow[]; appends: Append[]; messages: OutboxMessage[];
}>;

/** Nothing written yet. */
export const nothingWritten = (): Written => ({ entries: [], keys: [], appends: [], messages: [] });

/** Stores that keep what is written until the end; each stream is appended to once. */
export const keepingWrites = (stores: SealingStores, written: Written): SealingStores => ({
  ...stores,
  audit: {
    append: async (entries) => { written.entries.push(...entries); },
    keepCommitmentKeys: async (keys) => { written.keys.push(...keys); },
  },
  sealed: {
    ...stores.sealed,
    events: {
      ...stores.sealed.events,
      appendAll: async (appends) => {
        written.appends.push(...appends);
        return ok(appends.length);
      },
    },
  },
  operations: {
    ...stores.operations,
    outbox: {
      ...stores.operations.outbox, put: async (messages) => { written.messages.push(...messages); },
    },
  },
});

/** Adds what one record wrote to what all write. */
export const addWritten = (all: Written, one: Written): void => {
  all.entries.push(...one.entries);
  all.keys.push(...one.keys);
  all.appends.push(...one.appends);
  all.messages.push(...one.messages);
};

/** Writes it; false where others went on with a stream, and then the transaction must be undone. */
export const writeTogether = async (stores: SealingStores, written: Written): Promise<boolean> => {
  if (!(await stores.sealed.events.appendAll(written.appends)).ok) return false;
  await stores.audit.append(written.entries);
  await stores.audit.keepCommitmentKeys(written.keys);
  await stores.operations.outbox.put(written.messages);
  return true;
};

type Side = 'open' | 'sealed';

/** Cases of a side by their ids, and journals of records, to be read at once. */
export type ToRead = Readonly<{ side: Side; caseIds: readonly string[]; journals: readonly string[] }>;

type Read = Pick<RecordStores, 'records' | 'subjects' | 'events' | 'stageRecords' | 'attachments'>
  & Readonly<{ recordIds: ReadonlySet<string> }>;

/** What was loaded of whole streams; the rest is asked for. */
const eventsFrom = (
  real: RecordStores['events'], ids: readonly string[], known: ReadonlyMap<string, readonly StreamEvent[]>,
): RecordStores['events'] => {
  const read = new Set(ids);
  return {
    ...real,
    load: async (id, after = 0) => (after === 0 && read.has(id) ? known.get(id) ?? [] : real.load(id, after)),
  };
};

const byCase = <Row extends Readonly<{ caseId: string }>>(
  ids: ReadonlySet<string>, rows: readonly Row[], real: (caseId: string) => Promise<readonly Row[]>,
) => {
  const known = Map.groupBy(rows, ({ caseId }) => caseId);
  return async (caseId: string): Promise<readonly Row[]> =>
    (ids.has(caseId) ? known.get(caseId) ?? [] : real(caseId));
};

const readCases = async (stores: SealingStores, side: Side, caseIds: readonly string[]): Promise<Read> => {
  const { wall: { gathering }, [side]: real } = stores;
  const [asked, cases] = [{ side, ids: caseIds }, new Set(caseIds)];
  const records = await gathering.recordsOfCases(asked);
  const ids = [...new Set(records.map(({ subjectId }) => subjectId))];
  const people = new Map((await gathering.subjects({ side, ids })).map((row) => [row.subjectId, row]));
  const known = new Map(records.map((row) => [row.recordId, row]));
  return {
    recordIds: new Set(known.keys()),
    records: {
      ...real.records, find: async (id) => known.get(id) ?? real.records.find(id),
      ofCase: byCase(cases, records, real.records.ofCase),
    },
    subjects: { ...real.subjects, find: async (id) => people.get(id) ?? real.subjects.find(id) },
    events: eventsFrom(real.events, caseIds, await gathering.events(asked)),
    stageRecords: {
      ...real.stageRecords,
      ofCase: byCase(cases, await gathering.stageRecords(asked), real.stageRecords.ofCase),
    },
    attachments: {
      ...real.attachments,
      ofCase: byCase(cases, await gathering.attachments(asked), real.attachments.ofCase),
    },
  };
};

/** Stores that have read these cases and journals; whatever else is asked for is read as always. */
export const readTogether = async (
  stores: SealingStores, { side, caseIds, journals }: ToRead,
): Promise<SealingStores> => {
  const { recordIds, ...cases } = await readCases(stores, side, caseIds);
  const streams = await stores.wall.gathering.events({ side: 'sealed', ids: journals });
  const read: SealingStores = {
    ...stores, [side]: { ...stores[side], ...cases },
    worklists: {
      ...stores.worklists,
      sideOf: async (id) => (recordIds.has(id) ? side : stores.worklists.sideOf(id)),
    },
  };
  const { sealed } = read;
  return { ...read, sealed: { ...sealed, events: eventsFrom(sealed.events, journals, streams) } };
};
