import { assert, err, ok, present } from '@fengcun/kernel';
import type { CommitmentKeyRow, Move, QueuedEntry, SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import { followMove } from '../certificate/marks/moved-marks.ts';
import { commitTo } from '../keys/commitment.ts';
import { crossAttachments } from './cross-attachments.ts';
import { crossingClaims } from './crossing-claims.ts';
import { mergeMoves } from './merge-moves.ts';
import { type HeldPlan, moveHeld, planHeld } from './move-held.ts';
import { streamCrossing } from './move-plan.ts';
import type { Moved, Moving } from './moving.ts';
import { CHANGED, type Done, forget, makeAllReady, type Ready, remainsOf } from './ready.ts';
import { moveKeysOfRows, planRowKeys, type RowKeysPlan } from './row-keys.ts';
import { sealKeysOf } from './side-keys.ts';

const HOLDER_STATES: Readonly<Record<KeyTree, Move['holderStates']>> = {
  open: { holding: 'sealOrdered', unsealOrdered: 'sealOrdered' },
  sealed: { sealOrdered: 'unsealOrdered', acknowledged: 'unsealOrdered' },
};

const moveOf = async (ready: Ready, held: HeldPlan): Promise<Done<Move>> => {
  const { moving, found, sorted, traces, claims, keys, released, leavingIds } = ready;
  const { record, subject, home, isLastOfCase, isLastOfSubject } = found;
  const attachments = await crossAttachments(moving, keys, sorted.attachments.leaving);
  if (!attachments.ok) return attachments;
  const crossed = crossingClaims(found, traces, claims, { leavingIds, now: moving.at });
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
    claims: { ...crossed, known: [...crossed.known, ...held.known] },
    exceptions: traces.exceptions.map(({ exceptionId }) => exceptionId),
  });
};

/** Everything one record's move writes. */
type Planned = Readonly<{
  ready: Ready; move: Move; held: HeldPlan; rowKeys: RowKeysPlan;
  entry: QueuedEntry; commitment: CommitmentKeyRow;
}>;

const planOne = async (ready: Ready): Promise<Done<Planned>> => {
  const { moving: { act, entryId, recordId, to }, keys } = ready;
  const held = await planHeld(ready);
  if (!held.ok) return held;
  const move = await moveOf(ready, held.value);
  if (!move.ok) return move;
  const rowKeys = planRowKeys(ready);
  if (!rowKeys.ok) return rowKeys;
  const committed = { entryId, kind: 'record', value: recordId, anchorId: recordId } as const;
  const { commitment, row } = commitTo(sealKeysOf(to, keys.subjectSerial), committed);
  return ok({
    ready, move: move.value, held: held.value, rowKeys: rowKeys.value, commitment: row,
    entry: act.outcome(entryId, { record: commitment }),
  });
};

/** Version of a person who was never merged, nor moved before: nobody else's marks hang on their numbers. */
const UNTOUCHED = 1;

const followPlans = async (
  side: KeyTree, plans: readonly Planned[], stores: SealingStores,
): Promise<void> => {
  const { moving: { deployment, act, from, to } } = present(plans[0], 'a plan').ready;
  const people = plans.map(({ ready: { found } }) => {
    const { subjectId, version } = found.subject;
    return { subjectId, isGone: side === 'open' && found.isLastOfSubject && version === UNTOUCHED };
  });
  await followMove({ indexing: deployment, keys: side === 'open' ? from : to, act }, stores, people);
};

/** Writes moves that share nothing, all or none. */
const writeAll = async (
  side: KeyTree, plans: readonly Planned[], stores: SealingStores,
): Promise<Done<void>> => {
  if (plans.length === 0) return ok(undefined);
  await moveHeld({
    hold: plans.flatMap(({ held }) => held.hold), release: plans.flatMap(({ held }) => held.release),
    removed: plans.flatMap(({ held }) => held.removed),
  }, stores);
  const rewrapped = await moveKeysOfRows(side, {
    changes: plans.flatMap(({ rowKeys }) => rowKeys.changes),
    endedUploads: plans.flatMap(({ rowKeys }) => rowKeys.endedUploads),
  }, stores);
  if (!rewrapped.ok) return rewrapped;
  const move = mergeMoves(plans.map((one) => one.move));
  const moved = await (side === 'open' ? stores.wall.seal(move) : stores.wall.unseal(move));
  // Whatever it was: a row came in between, and what was planned no longer holds.
  if (!moved.ok) return err(CHANGED);
  await followPlans(side, plans, stores);
  await stores.keys.released.add(side, [...new Set(plans.flatMap(({ ready }) => [...ready.released]))]);
  await stores.audit.keepCommitmentKeys(plans.map(({ commitment }) => commitment));
  return ok(undefined);
};

const movedOf = ({ ready: { found } }: Planned): Moved =>
  ({ outcome: 'moved', caseMoved: found.isLastOfCase, subjectMoved: found.isLastOfSubject });

const THERE: Moved = { outcome: 'alreadyThere', caseMoved: false, subjectMoved: false };

/**
 * Moves records with everything of them from one side to the other, in the caller's transaction: all that can
 * move or, refused with ROW_CHANGED, none. The answer says of each what became of it; one that cannot move is
 * sorted out before anything is written, and one that shares a person or a case with an earlier one is not in
 * the answer: it goes in a transaction of its own. A record that is there already is no refusal.
 */
export const carryOutAll = async (
  movings: readonly Moving[], stores: SealingStores,
): Promise<Done<ReadonlyMap<string, Done<Moved>>>> => {
  const readied = await makeAllReady(movings, stores);
  const [answers, plans, entries] = [new Map<string, Done<Moved>>(), [] as Planned[], [] as QueuedEntry[]];
  for (const { recordId, act, entryId, from } of movings) {
    const ready = readied.get(recordId);
    if (ready === undefined) continue;
    if (!ready.ok && ready.error.code === 'ALREADY_THERE') {
      answers.set(recordId, ok(THERE));
      entries.push(act.outcome(entryId));
      continue;
    }
    const plan = ready.ok ? await planOne(ready.value) : ready;
    answers.set(recordId, plan.ok ? ok(movedOf(plan.value)) : plan);
    if (plan.ok) plans.push(plan.value);
    assert(from.tree === movings[0]?.from.tree, 'records that move together go the same way');
  }
  const written = await writeAll(movings[0]?.from.tree ?? 'open', plans, stores);
  for (const ready of readied.values()) if (ready.ok) forget(ready.value);
  if (!written.ok) return written;
  await stores.audit.append([...entries, ...plans.map(({ entry }) => entry)]);
  return ok(answers);
};
