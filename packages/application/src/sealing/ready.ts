import { ok, present, type Result } from '@fengcun/kernel';
import type { HeldMessage, Move, SealingStores } from '@fengcun/store';
import { claimsOfSide } from './claims-of-side.ts';
import type { AllClaims } from './crossing-claims.ts';
import { findRecords, type FoundRecord } from './found-record.ts';
import { findTraces, type FoundTraces, type TraceIds } from './found-traces.ts';
import { keysOf, releasedBy } from './move-keys.ts';
import type { MoveKeys } from './move-plan.ts';
import type { MoveRefused, Moving } from './moving.ts';
import { messagesOf } from './opened-events.ts';
import { type Sorted, sortOut } from './sort-out.ts';

/** What a step of a move gives, or why the move is off. */
export type Done<T> = Result<T, MoveRefused>;

/** Everything a move has read and opened; the plan is made of it without reading more. */
export type Ready = Readonly<{
  moving: Moving; found: FoundRecord; sorted: Sorted; traces: FoundTraces; claims: AllClaims; keys: MoveKeys;
  released: ReadonlySet<number>; leavingIds: readonly string[];
  /** What is held about a case that leaves the sealed side as a whole. */
  held: readonly HeldMessage[];
  /** What is held about cases that stay sealed: its keys may hang from a serial that goes. */
  stayingHeld: readonly HeldMessage[];
}>;

/** Others were faster; the move is run again. */
export const CHANGED: MoveRefused = { code: 'ROW_CHANGED' };

const claimsOf = async ({ deployment, from, to }: Moving, sorted: Sorted): Promise<AllClaims> => {
  const leaving = messagesOf(sorted.parting.crossing);
  return {
    leavingHere: await claimsOfSide(deployment, from.tree, leaving),
    leavingThere: await claimsOfSide(deployment, to.tree, leaving),
    stayingHere: await claimsOfSide(deployment, from.tree, messagesOf(sorted.others)),
  };
};

const traceIds = (
  found: FoundRecord, { leavingStages, attachments }: Sorted, held: readonly HeldMessage[],
): TraceIds => {
  const { record, otherRecords, isLastOfCase, isLastOfSubject } = found;
  const idOf = ({ attachmentId }: Readonly<{ attachmentId: string }>): string => attachmentId;
  return {
    caseId: record.caseId,
    leaving: [
      record.recordId, ...held.map(({ heldId }) => heldId),
      ...leavingStages.map(({ stageRecordId }) => stageRecordId),
      ...attachments.leaving.map(idOf), ...(isLastOfCase ? [record.caseId] : []),
      ...(isLastOfSubject ? [record.subjectId] : []),
    ],
    staying: [
      ...otherRecords.map(({ recordId }) => recordId), ...attachments.staying.map(idOf),
      ...found.otherCases.flatMap((one) => one.attachments.map(idOf)),
      ...(isLastOfCase ? [] : [record.caseId]), ...(isLastOfSubject ? [] : [record.subjectId]),
    ],
  };
};

type Opened = Pick<Ready, 'moving' | 'found' | 'sorted' | 'held' | 'stayingHeld'>
  & Readonly<{ ids: TraceIds }>;

/** Opens the events of a record and parts what leaves from what stays. */
const openOne = async (
  moving: Moving, found: FoundRecord, stores: SealingStores,
): Promise<Done<Opened>> => {
  const sorted = await sortOut(moving, found);
  if (!sorted.ok) return sorted;
  const ofCase = async (caseId: string): Promise<readonly HeldMessage[]> =>
    (moving.from.tree === 'sealed' ? stores.held.ofCase(caseId) : []);
  const ofHome = await ofCase(found.home.caseId);
  const held = found.isLastOfCase ? ofHome : [];
  const stayingHeld = found.isLastOfCase ? [] : [...ofHome];
  for (const { caseId } of found.otherCases) stayingHeld.push(...await ofCase(caseId));
  const ids = traceIds(found, sorted.value, held);
  return ok({ moving, found, held, stayingHeld, sorted: sorted.value, ids });
};

const finish = async ({ ids, ...opened }: Opened, traces: FoundTraces): Promise<Ready> => {
  const { moving, found, sorted } = opened;
  const released = releasedBy(found, sorted, traces);
  const serials = { released, ownSerials: opened.held.length };
  return {
    ...opened, traces, released, leavingIds: ids.leaving,
    claims: await claimsOf(moving, sorted), keys: await keysOf(moving, found, serials),
  };
};

/** The person and the cases a move reads or writes anything of. */
const touchedBy = ({ record, otherCases }: FoundRecord): readonly string[] =>
  [record.subjectId, record.caseId, ...otherCases.map(({ caseId }) => caseId)];

/**
 * Reads, opens and computes everything; nothing is written. A record that shares a person or a case with an
 * earlier one of the list is not in the answer: it moves after it, in a transaction of its own.
 */
export const makeAllReady = async (
  movings: readonly Moving[], stores: SealingStores,
): Promise<ReadonlyMap<string, Done<Ready>>> => {
  const side = movings[0]?.from.tree;
  if (side === undefined) return new Map();
  const found = await findRecords(stores, side, movings.map(({ recordId }) => recordId));
  const [answers, opened] = [new Map<string, Done<Ready>>(), [] as Opened[]];
  const touched = new Set<string>();
  for (const moving of movings) {
    const one = present(found.get(moving.recordId), 'an answer for each record');
    const own = one.ok ? touchedBy(one.value) : [];
    if (own.some((id) => touched.has(id))) continue;
    const open = one.ok ? await openOne(moving, one.value, stores) : one;
    if (!open.ok) answers.set(moving.recordId, open);
    else {
      for (const id of own) touched.add(id);
      opened.push(open.value);
    }
  }
  const traces = await findTraces(stores, side, opened.map(({ ids }) => ids));
  // At once, so that the key store is read once for all of them; nothing here asks the database.
  const ready = await Promise.all(opened.map((one, at) =>
    finish(one, present(traces[at], 'the traces of each record'))));
  for (const one of ready) answers.set(one.moving.recordId, ok(one));
  return answers;
};

/** One record, made ready alone. */
export const makeReady = async (moving: Moving, stores: SealingStores): Promise<Done<Ready>> =>
  present((await makeAllReady([moving], stores)).get(moving.recordId), 'one record waits for no other');

/** What stays of a shared row: nothing, itself, or itself under a serial that was not released. */
export const remainsOf = (
  { keys, released }: Pick<Ready, 'keys' | 'released'>, leaves: boolean,
  { eraseSerial }: Readonly<{ eraseSerial: number }>,
): Move['subjects'][number]['remains'] => {
  if (leaves) return 'nothing';
  return released.has(eraseSerial) ? { eraseSerial: keys.renewed(eraseSerial) } : 'unchanged';
};

/** Overwrites what was opened. */
export const forget = ({ sorted }: Ready): void => {
  const { crossing, staying } = sorted.parting;
  for (const { content } of [...crossing, ...staying, ...sorted.others]) content.fill(0);
};
