import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { civil } from '@fengcun/kernel';
import { FACT_FIELDS, loadPack, packSql, prepareDecider } from '@fengcun/policy';
import pg from 'pg';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
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
  await client.query(insertFacts('postgresql', sheets, FACT_FIELDS));
});
after(async () => {
  await client.end();
  await server.stop();
});

test('PostgreSQL = interpreter for every pack that has SQL: outcome, clause, day, on unknown facts too', async () => {
  let packs = 0;
  for (const path of globSync('policies/**/*.yaml', { cwd: root, exclude: ['**/*.theorems.yaml'] }).sort()) {
    const pack = loadPack(readFileSync(root + path, 'utf8'));
    assert.ok(pack.ok);
    const variant = { pack: pack.value, asOf: AS_OF };
    const written = packSql(variant, { dialect: 'postgresql', table: 'records', id: 'id' });
    if (!written.ok) continue;
    packs += 1;
    const decider = prepareDecider(pack.value, variant);
    assert.ok(decider.ok);
    const { rows } = await client.query<Record<string, string | null>>(`${written.value.sql} ORDER BY id`);
    assert.equal(rows.length, sheets.length);
    rows.forEach((row, i) => {
      const sheet = sheets[i];
      assert.ok(sheet !== undefined);
      const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
      const place = Number(row['decided']);
      const by = place < 0 ? 'unknownFacts' : written.value.clauses[place] ?? 'otherwise';
      assert.deepEqual([row['outcome'], by, row['seal_from']], [outcome, decidedBy, sealFrom ?? null], pack.value.id);
    });
  }
  assert.ok(packs >= 12, `only ${packs} packs have SQL`);
});
