import { err, ok, present, type Result } from '@fengcun/kernel';
import type { ErasureGround } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { followMove } from '../certificate/marks/moved-marks.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { settleErasures } from '../keys/settle-erasures.ts';
import { eraseOne } from './erase-record.ts';
import type { MoveRefused } from './moving.ts';
import { loadSideKeys } from './side-keys.ts';

/** Whose data is deleted, on which ground, by which two people. */
export type ErasureOrder = Readonly<{
  subjectId: string; ground: ErasureGround; requestedBy: string; approvedBy: string;
}>;

/** What is there of a person: what a deletion would delete. */
export type SubjectExtent = Readonly<{ openRecords: number; sealedRecords: number }>;

/** What was deleted. `blobIds`: files of attachments, to be removed now; `areKeysErased` as for a seal. */
export type ErasureOutcome = Readonly<{
  records: number; blobIds: readonly string[]; areKeysErased: boolean;
}>;

/** Why nothing was deleted. */
export type ErasureRefusal =
  MoveRefused | Readonly<{ code: 'SUBJECT_UNKNOWN' | 'FOUR_EYES' | 'RECORD_BUSY' }>;

const SIDES: readonly KeyTree[] = ['open', 'sealed'];
const RUNS_MAX = 5;

const recordsOf = async (
  stores: SealingStores, subjectId: string,
): Promise<readonly Readonly<{ side: KeyTree; recordId: string }>[]> => {
  const found: Readonly<{ side: KeyTree; recordId: string }>[] = [];
  for (const side of SIDES) {
    const records = await stores[side].records.ofSubject(subjectId);
    found.push(...records.map(({ recordId }) => ({ side, recordId })));
  }
  return found;
};

/** How much is there of a person, on both sides; looking is an act of its own in the log. */
export const extentOf = async (
  deployment: Deployment, about: Readonly<{ subjectId: string; account: string }>,
): Promise<SubjectExtent> => {
  const { subjectId, account } = about;
  const act = await beginCustody(deployment, {
    act: 'subject.eraseAsk', account, role: 'sealingService', purpose: 'erasure', legalBasis: 'pipl-47',
    request: subjectId,
  });
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    await stores.audit.append([act.outcome(entryId)]);
    return ok(await recordsOf(stores, subjectId));
  });
  const found = present(done.ok ? done : undefined, 'looking is never refused').value;
  const count = (wanted: KeyTree): number => found.filter(({ side }) => side === wanted).length;
  return { openRecords: count('open'), sealedRecords: count('sealed') };
};

type Erased = Readonly<{ records: number; blobIds: readonly string[] }>;

/**
 * Deletes everything of a person on both sides in one transaction with its audit entry: rows, events,
 * claims, terms, exceptions about them, and the keys of commitments, so that no entry of the log can be
 * linked to them any more; then their erasure keys, so that no backup opens what it still holds. Others in
 * a shared case stay. LIMIT: a message that waits as an exception and was never taken is of nobody yet, and
 * is ended in the queue.
 * @see 《个人信息保护法》(2021) 第47条
 */
export const eraseSubject = async (
  deployment: Deployment, order: ErasureOrder,
): Promise<Result<ErasureOutcome, ErasureRefusal>> => {
  const { subjectId, ground, requestedBy, approvedBy } = order;
  if (requestedBy === approvedBy) return err({ code: 'FOUR_EYES' });
  const act = await beginCustody(deployment, {
    act: 'subject.erase', account: approvedBy, role: 'sealingService', purpose: 'erasure', legalBasis: ground,
    request: `${subjectId}|${requestedBy}`,
  });
  const [open, sealed] = [await loadSideKeys(deployment, 'open'), await loadSideKeys(deployment, 'sealed')];
  const keys = { open, sealed };
  const at = new Date(deployment.clock()).toISOString();
  for (let runs = 1; runs <= RUNS_MAX; runs += 1) {
    const entryId = act.mint();
    const done = await deployment.database.seal(
      { entryId }, async (stores): Promise<Result<Erased, ErasureRefusal>> => {
        const found = await recordsOf(stores, subjectId);
        if (found.length === 0) return err({ code: 'SUBJECT_UNKNOWN' });
        const blobIds: string[] = [];
        for (const { side, recordId } of found) {
          const moving = { deployment, act, from: keys[side], to: keys[side], recordId, at, entryId };
          const erased = await eraseOne(moving, stores);
          if (!erased.ok) return erased;
          blobIds.push(...erased.value);
        }
        await followMove({ indexing: deployment, keys: open, act }, stores, [{ subjectId, isGone: false }]);
        await stores.audit.append([act.outcome(entryId)]);
        return ok({ records: found.length, blobIds });
      });
    if (!done.ok && done.error.code === 'ROW_CHANGED') continue;
    if (!done.ok) return done;
    const settled = await settleErasures(deployment);
    return ok({ ...done.value, areKeysErased: settled.ok });
  }
  return err({ code: 'RECORD_BUSY' });
};
