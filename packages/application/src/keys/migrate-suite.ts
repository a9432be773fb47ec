import { err, ok, type Result } from '@fengcun/kernel';
import type { Reseal, WrappedContent } from '@fengcun/store';
import {
  INTENT_PLACES_MAX, type KeyTree, openRecord, type RotationReport, sealRecord, type SuiteName, suiteIdOf,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { fromColumns, toColumns } from '../deployment/stored-ciphertext.ts';
import { loadSideKeys, type SideKeys, sealKeysOf, wrappingKeysOf } from '../sealing/side-keys.ts';
import { beginCustody, type CustodyAct, endCustody, KEY_CUSTODY } from './custody-act.ts';
import { keepRows } from './epoch-rows.ts';
import { placeOfRow } from './places.ts';
import { rotationRows } from './rotation-rows.ts';
import { rotateKeys, type RotationRefusal } from './rotate-keys.ts';

/** Which side goes to which suite. */
export type SuiteMigration = Readonly<{ tree: KeyTree; to: SuiteName; account: string; isAlone: boolean }>;

/** Rotation of the wrapping keys; contents sealed anew, and those left because they do not open. */
export type SuiteReport = Readonly<{ rotation: RotationReport; resealed: number; unreadable: number }>;

/** Seals a content anew at its place and under its serial; undefined where it does not open. */
const resealOne = async (
  keys: SideKeys, act: CustodyAct, row: WrappedContent,
): Promise<Reseal | undefined> => {
  const place = placeOfRow(keys.tree, row);
  const stored = fromColumns(place, row);
  const wrapping = stored.ok ? wrappingKeysOf(keys, stored.value.keyRecord) : undefined;
  if (!stored.ok || wrapping === undefined) return undefined;
  const intent = await act.intentFor([place], keys.now);
  const opened = openRecord({ ...wrapping, intent }, place, stored.value);
  if (!opened.ok) return undefined;
  const sealed = sealRecord(sealKeysOf(keys, stored.value.keyRecord.eraseSerial), place, opened.value);
  opened.value.fill(0);
  if (!sealed.ok) return undefined;
  const { content, wrappedKey, kekId } = toColumns(sealed.value);
  return { from: row, content, wrappedKey, kekId };
};

type Counts = Readonly<{ resealed: number; unreadable: number }>;

/** Every content of another suite, a page at a time, each page an act of its own in the log. */
const resealAll = async (deployment: Deployment, { tree, to, account }: SuiteMigration): Promise<Counts> => {
  let [after, resealed, unreadable] = [undefined as string | undefined, 0, 0];
  do {
    const act = await beginCustody(deployment, {
      ...KEY_CUSTODY, act: 'records.reseal', account, request: `${tree}|${to}|${after ?? ''}`,
    });
    const keys = await loadSideKeys(deployment, tree);
    const of = { side: tree, suiteId: suiteIdOf(to), after, limit: INTENT_PLACES_MAX };
    const page = await keepRows(deployment.database, ({ wrapped }) => wrapped.otherSuites(of), act.intentId);
    const changes: Reseal[] = [];
    for (const row of page.rows) {
      const reseal = await resealOne(keys, act, row);
      if (reseal !== undefined) changes.push(reseal);
    }
    resealed += await keepRows(
      deployment.database, ({ wrapped }) => wrapped.reseal(tree, changes), act.intentId);
    unreadable += page.rows.length - changes.length;
    await endCustody(deployment, act);
    after = page.after;
  } while (after !== undefined);
  return { resealed, unreadable };
};

/**
 * Moves a side to another suite: a next epoch in it, every wrapping key under that, every content sealed
 * anew at its place; resumable after any kill, because what is done is told by the rows themselves. Reads
 * and writes go on meanwhile. LIMIT: erasure seeds, peppers and the key of pseudonyms stay in the suite they
 * were made in: they derive, and their change would change every key and digest that hangs from them.
 */
export const migrateSuite = async (
  deployment: Deployment, order: SuiteMigration,
): Promise<Result<SuiteReport, RotationRefusal>> => {
  const { tree, to, account, isAlone } = order;
  const current = await deployment.epochs.current(tree);
  if (current === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  const isBegun = (await rotationRows(deployment.database).load(tree)) !== undefined;
  const rotation: Result<RotationReport, RotationRefusal> = current.suite === to && !isBegun
    ? ok({ outcome: 'destroyed', rewrapped: 0, erased: 0, rejected: 0, remaining: 0 })
    : await rotateKeys(deployment, { tree, account, isAlone, suite: to });
  if (!rotation.ok) return rotation;
  return ok({ rotation: rotation.value, ...await resealAll(deployment, order) });
};
