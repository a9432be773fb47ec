import { assert, err, ok, type Result } from '@fengcun/kernel';
import { encodeBundle, TILE_WIDTH } from '@fengcun/ledger';
import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOfName } from '../identity/sharded-id.ts';
import type {
  Batch, Claim, Leaf, LeafReader, LeafRefusal, LeafStore, Lease, TreeAdvance,
} from '../ports/leaf-store.ts';
import { insertRows } from './insert-rows.ts';

const HASH_BYTES = 32;

/**
 * The partial tiles of all levels, lowest first, from one run of bytes: the size of a tree fixes the width
 * of each. @see C2SP tlog-tiles, Partial tiles
 */
export const splitEdge = (size: number, bytes: Uint8Array): readonly Uint8Array[] => {
  const edge: Uint8Array[] = [];
  let at = 0;
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) {
    const length = (hashes % TILE_WIDTH) * HASH_BYTES;
    edge.push(bytes.subarray(at, at + length));
    at += length;
  }
  assert(at === bytes.length, 'a stored edge fits the size of its tree');
  return edge;
};

const leavesFrom = async (
  connection: Connection, range: Readonly<{ logId: string; from: number; limit: number }>,
): Promise<readonly Leaf[]> =>
  connection.withSchema('ledger').selectFrom('auditLeaf')
    .select(['leafIndex as index', 'entryId', 'leafHash', 'entry'])
    .where('shardKey', '=', shardKeyOfName(range.logId)).where('logId', '=', range.logId)
    .where('leafIndex', '>=', range.from).orderBy('leafIndex').limit(range.limit).execute();

const readTree = async (
  connection: Connection, logId: string, treeName: string,
): ReturnType<LeafStore['tree']> => {
  const row = await connection.withSchema('ledger').selectFrom('treeState')
    .select(['treeSize', 'root', 'edge'])
    .where('shardKey', '=', shardKeyOfName(logId)).where('logId', '=', logId)
    .where('treeName', '=', treeName).executeTakeFirst();
  if (row === undefined) return { size: 0, edge: [], bundle: new Uint8Array(0), root: undefined };
  const { treeSize: size, root } = row;
  const width = size % TILE_WIDTH;
  const last = width === 0 ? [] : await leavesFrom(connection, { logId, from: size - width, limit: width });
  assert(last.length === width, 'every leaf below the size of a tree is stored');
  const bundle = encodeBundle(last.map(({ entry }) => entry));
  return { size, edge: splitEdge(size, row.edge), bundle, root };
};

const claimLease = async (connection: Connection, claim: Claim): Promise<Result<Lease, LeafRefusal>> => {
  const leases = connection.withSchema('ledger');
  const { logId, holder, now, until } = claim;
  const shardKey = shardKeyOfName(logId);
  const first = { shardKey, logId, epoch: 0, holder, leasedUntil: now } satisfies Tables['sequencerLease'];
  await leases.insertInto('sequencerLease').values(first)
    .onConflict((conflict) => conflict.columns(['shardKey', 'logId']).doNothing()).execute();
  const taken = await leases.updateTable('sequencerLease')
    .set((row) => ({ epoch: row('epoch', '+', 1), holder, leasedUntil: until }))
    .where('shardKey', '=', shardKey).where('logId', '=', logId)
    .where((row) => row.or([row('holder', '=', holder), row('leasedUntil', '<=', now)]))
    .returning(['epoch', 'holder', 'leasedUntil']).executeTakeFirst();
  return taken === undefined ? err({ code: 'LEASE_HELD' }) : ok(taken);
};

