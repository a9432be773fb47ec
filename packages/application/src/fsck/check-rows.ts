import { type AuditorSelect, type Walk, walk } from './auditor-select.ts';
import { type CheckReport, tallyOf } from './check.ts';
import { type IdSet, idSet } from './id-set.ts';

const SENTENCES = {
  RECORD_WITHOUT_ENTRY: 'a record has no entry in the log: it came in, or was changed, without a trace',
  EVENTS_WITHOUT_ENTRY: 'a stream has events, but nothing it belongs to has an entry in the log',
  EVENTS_NOT_CONTIGUOUS: 'events are missing in a stream: its versions have gaps',
  ENTRY_MISSING: 'a commitment belongs to an entry that is in no log and does not wait for one',
  ENTRY_WITHOUT_RECORD: 'an entry is about a record that is on neither side and was not erased with it',
  RECORD_ON_BOTH_SIDES: 'a record is on the open and on the sealed side at once',
} as const;

type RecordIds = Readonly<{ recordId: string; caseId: string; subjectId: string }>;
type Anchor = Readonly<{ entryId: string; anchorId: string; kind: string }>;
type Stream = Readonly<{ streamId: string; version: number }>;

const recordsOn = (side: string): Walk => ({
  table: `${side}.record`, key: [['shard_key', 'integer', 'shardKey'], ['record_id', 'uuid', 'recordId']],
  columns: ['case_id as "caseId"', 'subject_id as "subjectId"'],
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
  columns: [],
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

type Anchors = Readonly<{ checked: number; anchored: IdSet; ofRecords: readonly string[] }>;

const walkAnchors = async (
  select: AuditorSelect, isEntry: (entryId: string) => boolean, find: (entryId: string) => void,
): Promise<Anchors> => {
  const anchored = idSet();
  const ofRecords: string[] = [];
  let checked = 0;
  for await (const { entryId, anchorId, kind } of walk<Anchor>(select, ANCHORS)) {
    checked += 1;
    if (isEntry(entryId)) anchored.add(anchorId);
    else find(entryId);
    if (kind === 'record') ofRecords.push(anchorId);
  }
  return { checked, anchored, ofRecords };
};

/**
 * Rows against entries, both ways: every record and every stream of events has its entry, and every entry
 * that is about a record still finds it. The link is the commitment key, which is erased together with the
 * person. LIMIT: while others write, what is under way can look wrong; run it again before believing it.
 */
export const checkRows = async (
  select: AuditorSelect, isEntry: (entryId: string) => boolean,
): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  const anchors = await walkAnchors(select, isEntry, (entryId) => find('ENTRY_MISSING', entryId));
  const { anchored } = anchors;
  const [onSide, covered] = [{ open: idSet(), sealed: idSet() }, idSet()];
  let checked = anchors.checked;
  for (const side of SIDES) {
    for await (const { recordId, caseId, subjectId } of walk<RecordIds>(select, recordsOn(side))) {
      checked += 1;
      onSide[side].add(recordId);
      if (side === 'sealed' && onSide.open.has(recordId)) find('RECORD_ON_BOTH_SIDES', recordId);
      if (!anchored.has(recordId)) find('RECORD_WITHOUT_ENTRY', recordId);
      else for (const id of [recordId, caseId, subjectId]) covered.add(id);
    }
  }
  for (const recordId of anchors.ofRecords) {
    if (!onSide.open.has(recordId) && !onSide.sealed.has(recordId)) find('ENTRY_WITHOUT_RECORD', recordId);
  }
  checked += await checkEvents(select, find, (id) => covered.has(id) || anchored.has(id));
  return { check: 'rows', checked, findings: findings() };
};

type Find = (code: 'EVENTS_WITHOUT_ENTRY' | 'EVENTS_NOT_CONTIGUOUS', place: string) => void;

const checkEvents = async (
  select: AuditorSelect, find: Find, isCovered: (id: string) => boolean,
): Promise<number> => {
  let checked = 0;
  for (const side of SIDES) {
    let before: Stream = { streamId: '', version: 0 };
    for await (const event of walk<Stream>(select, eventsOn(side))) {
      checked += 1;
      const isNext = event.streamId === before.streamId;
      if (event.version !== (isNext ? before.version + 1 : 1)) find('EVENTS_NOT_CONTIGUOUS', event.streamId);
      if (!isNext && !isCovered(event.streamId)) find('EVENTS_WITHOUT_ENTRY', event.streamId);
      before = event;
    }
  }
  return checked;
};
