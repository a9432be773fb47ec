import { ok, type Result } from '@fengcun/kernel';
import type { Move, SealingStores } from '@fengcun/store';
import { claimsOfSide } from './claims-of-side.ts';
import type { AllClaims } from './crossing-claims.ts';
import { findRecord, findTraces, type FoundRecord, type FoundTraces, type TraceIds } from './found-record.ts';
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
export const makeReady = async (moving: Moving, stores: SealingStores): Promise<Done<Ready>> => {
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
