import { type AuditorSelect, type Walk, walk } from './auditor-select.ts';
import { type CheckReport, tallyOf } from './check.ts';
import { type IdSet, idSet } from './id-set.ts';

const SENTENCES = {
  RECORD_WITHOUT_ENTRY: 'a record has no entry in the log: it came in, or was changed, without a trace',
  EVENTS_WITHOUT_ENTRY: 'an event names an entry that is in no log: it came in, or changed, without a trace',
  EVENTS_SURPLUS: 'more events name an entry than it has commitments: some were added without a trace',
  EVENTS_LOST: 'fewer events name an entry than it has commitments: some were removed without a trace',
  EVENTS_NOT_CONTIGUOUS: 'events are missing in a stream: its versions have gaps',
  ENTRY_MISSING: 'a commitment belongs to an entry that is in no log and does not wait for one',
  ENTRY_WITHOUT_RECORD: 'an entry is about a record that is on neither side and was not erased with it',
  RECORD_ON_BOTH_SIDES: 'a record is on the open and on the sealed side at once',
} as const;

type RecordIds = Readonly<{ recordId: string; entryId: string }>;
type Anchor = Readonly<{ entryId: string; anchorId: string; kind: string }>;
type Stream = Readonly<{ streamId: string; version: number; entryId: string }>;

const recordsOn = (side: string): Walk => ({
  table: `${side}.record`, key: [['shard_key', 'integer', 'shardKey'], ['record_id', 'uuid', 'recordId']],
  columns: ['entry_id as "entryId"'],
});

const ANCHORS: Walk = {
  table: 'ledger.commitment_key',
  key: [
    ['shard_key', 'integer', 'shardKey'], ['entry_id', 'uuid', 'entryId'],
    ['commitment_kind', 'text', 'kind'],
  ],
  columns: ['anchor_id as "anchorId"'],
};

const eventsOn = (side: string): Walk => ({
  table: `${side}.event`,
  key: [
    ['shard_key', 'integer', 'shardKey'], ['stream_id', 'uuid', 'streamId'],
    ['version', 'integer', 'version'],
  ],
  columns: ['entry_id as "entryId"'],
});

const PENDING: Walk = {
  table: 'ledger.audit_pending', columns: [],
  key: [['entry_id', 'uuid', 'entryId'], ['shard_key', 'integer', 'shardKey']],
};

const SIDES = ['open', 'sealed'] as const;

/**
 * Ids of the entries that wait for their index; to be read before the leaves, so that none is missed on its
 * way.
 */
export const pendingIds = async (select: AuditorSelect): Promise<IdSet> => {
  const waiting = idSet();
  for await (const { entryId } of walk<Readonly<{ entryId: string }>>(select, PENDING)) waiting.add(entryId);
  return waiting;
};

type Anchors = Readonly<{ checked: number; ofRecords: readonly string[] }>;

const walkAnchors = async (
  select: AuditorSelect, isEntry: (entryId: string) => boolean, find: (entryId: string) => void,
): Promise<Anchors> => {
  const ofRecords: string[] = [];
  let checked = 0;
  for await (const { entryId, anchorId, kind } of walk<Anchor>(select, ANCHORS)) {
    checked += 1;
    if (!isEntry(entryId)) find(entryId);
    if (kind === 'record') ofRecords.push(anchorId);
  }
  return { checked, ofRecords };
};

/**
 * What the log says: which entries there are or wait, how many records each names, and whether anybody was
 * erased.
 */
export type LoggedEntries = Readonly<{
  isEntry: (entryId: string) => boolean; named: ReadonlyMap<string, number>; hasErasures: boolean;
}>;

/**
 * Rows against entries, both ways: every record and every event names its entry, an entry that names records
 * has as many events on both sides together, and every entry about one record still finds it. LIMIT: once
 * somebody was erased, fewer events than commitments are no finding, for the log tells nobody's extent. While
 * others write, what is under way can look wrong; run it again before believing it.
 */
export const checkRows = async (select: AuditorSelect, entries: LoggedEntries): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  const { isEntry } = entries;
  const anchors = await walkAnchors(select, isEntry, (entryId) => find('ENTRY_MISSING', entryId));
  const onSide = { open: idSet(), sealed: idSet() };
  let checked = anchors.checked;
  for (const side of SIDES) {
    for await (const { recordId, entryId } of walk<RecordIds>(select, recordsOn(side))) {
      checked += 1;
      onSide[side].add(recordId);
      if (side === 'sealed' && onSide.open.has(recordId)) find('RECORD_ON_BOTH_SIDES', recordId);
      if (!isEntry(entryId)) find('RECORD_WITHOUT_ENTRY', recordId);
    }
  }
  for (const recordId of anchors.ofRecords) {
    if (!onSide.open.has(recordId) && !onSide.sealed.has(recordId)) find('ENTRY_WITHOUT_RECORD', recordId);
  }
  checked += await checkEvents(select, find, entries);
  return { check: 'rows', checked, findings: findings() };
};

type Code = Extract<keyof typeof SENTENCES, `EVENTS_${string}`>;
type Find = (code: Code, place: string) => void;

/** Events that name each entry; only of entries that name records, of which there are few. */
const countEvents = ({ named, hasErasures }: LoggedEntries, find: Find) => {
  const counts = new Map<string, number>();
  return {
    count: (entryId: string): void => {
      if (named.has(entryId)) counts.set(entryId, (counts.get(entryId) ?? 0) + 1);
    },
    compare: (): void => {
      for (const [entryId, commitments] of named) {
        const events = counts.get(entryId) ?? 0;
        if (events > commitments) find('EVENTS_SURPLUS', entryId);
        if (events < commitments && !hasErasures) find('EVENTS_LOST', entryId);
      }
    },
  };
};

const checkEvents = async (
  select: AuditorSelect, find: Find, entries: LoggedEntries,
): Promise<number> => {
  const ofEntries = countEvents(entries, find);
  let checked = 0;
  for (const side of SIDES) {
    let before: Stream = { streamId: '', version: 0, entryId: '' };
    for await (const event of walk<Stream>(select, eventsOn(side))) {
      checked += 1;
      const { streamId, version, entryId } = event;
      const next = streamId === before.streamId ? before.version + 1 : 1;
      if (version !== next) find('EVENTS_NOT_CONTIGUOUS', streamId);
      if (!entries.isEntry(entryId)) find('EVENTS_WITHOUT_ENTRY', streamId);
      ofEntries.count(entryId);
      before = event;
    }
  }
  ofEntries.compare();
  return checked;
};
