import { err, ok } from '@fengcun/kernel';
import type { Move, SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import { commitTo } from '../keys/commitment.ts';
import { crossAttachments } from './cross-attachments.ts';
import { crossingClaims } from './crossing-claims.ts';
import { moveHeld } from './move-held.ts';
import { streamCrossing } from './move-plan.ts';
import type { Moved, Moving } from './moving.ts';
import { CHANGED, type Done, forget, makeReady, type Ready, remainsOf } from './ready.ts';
import { moveKeysOfRows } from './row-keys.ts';
import { sealKeysOf } from './side-keys.ts';

const HOLDER_STATES: Readonly<Record<KeyTree, Move['holderStates']>> = {
  open: { holding: 'sealOrdered', unsealOrdered: 'sealOrdered' },
  sealed: { sealOrdered: 'unsealOrdered', acknowledged: 'unsealOrdered' },
};

const moveOf = async (ready: Ready): Promise<Done<Move>> => {
  const { moving, found, sorted, traces, claims, keys, released, leavingIds } = ready;
  const { record, subject, home, isLastOfCase, isLastOfSubject } = found;
  const attachments = await crossAttachments(moving, keys, sorted.attachments.leaving);
  if (!attachments.ok) return attachments;
  const crossing = (id: string, { version }: Readonly<{ version: number }>) => ({ id, expected: version });
  return ok({
    subjects: [{
      ...crossing(subject.subjectId, subject), eraseSerial: keys.subjectSerial,
      remains: remainsOf(ready, isLastOfSubject, subject),
    }],
    cases: [{
      ...crossing(home.caseId, home.row), eraseSerial: keys.caseSerial,
      remains: remainsOf(ready, isLastOfCase, home.row),
    }],
    records: [crossing(record.recordId, record)], attachments: attachments.value, at: moving.at,
    holderStates: HOLDER_STATES[moving.from.tree],
    stageRecords: sorted.leavingStages.map((row) => crossing(row.stageRecordId, row)),
    streams: [streamCrossing(keys, found, sorted.parting, released)],
    claims: crossingClaims(found, traces, claims, { leavingIds, now: moving.at }),
    exceptions: traces.exceptions.map(({ exceptionId }) => exceptionId),
  });
};

const record = async ({ moving, keys }: Ready, stores: SealingStores): Promise<void> => {
  const { act, entryId, recordId, to } = moving;
  const committed = { entryId, kind: 'record', value: recordId, anchorId: recordId } as const;
  const { commitment, row } = commitTo(sealKeysOf(to, keys.subjectSerial), committed);
  await stores.audit.append([act.outcome(entryId, { record: commitment })]);
  await stores.audit.keepCommitmentKeys([row]);
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
