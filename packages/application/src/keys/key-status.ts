import { idleRoots, isEpochDue, type KeyTree, type RotationState, type SuiteName } from '@fengcun/vault';
import type { WrappedTable } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { keyRecordOf } from '../deployment/stored-ciphertext.ts';
import { beginCustody, endCustody, KEY_CUSTODY } from './custody-act.ts';
import { keepRows } from './epoch-rows.ts';
import { placeOfRow } from './places.ts';
import { releasedRows, rotationRows } from './rotation-rows.ts';

/** An epoch, and how many rows of each table hang from it. */
export type EpochStatus = Readonly<{
  id: string; suite: SuiteName; createdAt: string; retiredAt?: string;
  /** It is 90 days old or wrapped 2^31 keys. */
  isDue: boolean; rows: Readonly<Partial<Record<WrappedTable, number>>>;
}>;

/**
 * The keys of one side. `erasedRows`: rows whose erasure key is gone, as after a restore from before a
 * deletion or seal: dead, and to be removed. `strangeRows`: their key is in no form of ours.
 */
export type TreeStatus = Readonly<{
  tree: KeyTree; epochs: readonly EpochStatus[]; rotation?: RotationState['phase'];
  /** Serials that were released and whose keys are still to be erased: `keys settle` ends it. */
  pendingErasures: number; erasedRows: number; strangeRows: number;
}>;

/** All keys of a deployment. */
export type KeyStatus = Readonly<{
  name: string; suites: readonly SuiteName[]; trees: readonly TreeStatus[];
  /** Roots nothing hangs from: left by a kill, or ready to be retired with the last backup under them. */
  idleRoots: readonly string[];
}>;

const TREES: readonly KeyTree[] = ['open', 'sealed'];
const PAGE = 5000;

type Dead = Readonly<{ erasedRows: number; strangeRows: number }>;

/** Walks every wrapped key of an epoch and asks whether its erasure key is still there; unwraps nothing. */
const deadRows = async (
  { database, ring, clock }: Deployment, at: Readonly<{ tree: KeyTree; kekId: string; actId: string }>,
): Promise<Dead> => {
  const { tree: side, kekId, actId } = at;
  let [after, erasedRows, strangeRows] = [undefined as string | undefined, 0, 0];
  do {
    const page = { side, kekId, after, limit: PAGE };
    const read = await keepRows(database, ({ wrapped }) => wrapped.page(page), actId);
    const now = clock();
    const tree = await ring.eraseTree(side, now);
    for (const row of read.rows) {
      const record = keyRecordOf(placeOfRow(side, row), row);
      const key = record.ok && tree.ok ? tree.value.keyFor(record.value.eraseSerial, now) : undefined;
      if (key === undefined) strangeRows += 1;
      else if (!key.ok && key.error.code === 'ERASED') erasedRows += 1;
    }
    after = read.after;
  } while (after !== undefined);
  return { erasedRows, strangeRows };
};

const instant = (millis: number): string => new Date(millis).toISOString();

const treeStatus = async (deployment: Deployment, tree: KeyTree, actId: string): Promise<TreeStatus> => {
  const { database, clock } = deployment;
  const epochs: EpochStatus[] = [];
  let dead: Dead = { erasedRows: 0, strangeRows: 0 };
  for (const epoch of (await deployment.epochs.list()).filter((one) => one.tree === tree)) {
    const tally = await keepRows(database, ({ wrapped }) => wrapped.tally(tree, epoch.id), actId);
    const wraps = tally.values().reduce((sum, count) => sum + count, 0);
    const found = await deadRows(deployment, { tree, kekId: epoch.id, actId });
    dead = {
      erasedRows: dead.erasedRows + found.erasedRows, strangeRows: dead.strangeRows + found.strangeRows,
    };
    epochs.push({
      id: epoch.id, suite: epoch.suite, createdAt: instant(epoch.createdAt), rows: Object.fromEntries(tally),
      isDue: epoch.retiredAt === undefined && isEpochDue(epoch, { now: clock(), wraps }),
      ...(epoch.retiredAt === undefined ? {} : { retiredAt: instant(epoch.retiredAt) }),
    });
  }
  const rotation = await rotationRows(database).load(tree);
  const pendingErasures = (await releasedRows(database).pending(tree)).length;
  return {
    tree, epochs, pendingErasures, ...dead, ...(rotation === undefined ? {} : { rotation: rotation.phase }),
  };
};

/** Looks at every key of a deployment, in the name of an act that is in the log; opens nothing. */
export const keyStatus = async (deployment: Deployment, account: string): Promise<KeyStatus> => {
  const act = await beginCustody(deployment, {
    ...KEY_CUSTODY, act: 'keys.status', account, request: 'status',
  });
  const trees: TreeStatus[] = [];
  for (const tree of TREES) trees.push(await treeStatus(deployment, tree, act.intentId));
  const { name, keyStore, epochs } = deployment;
  await endCustody(deployment, act);
  return { name, suites: keyStore.suites, trees, idleRoots: await idleRoots({ keyStore, epochs }) };
};
