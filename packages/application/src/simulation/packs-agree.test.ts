import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { civil } from '@fengcun/kernel';
import {
  columnsOf, compileColumns, domainsOf, FACT_FIELDS, loadPack, newVerdicts, packSql, prepareDecider, verdictAt,
} from '@fengcun/policy';
import { insertFacts, tableOf } from './testing/fact-rows.ts';
import { randomSheets } from './testing/random-facts.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const AS_OF = civil('2026-11-21');

const packs = globSync('policies/**/*.yaml', { cwd: root, exclude: ['**/*.theorems.yaml'] }).sort().map((path) => {
  const pack = loadPack(readFileSync(root + path, 'utf8'));
  assert.ok(pack.ok, `${path} ${JSON.stringify(pack)}`);
  return pack.value;
});
const sheets = randomSheets(1200, 286);

test('every pack that ships: columnar, all in one pass = interpreter, in outcome, clause and day', () => {
  const variants = packs.map((pack) => ({ pack, asOf: AS_OF }));
  const columns = columnsOf(sheets);
  const program = compileColumns(variants, domainsOf(columns));
  assert.ok(program.ok);
  const written = newVerdicts(variants.length, sheets.length);
  program.value.write(columns, written)(0, sheets.length);
  variants.forEach((variant, v) => {
    const decider = prepareDecider(variant.pack, variant);
    assert.ok(decider.ok);
    const seen = new Set<string>();
    sheets.forEach((sheet, row) => {
      const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
      seen.add(decidedBy);
      assert.deepEqual(verdictAt(program.value, written, { variant: v, row }), { outcome, decidedBy, sealFrom }, variant.pack.id);
    });
    assert.ok(seen.size > 2, `${variant.pack.id}: chance reached only ${[...seen].join(', ')}`);
  });
});

/** Packs that SQL cannot say; each names the clause and the reason. */
const WITHOUT_SQL = ['de-bzrg-34', 'de-bzrg-46', 'hk-297', 'jp-34-2', 'pt-37-2015', 'uk-roa', 'us-mi', 'us-or-137-225', 'us-pa', 'us-ut'];

test('every pack that ships: DuckDB = interpreter, or the pack has no SQL and a sentence says why', async () => {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(tableOf('duckdb', FACT_FIELDS));
  await connection.run(insertFacts('duckdb', sheets, FACT_FIELDS));
  const refused: string[] = [];
  for (const pack of packs) {
    const variant = { pack, asOf: AS_OF };
    const written = packSql(variant, { dialect: 'duckdb', table: 'records', id: 'id' });
    const decider = prepareDecider(pack, variant);
    assert.ok(decider.ok);
    if (!written.ok) {
      assert.match(written.error.message, /^clause [\w-]+ of pack [\w-]+ has no SQL: /);
      refused.push(pack.id);
      continue;
    }
    const result = await connection.runAndReadAll(`${written.value.sql} ORDER BY id`);
    result.getRowObjectsJson().forEach((row, i) => {
      const sheet = sheets[i];
      assert.ok(sheet !== undefined);
      const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
      const place = Number(row['decided']);
      const by = place < 0 ? 'unknownFacts' : written.value.clauses[place] ?? 'otherwise';
      assert.deepEqual([row['outcome'], by, row['seal_from']], [outcome, decidedBy, sealFrom ?? null], pack.id);
    });
  }
  assert.deepEqual(refused, WITHOUT_SQL);
  connection.closeSync();
});
