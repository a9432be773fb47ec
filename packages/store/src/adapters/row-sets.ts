import { type RawBuilder, sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { Crossing } from '../ports/wall.ts';
import type { ShapedTable } from './row-shape.ts';
import { columnsOf, ID_COLUMNS, type KeptPlace, type KeptTable } from './row-store.ts';

/** Rows of a table, and the column that names them by an id in whose shard they live. */
export type SetPlace = Readonly<{ schema: string; table: ShapedTable; column: string }>;

/** LIMIT: ids of one statement. */
const IDS_MAX = 1000;

/** Runs for one statement each; a distributed database is told one at a time, each in its own shard. */
const runs = <T>(connection: Connection, all: readonly T[]): readonly (readonly T[])[] => {
  const size = isDistributed(connection) ? 1 : IDS_MAX;
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, at) => all.slice(at * size, (at + 1) * size));
};

/** Ids as rows to join with, each beside its shard. */
const wantedIds = (ids: readonly string[]): RawBuilder<unknown> =>
  sql`unnest(${ids.map(shardKeyOf)}::integer[], ${[...ids]}::uuid[]) as wanted (shard, named)`;

const tableOf = ({ schema, table }: Pick<SetPlace, 'schema' | 'table'>): RawBuilder<unknown> =>
  sql.table(`${schema}.${table}`);

const isWanted = (column: string): RawBuilder<unknown> =>
  sql`target.shard_key = wanted.shard and ${sql.ref(`target.${column}`)} = wanted.named`;

/** Rows that any of these ids names; in no order. */
export const rowsNamed = async <Row>(
  connection: Connection, place: SetPlace, ids: readonly string[],
): Promise<readonly Row[]> => {
  const found: Row[] = [];
  const columns = columnsOf(place.table);
  for (const run of runs(connection, [...new Set(ids)])) {
    const [only] = run;
    const statement = run.length === 1 && only !== undefined
      ? sql<Row>`select ${columns} from ${tableOf(place)}
          where shard_key = ${shardKeyOf(only)} and ${sql.ref(place.column)} = ${only}`
      : sql<Row>`select ${columns} from ${wantedIds(run)}
          join ${tableOf(place)} as target on ${isWanted(place.column)}`;
    found.push(...(await statement.execute(connection)).rows);
  }
  return found;
};

/** Deletes the rows that any of these ids names; the id of each deleted row, as often as it named one. */
export const removeNamed = async (
  connection: Connection, place: SetPlace, ids: readonly string[],
): Promise<readonly string[]> => {
  const gone: string[] = [];
  for (const run of runs(connection, [...new Set(ids)])) {
    const [only] = run;
    const column = sql.ref(place.column);
    const { rows } = await (run.length === 1 && only !== undefined
      ? sql<Readonly<{ id: string }>>`delete from ${tableOf(place)}
          where shard_key = ${shardKeyOf(only)} and ${column} = ${only} returning ${column} as id`
      : sql<Readonly<{ id: string }>>`delete from ${tableOf(place)} as target
          using ${wantedIds(run)} where ${isWanted(place.column)}
          returning ${sql.ref(`target.${place.column}`)} as id`)
      .execute(connection);
    gone.push(...rows.map(({ id }) => id));
  }
  return gone;
};

/** Rows as they were seen, each with its version, to join with. */
const seenRows = (seen: readonly Crossing[]): RawBuilder<unknown> =>
  sql`unnest(${seen.map(({ id }) => shardKeyOf(id))}::integer[], ${seen.map(({ id }) => id)}::uuid[],
    ${seen.map(({ expected }) => expected)}::integer[]) as seen (shard, named, version)`;

const isSeen = (table: KeptTable): RawBuilder<unknown> =>
  sql`target.shard_key = seen.shard and ${sql.ref(`target.${ID_COLUMNS[table]}`)} = seen.named
    and target.version = seen.version`;

type Ids = readonly Readonly<{ id: string }>[];

const changeSeen = async (
  connection: Connection, seen: readonly Crossing[],
  statementFor: (run: readonly Crossing[]) => RawBuilder<Ids[number]>,
): Promise<ReadonlySet<string>> => {
  const changed = new Set<string>();
  for (const run of runs(connection, seen)) {
    const { rows } = await statementFor(run).execute(connection);
    for (const { id } of rows) changed.add(id);
  }
  return changed;
};

/** Counts the version of rows up that still have the one they were seen at; the ids of those. */
export const claimSeen = (
  connection: Connection, { side, table }: KeptPlace<KeptTable>, seen: readonly Crossing[],
): Promise<ReadonlySet<string>> => {
  const [place, column] = [sql.table(`${side}.${table}`), ID_COLUMNS[table]];
  return changeSeen(connection, seen, (run) => {
    const [only] = run;
    return run.length === 1 && only !== undefined
      ? sql`update ${place} set version = version + 1 where shard_key = ${shardKeyOf(only.id)}
          and ${sql.ref(column)} = ${only.id} and version = ${only.expected}
          returning ${sql.ref(column)} as id`
      : sql`update ${place} as target set version = target.version + 1 from ${seenRows(run)}
          where ${isSeen(table)} returning ${sql.ref(`target.${column}`)} as id`;
  });
};

/** Deletes rows that still have the version they were seen at; the ids of those. */
export const removeSeen = (
  connection: Connection, { side, table }: KeptPlace<KeptTable>, seen: readonly Crossing[],
): Promise<ReadonlySet<string>> => {
  const [place, column] = [sql.table(`${side}.${table}`), ID_COLUMNS[table]];
  return changeSeen(connection, seen, (run) => {
    const [only] = run;
    return run.length === 1 && only !== undefined
      ? sql`delete from ${place} where shard_key = ${shardKeyOf(only.id)}
          and ${sql.ref(column)} = ${only.id} and version = ${only.expected}
          returning ${sql.ref(column)} as id`
      : sql`delete from ${place} as target using ${seenRows(run)}
          where ${isSeen(table)} returning ${sql.ref(`target.${column}`)} as id`;
  });
};
