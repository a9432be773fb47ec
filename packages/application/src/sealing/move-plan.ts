import { err, ok, type Result } from '@fengcun/kernel';
import type {
  AttachmentRow, Ciphertext, CommitmentKeyRow, Move, Rewrap, StreamEvent, WrappedKeyRow, WrappedTable,
} from '@fengcun/store';
import { shardKeyOf } from '@fengcun/store';
import type { RecordPlace } from '@fengcun/vault';
import { keyRecordOf, wrappedColumn } from '../deployment/stored-ciphertext.ts';
import { commitmentPlace, placeOfRow } from '../keys/places.ts';
import type { FoundRecord } from './found-record.ts';
import { eventPlace, type OpenedEvent } from './opened-events.ts';
import { type ContentRefusal, rewrapAt, sealAt, serialIn, type SideKeys } from './side-keys.ts';

/** Keys of both sides, and the serials of what crosses and of what stays but must be renewed. */
export type MoveKeys = Readonly<{
  from: SideKeys; to: SideKeys;
  /** Over there: of the person, and of the case. */
  subjectSerial: number; caseSerial: number;
  /** Over there, for one content alone: what waits for a person must outlive a second move of the record. */
  ownSerial: () => number;
  /** Here: the serial that replaces a released one. */
  renewed: (released: number) => number;
}>;

/** The parts of a case that leave and stay. */
export type Parting = Readonly<{
  crossing: readonly OpenedEvent[]; staying: readonly OpenedEvent[];
}>;

/** Whose serial an event hangs from over there: the person's if it is about one, else the case's. */
const serialThere = ({ subjectSerial, caseSerial }: MoveKeys, { event }: OpenedEvent): number =>
  (event.type === 'StageRecorded' ? subjectSerial : caseSerial);

const resealed = (
  keys: SideKeys, at: Readonly<{ place: RecordPlace; serial: number }>, one: OpenedEvent,
): StreamEvent => {
  const { eventType, entryId, recordedAt } = one.stored;
  return { eventType, entryId, recordedAt, ...sealAt(keys, at, one.content) };
};

/** The stream of the case as it is afterwards on both sides. */
export const streamCrossing = (
  keys: MoveKeys, found: FoundRecord, { crossing, staying }: Parting, released: ReadonlySet<number>,
): Move['streams'][number] => {
  const { caseId, events } = found.home;
  const { events: there } = found.there;
  const over = crossing.map((one, at) => {
    const place = eventPlace(keys.to.tree, caseId, there + at + 1);
    return resealed(keys.to, { place, serial: serialThere(keys, one) }, one);
  });
  const here = staying.map((one, at) => {
    const old = serialIn(one.stored) ?? -1;
    const place = eventPlace(keys.from.tree, caseId, at + 1);
    return resealed(keys.from, { place, serial: released.has(old) ? keys.renewed(old) : old }, one);
  });
  return { streamId: caseId, expected: events.length, remaining: here, there, crossing: over };
};

/** A row of wrapped keys out of a row with a content. */
export const wrappedRow = (
  table: WrappedTable, at: Readonly<{ id: string; second?: string }>, row: Ciphertext,
): WrappedKeyRow => ({
  table, shardKey: shardKeyOf(at.id), id: at.id, second: at.second ?? '', version: row.version,
  header: row.content.subarray(0, 32), wrappedKey: row.wrappedKey, kekId: row.kekId,
});

/** A row of wrapped keys out of the key of a commitment, which lies in the shard of its anchor. */
export const commitmentRow = (row: CommitmentKeyRow): WrappedKeyRow => ({
  table: 'commitmentKey', shardKey: shardKeyOf(row.anchorId), id: row.entryId, second: row.commitmentKind,
  version: 1, header: new Uint8Array(), wrappedKey: row.wrappedKey, kekId: row.kekId,
});

/** Rows of the person and case that stay: attachments, events of other cases, keys of commitments. */
export const stayingRows = (
  found: FoundRecord, stays: Readonly<{
    attachments: readonly AttachmentRow[]; commitments: readonly CommitmentKeyRow[];
  }>,
): readonly WrappedKeyRow[] => [
  ...stays.attachments.map((row) => wrappedRow('attachment', { id: row.attachmentId }, row)),
  ...found.otherCases.flatMap(({ caseId, events, attachments }) => [
    ...events.map((row) => wrappedRow('event', { id: caseId, second: String(row.version) }, row)),
    ...attachments.map((row) => wrappedRow('attachment', { id: row.attachmentId }, row)),
  ]),
  ...stays.commitments.map(commitmentRow),
];

/** Keys that stay here but hang from a released serial, under the serial that replaces it. */
export const renewals = (
  keys: MoveKeys, rows: readonly WrappedKeyRow[], released: ReadonlySet<number>,
): Result<readonly Rewrap[], ContentRefusal> => {
  const changes: Rewrap[] = [];
  const both = { from: keys.from, to: keys.from };
  for (const row of rows) {
    const record = keyRecordOf(placeOfRow(keys.from.tree, row), row);
    if (!record.ok || !released.has(record.value.eraseSerial)) continue;
    const renewed = rewrapAt(both, record.value, { serial: keys.renewed(record.value.eraseSerial) });
    if (!renewed.ok) return renewed;
    const { kekId } = renewed.value;
    changes.push({ from: row, wrappedKey: wrappedColumn(renewed.value, row), kekId });
  }
  return ok(changes);
};

/** Keys of commitments about what leaves, under the keys of the other side. */
export const commitmentCrossings = (
  keys: MoveKeys, rows: readonly CommitmentKeyRow[],
): Result<readonly Rewrap[], ContentRefusal> => {
  const changes: Rewrap[] = [];
  for (const stored of rows) {
    const row = commitmentRow(stored);
    const record = keyRecordOf(placeOfRow(keys.from.tree, row), row);
    const place = commitmentPlace(keys.to.tree, row.id, row.second);
    if (!record.ok) return err({ code: 'CONTENT_UNREADABLE', place: `commitment ${row.id}` });
    const moved = rewrapAt(keys, record.value, { serial: keys.subjectSerial, place });
    if (!moved.ok) return moved;
    changes.push({ from: row, wrappedKey: wrappedColumn(moved.value, row), kekId: moved.value.kekId });
  }
  return ok(changes);
};
