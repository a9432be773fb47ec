import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { civil } from '@fengcun/kernel';
import {
  columnsOf, compileColumns, domainsOf, FACT_FIELDS, loadPack, newVerdicts, prepareDecider, verdictAt,
} from '@fengcun/policy';
import { compareSql } from './testing/compare-sql.ts';
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

test('every pack that ships: DuckDB = interpreter, those that look at other entries too', async () => {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(tableOf('duckdb', FACT_FIELDS));
  for (let from = 0; from < sheets.length; from += 200) {
    await connection.run(insertFacts('duckdb', sheets.slice(from, from + 200), FACT_FIELDS, from));
  }
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  for (const pack of packs) {
    const seen = await compareSql({ pack, asOf: AS_OF }, sheets, { dialect: 'duckdb', ask });
    assert.ok(seen.size > 2, `${pack.id}: chance reached only ${[...seen.keys()].join(', ')}`);
  }
  connection.closeSync();
});