/** Holds the lease for the transaction: a new claim waits until this batch is committed, or makes it fail. */
const holdsLease = async (connection: Connection, { logId, epoch }: Batch): Promise<boolean> => {
  const { numUpdatedRows } = await connection.withSchema('ledger').updateTable('sequencerLease')
    .set({ epoch })
    .where('shardKey', '=', shardKeyOfName(logId)).where('logId', '=', logId).where('epoch', '=', epoch)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

const advanceTree = async (connection: Connection, batch: Batch, tree: TreeAdvance): Promise<boolean> => {
  const trees = connection.withSchema('ledger');
  const { logId, expectedSize } = batch;
  const shardKey = shardKeyOfName(logId);
  const state = { treeSize: tree.size, root: tree.root, edge: new Uint8Array(Buffer.concat(tree.edge)) };
  splitEdge(state.treeSize, state.edge); // Asserted before it is written and again when it is read.
  if (expectedSize === 0) {
    const { numInsertedOrUpdatedRows } = await trees.insertInto('treeState')
      .values({ shardKey, logId, treeName: tree.treeName, ...state })
      .onConflict((conflict) => conflict.columns(['shardKey', 'logId', 'treeName']).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await trees.updateTable('treeState').set(state)
    .where('shardKey', '=', shardKey).where('logId', '=', logId).where('treeName', '=', tree.treeName)
    .where('treeSize', '=', expectedSize).executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

/** Removes what was taken; asked of every shard by entry id, with the count as proof that all were there. */
const removePending = async (connection: Connection, { logId, taken }: Batch): Promise<boolean> => {
  if (taken.length === 0) return true;
  const { numDeletedRows } = await connection.withSchema('ledger').deleteFrom('auditPending')
    .where('entryId', 'in', taken.map(({ entryId }) => entryId)).where('logId', '=', logId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(taken.length);
};

const writeBatch = async (connection: Connection, batch: Batch): Promise<Result<void, LeafRefusal>> => {
  const { logId, expectedSize, leaves, trees } = batch;
  const isContiguous = leaves.every(({ index }, at) => index === expectedSize + at);
  assert(isContiguous && leaves.length > 0, 'a batch continues the log without gaps');
  assert(trees.every(({ size }) => size === expectedSize + leaves.length), 'every tree takes every leaf');
  if (!(await holdsLease(connection, batch))) return err({ code: 'LEASE_LOST' });
  for (const tree of trees) {
    if (!(await advanceTree(connection, batch, tree))) return err({ code: 'SIZE_CHANGED' });
  }
  const shardKey = shardKeyOfName(logId);
  const rows = leaves.map(({ index, ...leaf }) =>
    ({ ...leaf, leafIndex: index, logId, shardKey } satisfies Tables['auditLeaf']));
  await insertRows(connection, { schema: 'ledger', table: 'auditLeaf' }, rows);
  return (await removePending(connection, batch)) ? ok(undefined) : err({ code: 'PENDING_CHANGED' });
};

/** The sequencer's stores over an open transaction. */
export const leafStore = (connection: Connection): LeafStore => ({
  claim: (claim) => claimLease(connection, claim),
  pending: (logId, limit) =>
    connection.withSchema('ledger').selectFrom('auditPending').select(['shardKey', 'entryId', 'entry'])
      .where('logId', '=', logId).orderBy('entryId').limit(limit).execute(),
  tree: (logId, treeName) => readTree(connection, logId, treeName),
  write: (batch) => writeBatch(connection, batch),
});

/** Leaves for the auditor, over an open transaction. */
export const leafReader = (connection: Connection): LeafReader => ({
  page: (range) => leavesFrom(connection, range),
  indexOf: async (logId, entryId) => {
    const row = await connection.withSchema('ledger').selectFrom('auditLeaf').select('leafIndex')
      .where('shardKey', '=', shardKeyOfName(logId)).where('logId', '=', logId)
      .where('entryId', '=', entryId).executeTakeFirst();
    return row?.leafIndex;
  },
  size: async (logId) => {
    const row = await connection.withSchema('ledger').selectFrom('auditLeaf')
      .select((read) => read.fn.max('leafIndex').as('last'))
      .where('shardKey', '=', shardKeyOfName(logId)).where('logId', '=', logId).executeTakeFirst();
    return row?.last === undefined || row.last === null ? 0 : row.last + 1;
  },
});
