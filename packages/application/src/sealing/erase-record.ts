import { err, ok } from '@fengcun/kernel';
import type { Move, SealingStores } from '@fengcun/store';
import { crossingClaims } from './crossing-claims.ts';
import { streamCrossing } from './move-plan.ts';
import type { Moving } from './moving.ts';
import { CHANGED, type Done, forget, makeReady, type Ready, remainsOf } from './ready.ts';
import { moveKeysOfRows, planRowKeys } from './row-keys.ts';

/** Attachments and claims of a deletion: nothing is sealed for another side, because there is none. */
const erasureOf = ({ moving, found, sorted, traces, keys, released, leavingIds, claims }: Ready): Move => {
  const { record: { recordId, version }, subject, home, isLastOfCase, isLastOfSubject } = found;
  const plan = streamCrossing(keys, found, { ...sorted.parting, crossing: [] }, released);
  const { terms } = crossingClaims(found, traces, claims, { leavingIds, now: moving.at });
  const rows = <Row extends Readonly<{ version: number }>>(all: readonly Row[], idOf: (row: Row) => string) =>
    all.map((row) => ({ id: idOf(row), expected: row.version }));
  const shared = (row: Readonly<{ version: number; eraseSerial: number }>, id: string, leaves: boolean) => ({
    id, expected: row.version, eraseSerial: row.eraseSerial,
    remains: remainsOf({ keys, released }, leaves, row),
  });
  return {
    subjects: [shared(subject, subject.subjectId, isLastOfSubject)],
    cases: [shared(home.row, home.caseId, isLastOfCase)], at: moving.at, holderStates: {},
    records: [{ id: recordId, expected: version }],
    stageRecords: rows(sorted.leavingStages, (row) => row.stageRecordId),
    attachments: sorted.attachments.leaving.map((row) =>
      ({ id: row.attachmentId, expected: row.version, ciphertext: row })),
    streams: [{ ...plan, crossing: sorted.parting.crossing.map(({ stored }) => stored) }],
    claims: { takenAs: leavingIds, terms, known: [], knownTerms: [] },
    exceptions: traces.exceptions.map(({ exceptionId }) => exceptionId),
  };
};

/**
 * Deletes a record with everything of it, in the caller's transaction; the files of its attachments are the
 * answer, and are removed after the commit.
 */
export const eraseOne = async (moving: Moving, stores: SealingStores): Promise<Done<readonly string[]>> => {
  const ready = await makeReady(moving, stores);
  if (!ready.ok) return ready;
  const { sorted, traces, released, leavingIds } = ready.value;
  // What is held about the person alone ends with the serials; nothing renews its keys.
  const withoutCommitments = { ...ready.value, traces: { ...traces, commitments: [] }, stayingHeld: [] };
  const plan = planRowKeys(withoutCommitments);
  if (!plan.ok) return plan;
  const rewrapped = await moveKeysOfRows(moving.from.tree, plan.value, stores);
  if (!rewrapped.ok) return rewrapped;
  const erased = await stores.wall.erase(moving.from.tree, erasureOf(ready.value));
  if (!erased.ok) return err(CHANGED);
  for (const id of leavingIds) await stores.commitments.erase(id);
  for (const { heldId } of ready.value.held) await stores.held.remove(heldId);
  await stores.keys.released.add(moving.from.tree, [...released]);
  forget(ready.value);
  return ok(sorted.attachments.leaving.map(({ blobId }) => blobId));
};
