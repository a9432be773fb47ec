import { Fault } from '@fengcun/kernel';
import { sql } from 'kysely';
import { ROLE_NAMES } from '../database/roles.ts';
import type { Connection } from '../database/tables.ts';

/** Small tables every shard has whole; they need no shard key. */
export const REFERENCE_TABLES = ['ops.retention_rule'] as const;

/** Tables that stay on one server: read at start only. */
export const LOCAL_TABLES = ['ops.migration'] as const;

/** The table the others are placed beside, shard by shard. */
const FIRST = 'open.subject';

const RECORD_TABLES = [
  'subject', 'record', 'holder', 'criminal_case', 'stage_record', 'attachment', 'subject_term', 'event',
  'inbox', 'proceeding',
];

const perSide = (side: 'open' | 'sealed'): readonly string[] =>
  RECORD_TABLES.map((table) => `${side}.${table}`);

/** Every distributed table; what is referred to stands before what refers to it. */
export const DISTRIBUTED_TABLES: readonly string[] = [
  ...perSide('open'), ...perSide('sealed'), 'ledger.audit_pending', 'ledger.audit_leaf', 'ledger.tree_state',
  'ledger.sequencer_lease', 'ledger.commitment_key', 'ops.outbox', 'ops.idempotency_key',
  'ops.exception_item', 'ops.upload', 'ops.job_cursor', 'ops.account', 'ops.account_term',
  'ops.second_factor', 'ops.session', 'ops.joint_act', 'ops.keeper_act', 'ops.rate_bucket', 'keys.epoch',
  'keys.rotation', 'keys.released_serial', 'sealed.held_message', 'open.conviction_mark', 'open.number_series',
];

const hasCitus = async (connection: Connection): Promise<boolean> => {
  const { rows } = await sql`select 1 from pg_catalog.pg_extension where extname = 'citus'`
    .execute(connection);
  return rows.length === 1;
};

const placedTables = async (connection: Connection): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<Readonly<{ name: string }>>`
    select format('%s.%s', nspname, relname) as name
    from pg_catalog.pg_dist_partition
    join pg_catalog.pg_class c on c.oid = logicalrelid
    join pg_catalog.pg_namespace n on n.oid = relnamespace
    where partmethod = 'h' or (partmethod = 'n' and repmodel = 't')`.execute(connection);
  return new Set(rows.map(({ name }) => name));
};

/** Whether the tables are spread over several servers. */
export const isDistributedDatabase = async (connection: Connection): Promise<boolean> =>
  (await hasCitus(connection)) && (await placedTables(connection)).has(FIRST);

/** How many shards to cut the tables into; fixed for good, so a few for each core one may come to need. */
export type DistributionOptions = Readonly<{ shardCount: number }>;

/**
 * Spreads the tables of a migrated database over the workers of a Citus cluster, all by `shard_key` and
 * co-located, so that an act stays on one worker; run again it places only what is new. The connection
 * belongs to an administrator of the cluster. The service roles must be able to log in to the workers from
 * the coordinator (pg_hba.conf of the workers), since Citus keeps the role of the statement.
 * Fault: CITUS_MISSING. The number of tables that were placed.
 */
export const distributeTables = async (
  connection: Connection, { shardCount }: DistributionOptions,
): Promise<number> => {
  if (!(await hasCitus(connection))) {
    const what = 'the database has no extension citus';
    throw new Fault('CITUS_MISSING', `${what}; create it and add the workers first`);
  }
  const placed = await placedTables(connection);
  const missing = DISTRIBUTED_TABLES.filter((table) => !placed.has(table));
  for (const table of missing) {
    const how = table === FIRST
      ? sql`shard_count => ${sql.lit(shardCount)}` : sql`colocate_with => ${sql.lit(FIRST)}`;
    await sql`select pg_catalog.create_distributed_table(${sql.lit(table)}, 'shard_key', ${how})`
      .execute(connection);
  }
  const small = REFERENCE_TABLES.filter((table) => !placed.has(table));
  for (const table of small) {
    await sql`select pg_catalog.create_reference_table(${sql.lit(table)})`.execute(connection);
  }
  for (const role of Object.values(ROLE_NAMES)) await sql.raw(`alter role ${role} login`).execute(connection);
  const { rows } = await sql<Readonly<{ statement: string }>>`
    select format('alter database %I set citus.propagate_set_commands = ''local''', current_database())
      as statement`
    .execute(connection);
  // Row-level security asks for the act of the transaction on the workers as well.
  for (const { statement } of rows) await sql.raw(statement).execute(connection);
  return missing.length + small.length;
};
