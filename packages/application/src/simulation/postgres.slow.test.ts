import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { civil } from '@fengcun/kernel';
import { FACT_FIELDS, loadPack } from '@fengcun/policy';
import pg from 'pg';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import { compareSql } from './testing/compare-sql.ts';
import { insertFacts, tableOf } from './testing/fact-rows.ts';
import { randomSheets } from './testing/random-facts.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const AS_OF = civil('2026-11-21');
const sheets = randomSheets(800, 12);
let server: TestServer;
let client: pg.Client;

before(async () => {
  server = await startServer();
  client = new pg.Client({ connectionString: server.url, types: { getTypeParser: () => (text: string) => text } });
  await client.connect();
  await client.query(tableOf('postgresql', FACT_FIELDS));
  // Long statements over few rows: compiling them takes longer than running them.
  await client.query('SET jit = off');
  await client.query(insertFacts('postgresql', sheets, FACT_FIELDS));
});
after(async () => {
  await client.end();
  await server.stop();
});

test('PostgreSQL = interpreter for every pack that ships: outcome, clause, day, on unknown facts too', async () => {
  const paths = globSync('policies/**/*.yaml', { cwd: root, exclude: ['**/*.theorems.yaml'] }).sort();
  assert.ok(paths.length >= 22, `only ${paths.length} packs`);
  const ask = async (sql: string) => (await client.query(sql)).rows;
  for (const path of paths) {
    const pack = loadPack(readFileSync(root + path, 'utf8'));
    assert.ok(pack.ok);
    await compareSql({ pack: pack.value, asOf: AS_OF }, sheets, { dialect: 'postgresql', ask });
  }
});
