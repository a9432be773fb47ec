import { err, ok, type Result } from '@fengcun/kernel';
import type { HeldMessage, Move, SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import { commitTo } from '../keys/commitment.ts';
import { claimsOfSide, digits } from './claims-of-side.ts';
import { crossAttachments } from './cross-attachments.ts';
import { type AllClaims, crossingClaims } from './crossing-claims.ts';
import { findRecord, findTraces, type FoundRecord, type FoundTraces, type TraceIds } from './found-record.ts';
import { holdException, releaseHeld } from './held-content.ts';
import { keysOf, releasedBy } from './move-keys.ts';
import {
  commitmentCrossings, type MoveKeys, renewals, stayingRows, streamCrossing, wrappedRow,
} from './move-plan.ts';
import type { Moved, MoveRefused, Moving } from './moving.ts';
import { messagesOf } from './opened-events.ts';
import { sealKeysOf } from './side-keys.ts';
import { type Sorted, sortOut } from './sort-out.ts';

type Done<T> = Result<T, MoveRefused>;

/** Everything a move has read and opened; the plan is made of it without reading more. */
type Ready = Readonly<{
  moving: Moving; found: FoundRecord; sorted: Sorted; traces: FoundTraces; claims: AllClaims; keys: MoveKeys;
  released: ReadonlySet<number>; leavingIds: readonly string[];
}>;

const CHANGED: MoveRefused = { code: 'ROW_CHANGED' };

const HOLDER_STATES: Readonly<Record<KeyTree, Move['holderStates']>> = {
  open: { holding: 'sealOrdered', unsealOrdered: 'sealOrdered' },
  sealed: { sealOrdered: 'unsealOrdered', acknowledged: 'unsealOrdered' },
};

const claimsOf = async ({ deployment, from, to }: Moving, sorted: Sorted): Promise<AllClaims> => {
  const leaving = messagesOf(sorted.parting.crossing);
  return {
    leavingHere: await claimsOfSide(deployment, from.tree, leaving),
    leavingThere: await claimsOfSide(deployment, to.tree, leaving),
    stayingHere: await claimsOfSide(deployment, from.tree, messagesOf(sorted.others)),
  };
};


const traceIds = (
  found: FoundRecord, { leavingStages, attachments }: Sorted, held: readonly string[],
): TraceIds => {
  const { record, otherRecords, isLastOfCase, isLastOfSubject } = found;
  const idOf = ({ attachmentId }: Readonly<{ attachmentId: string }>): string => attachmentId;
  return {
    leaving: [
      record.recordId, ...held, ...leavingStages.map(({ stageRecordId }) => stageRecordId),
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

/** Reads, opens and computes everything; nothing is written. */
const makeReady = async (moving: Moving, stores: SealingStores): Promise<Done<Ready>> => {
  const found = await findRecord(stores, moving.from.tree, moving.recordId);
  if (!found.ok) return found;
  const sorted = await sortOut(moving, found.value);
  if (!sorted.ok) return sorted;
  const held = found.value.isLastOfCase && moving.from.tree === 'sealed'
    ? (await stores.held.ofCase(found.value.home.caseId)).map(({ heldId }) => heldId) : [];
  const ids = traceIds(found.value, sorted.value, held);
  const traces = await findTraces(stores, moving.from.tree, ids);
  const released = releasedBy(found.value, sorted.value, traces);
  return ok({
    moving, found: found.value, sorted: sorted.value, traces, released, leavingIds: ids.leaving,
    claims: await claimsOf(moving, sorted.value), keys: await keysOf(moving, found.value, released),
  });
};

const moveOf = async (ready: Ready): Promise<Done<Move>> => {
  const { moving, found, sorted, traces, claims, keys, released, leavingIds } = ready;
  const { record, subject, home, isLastOfCase, isLastOfSubject } = found;
  const attachments = await crossAttachments(moving, keys, sorted.attachments.leaving);
  if (!attachments.ok) return attachments;
  const crossing = (id: string, { version }: Readonly<{ version: number }>) => ({ id, expected: version });
  const remains = (leaves: boolean, { eraseSerial }: Readonly<{ eraseSerial: number }>) => {
    if (leaves) return 'nothing' as const;
    return released.has(eraseSerial) ? { eraseSerial: keys.renewed(eraseSerial) } : 'unchanged' as const;
  };
  return ok({
    subjects: [{
      ...crossing(subject.subjectId, subject), eraseSerial: keys.subjectSerial,
      remains: remains(isLastOfSubject, subject),
    }],
    cases: [{
      ...crossing(home.caseId, home.row), eraseSerial: keys.caseSerial,
      remains: remains(isLastOfCase, home.row),
    }],
    records: [crossing(record.recordId, record)], attachments: attachments.value, at: moving.at,
    holderStates: HOLDER_STATES[moving.from.tree],
    stageRecords: sorted.leavingStages.map((row) => crossing(row.stageRecordId, row)),
    streams: [streamCrossing(keys, found, sorted.parting, released)],
    claims: crossingClaims(found, traces, claims, { leavingIds, now: moving.at }),
    exceptions: traces.exceptions.map(({ exceptionId }) => exceptionId),
  });
};

const NO_KEY = new Uint8Array(32);

/** The digest a message has on the other side. */
const keysThere = ({ leavingHere, leavingThere }: AllClaims): ((messageKey: Uint8Array) => Uint8Array) => {
  const known = new Map(leavingHere.map(({ arrival }, at) =>
    [digits(arrival.messageKey), leavingThere[at]?.arrival.messageKey ?? NO_KEY]));
  return (messageKey) => known.get(digits(messageKey)) ?? NO_KEY;
};

/** Exceptions about the record go behind the wall with it; what was held there comes back with its case. */
const moveHeld = async (ready: Ready, stores: SealingStores): Promise<Done<void>> => {
  const { moving, found, traces, keys, claims } = ready;
  const { caseId } = found.home;
  const keyThere = keysThere(claims);
  const held: HeldMessage[] = [];
  for (const item of traces.exceptions) {
    const messageKey = keyThere(item.messageKey);
    const kept = await holdException(keys, moving.act, { item, caseId, messageKey });
    if (!kept.ok) return kept;
    held.push(kept.value);
  }
  await stores.held.add(held);
  if (moving.from.tree === 'open' || !found.isLastOfCase) return ok(undefined);
  for (const message of await stores.held.ofCase(caseId)) {
    const item = await releaseHeld(keys, moving.act, message);
    if (!item.ok) return item;
    await stores.operations.exceptions.put([item.value]);
    await stores.held.remove(message.heldId);
  }
  return ok(undefined);
};

/** Keys that stay or cross without a content: each exactly as it was read, or the move is run again. */
const moveKeysOfRows = async (
  { moving, found, sorted, traces, keys, released }: Ready, stores: SealingStores,
): Promise<Done<void>> => {
  const { uploads } = stores.operations;
  const staying = stayingRows(found, {
    attachments: sorted.attachments.staying, commitments: traces.stayingCommitments,
  });
  const open = moving.from.tree === 'open' ? await uploads.ofCase(found.home.caseId) : [];
  const going = found.isLastOfCase ? open : [];
  for (const { uploadId } of going) await uploads.end(uploadId);
  const kept = open.filter((row) => !going.includes(row))
    .map((row) => wrappedRow('upload', { id: row.uploadId }, row));
  const renewed = renewals(keys, [...staying, ...kept], released);
  if (!renewed.ok) return renewed;
  const crossing = commitmentCrossings(keys, traces.commitments);
  if (!crossing.ok) return crossing;
  const changes = [...renewed.value, ...crossing.value];
  const done = await stores.keys.wrapped.rewrap(moving.from.tree, changes);
  return done === changes.length ? ok(undefined) : err(CHANGED);
};

const record = async ({ moving, keys }: Ready, stores: SealingStores): Promise<void> => {
  const { act, entryId, recordId, to } = moving;
  const committed = { entryId, kind: 'record', value: recordId, anchorId: recordId } as const;
  const { commitment, row } = commitTo(sealKeysOf(to, keys.subjectSerial), committed);
  await stores.audit.append([act.outcome(entryId, { record: commitment })]);
  await stores.audit.keepCommitmentKeys([row]);
};

const forget = ({ sorted }: Ready): void => {
  const { crossing, staying } = sorted.parting;
  for (const { content } of [...crossing, ...staying, ...sorted.others]) content.fill(0);
};

/**
 * Moves a record with everything of it from one side to the other, in the caller's transaction: all of it or
 * nothing. A record that is there already is an answer, not a refusal.
 */
export const carryOut = async (moving: Moving, stores: SealingStores): Promise<Done<Moved>> => {
  const ready = await makeReady(moving, stores);
  if (!ready.ok && ready.error.code === 'ALREADY_THERE') {
    await stores.audit.append([moving.act.outcome(moving.entryId)]);
    return ok({ outcome: 'alreadyThere', caseMoved: false, subjectMoved: false });
  }
  if (!ready.ok) return ready;
  const { found, released } = ready.value;
  const side = moving.from.tree;
  const move = await moveOf(ready.value);
  if (!move.ok) return move;
  const held = await moveHeld(ready.value, stores);
  if (!held.ok) return held;
  const rewrapped = await moveKeysOfRows(ready.value, stores);
  if (!rewrapped.ok) return rewrapped;
  const moved = await (side === 'open' ? stores.wall.seal(move.value) : stores.wall.unseal(move.value));
  // Whatever it was: a row came in between, and what was planned no longer holds.
  if (!moved.ok) return err(CHANGED);
  await stores.keys.released.add(side, [...released]);
  await record(ready.value, stores);
  forget(ready.value);
  return ok({ outcome: 'moved', caseMoved: found.isLastOfCase, subjectMoved: found.isLastOfSubject });
};
