import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { NOW } from '../testing/invented.ts';
import { distributeServer } from '../database/administration.ts';
import { openDatabase } from '../database/open-database.ts';
import { connectServer } from '../database/server.ts';
import { databaseContract } from '../testing/contract/database-contract.ts';
import { DISTRIBUTED_TABLES } from './distribution.ts';

/**
 * The same contract on a Citus cluster of three nodes: the URL is an administrator's at the coordinator, the
 * workers are added, their pg_hba.conf lets the coordinator in as the service roles.
 */
const url = process.env['FENGCUN_CITUS_URL'];

if (url === undefined) {
  test('citus: the contract on a cluster', { skip: 'FENGCUN_CITUS_URL is not set; give the URL of a Citus coordinator' }, () => undefined);
} else {
  databaseContract('citus', async (onStatement) => {
    const cluster = { url, now: NOW, shardCount: 16 };
    await distributeServer(cluster);
    assert.equal(await distributeServer(cluster), 0, 'a second run places nothing');
    return openDatabase({ kind: 'server', url, now: () => NOW, onStatement });
  });

  test('citus: every table is spread, co-located, and guarded on the workers too', async () => {
    const connection = connectServer({ url, max: 1, log: [] });
    const { rows } = await sql<Readonly<{ groups: number; tables: number; workers: number }>>`
      select count(distinct colocation_id) as groups, count(*) as tables,
        (select count(*) from pg_catalog.pg_dist_node where noderole = 'primary' and groupid > 0) as workers
      from public.citus_tables where citus_table_type = 'distributed'`.execute(connection);
    assert.deepEqual([rows[0]?.groups, rows[0]?.tables], [1, DISTRIBUTED_TABLES.length]);
    assert.ok((rows[0]?.workers ?? 0) >= 2, 'the cluster has at least two workers');
    const unguarded = await sql<Readonly<{ result: string }>>`
      select result from pg_catalog.run_command_on_shards('sealed.record', $command$
        select relrowsecurity and relforcerowsecurity and relowner = 'fengcun_owner'::regrole
          and not has_table_privilege('fengcun_writer', oid, 'select, insert, update, delete')
        from pg_class where oid = '%s'::regclass $command$) where result <> 't'`.execute(connection);
    assert.deepEqual(unguarded.rows, []);
    await connection.destroy();
  });
}
