import type { KeysShown } from '@fengcun/api';
import { EPOCH_MS_MAX, idleRoots, isEpochDue, type KeyTree, LEASE_MS } from '@fengcun/vault';
import { keepRows } from '../keys/epoch-rows.ts';
import { releasedRows, rotationRows } from '../keys/rotation-rows.ts';
import { keeperActShown } from './keeper-act-row.ts';
import type { KeepingParts } from './keeping-parts.ts';
import { operating } from './operating.ts';

const TREES: readonly KeyTree[] = ['open', 'sealed'];
const DAY_MILLIS = 86_400_000;
/** LIMIT: acts of one answer. */
export const ACTS_MAX = 200;

type TreeShown = KeysShown['trees'][number];

const instant = (millis: number): string => new Date(millis).toISOString();

/** Of one tree: its epochs with the rows that hang from each. LIMIT: counts are scans of every table. */
const treeShown = async (
  { deployment: { database, epochs, clock } }: KeepingParts, tree: KeyTree, actId: string,
): Promise<TreeShown> => {
  const now = clock();
  const shown: TreeShown['epochs'][number][] = [];
  const running = await rotationRows(database).load(tree);
  let rotation: TreeShown['rotation'];
  for (const epoch of (await epochs.list()).filter((one) => one.tree === tree)) {
    const tally = await keepRows(database, ({ wrapped }) => wrapped.tally(tree, epoch.id), actId);
    const rows = tally.values().reduce((sum, count) => sum + count, 0);
    const { createdAt, retiredAt, suite } = epoch;
    shown.push({
      createdAt: instant(createdAt), suite, dueAt: instant(createdAt + EPOCH_MS_MAX), rows,
      isDue: retiredAt === undefined && isEpochDue(epoch, { now, wraps: rows }),
      ...(retiredAt === undefined ? {} : { retiredAt: instant(retiredAt) }),
    });
    if (running?.fromId !== epoch.id) continue;
    const ends = retiredAt === undefined ? {} : { endsFrom: instant(retiredAt + LEASE_MS) };
    rotation = { phase: running.phase, waiting: rows, ...ends };
  }
  const erasuresWaiting = (await releasedRows(database).pending(tree)).length;
  return { tree, epochs: shown, erasuresWaiting, ...(rotation === undefined ? {} : { rotation }) };
};

/** The keys of a platform as administrators see them: ages, counts and acts; no id and no byte of a key. */
export const keysShown = async (parts: KeepingParts, actId: string): Promise<KeysShown> => {
  const { deployment, keyPlace } = parts;
  const { keyStore, epochs, clock } = deployment;
  const trees: TreeShown[] = [];
  for (const tree of TREES) trees.push(await treeShown(parts, tree, actId));
  const rows = await operating(deployment, ({ keeperActs }) =>
    keeperActs.list({ kinds: ['keyRotation'], limit: ACTS_MAX }));
  return {
    store: keyPlace, suites: [...keyStore.suites], termDays: EPOCH_MS_MAX / DAY_MILLIS, trees,
    idleRoots: (await idleRoots({ keyStore, epochs })).length,
    rotations: rows.map((row) => keeperActShown(deployment, row, clock())),
  };
};
