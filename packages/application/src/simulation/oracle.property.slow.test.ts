import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { civil } from '@fengcun/kernel';
import { FACT_FIELDS, loadPack, parseFacts } from '@fengcun/policy';
import fc from 'fast-check';
import { facts, matters, packText } from '../../../policy/src/evaluate/testing/generated-pack.ts';
import { compareSql } from './testing/compare-sql.ts';
import { insertFacts, tableOf } from './testing/fact-rows.ts';

const AS_OF = civil('2026-11-21');

test('DuckDB, by the SQL of a pack, says what the interpreter says: outcome, clause, day, on unknown facts too', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const seen = new Map<string, number>();
  await fc.assert(fc.asyncProperty(matters, fc.array(facts, { minLength: 20, maxLength: 60 }), async (law, people) => {
    const pack = loadPack(packText(law));
    assert.ok(pack.ok);
    const sheets = people.map((plain) => {
      const sheet = parseFacts(plain);
      assert.ok(sheet.ok);
      return sheet.value;
    });
    await connection.run(tableOf('duckdb', FACT_FIELDS));
    await connection.run(insertFacts('duckdb', sheets, FACT_FIELDS));
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
    const found = await compareSql({ pack: pack.value, asOf: AS_OF }, sheets, { dialect: 'duckdb', ask });
    found.forEach((count, key) => seen.set(key, (seen.get(key) ?? 0) + count));
  }), { seed: 286, numRuns: 60 });
  for (const kind of ['mustSeal', 'sealFrom', 'mustNotSeal', 'notCovered', 'needsReview']) {
    assert.ok((seen.get(kind) ?? 0) > 50, `only ${seen.get(kind) ?? 0} of ${kind}`);
  }
  connection.closeSync();
});
