import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import { shardKeyOfName } from '../identity/sharded-id.ts';
import type {
  EpochRow, EpochRows, KeyRows, ReleasedSerials, RotationRow, RotationRows,
} from '../ports/key-stores.ts';
import { wrappedKeys } from './wrapped-keys.ts';

/** A handful of rows, so that one shard holds them all. */
const SHARD = shardKeyOfName('keys');

const EPOCH = sql.raw('epoch_id, tree, suite, root_id, wrapped_key, created_at, retired_at');

const epochRows = (connection: Connection): EpochRows => {
  const find: EpochRows['find'] = async (epochId) => (await sql<EpochRow>`
    select ${EPOCH} from "keys"."epoch" where shard_key = ${SHARD} and epoch_id = ${epochId}`
    .execute(connection)).rows[0];
  return {
    find,
    list: async () => (await sql<EpochRow>`
      select ${EPOCH} from "keys"."epoch" where shard_key = ${SHARD} order by created_at, epoch_id`
      .execute(connection)).rows,
    succeed: async (next, retiredAt) => {
      if ((await find(next.epochId)) !== undefined) return;
      const { epochId, tree, suite, rootId, wrappedKey, createdAt } = next;
      await sql`update "keys"."epoch" set retired_at = ${retiredAt}
        where shard_key = ${SHARD} and tree = ${tree} and retired_at is null`.execute(connection);
      await sql`insert into "keys"."epoch" ("shard_key", ${EPOCH})
        values (${SHARD}, ${epochId}, ${tree}, ${suite}, ${rootId}, ${wrappedKey}, ${createdAt}, null)`
        .execute(connection);
    },
    remove: async (epochId) => {
      await sql`delete from "keys"."epoch" where shard_key = ${SHARD} and epoch_id = ${epochId}`
        .execute(connection);
    },
  };
};

const ROTATION = sql.raw('tree, from_id, to_id, root_id, suite, phase, after_row');

const rotationRows = (connection: Connection): RotationRows => ({
  find: async (tree) => (await sql<RotationRow>`
    select ${ROTATION} from "keys"."rotation" where shard_key = ${SHARD} and tree = ${tree}`
    .execute(connection)).rows[0],
  save: async ({ tree, fromId, toId, rootId, suite, phase, afterRow }) => {
    await sql`insert into "keys"."rotation" ("shard_key", ${ROTATION})
      values (${SHARD}, ${tree}, ${fromId}, ${toId}, ${rootId}, ${suite}, ${phase}, ${afterRow})
      on conflict (shard_key, tree) do update set phase = excluded.phase, after_row = excluded.after_row`
      .execute(connection);
  },
  clear: async (tree) => {
    await sql`delete from "keys"."rotation" where shard_key = ${SHARD} and tree = ${tree}`
      .execute(connection);
  },
});

const releasedSerials = (connection: Connection): ReleasedSerials => ({
  add: async (tree, serials) => {
    if (serials.length === 0) return;
    const rows = serials.map((serial) => sql`(${SHARD}, ${tree}, ${serial})`);
    await sql`insert into "keys"."released_serial" ("shard_key", tree, serial)
      values ${sql.join(rows)} on conflict do nothing`.execute(connection);
  },
  list: async (tree) => {
    const { rows } = await sql<Readonly<{ serial: number }>>`
      select serial from "keys"."released_serial" where shard_key = ${SHARD} and tree = ${tree}
      order by serial`.execute(connection);
    return rows.map(({ serial }) => serial);
  },
  remove: async (tree, serials) => {
    await sql`delete from "keys"."released_serial"
      where shard_key = ${SHARD} and tree = ${tree} and serial = any(${[...serials]}::bigint[])`
      .execute(connection);
  },
});

/** Wrapped keys of all kinds, over an open transaction of the sealing service. */
export const keyRows = (connection: Connection): KeyRows => ({
  epochs: epochRows(connection), rotations: rotationRows(connection), released: releasedSerials(connection),
  wrapped: wrappedKeys(connection),
});
