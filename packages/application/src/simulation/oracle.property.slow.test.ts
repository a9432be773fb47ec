import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { civil } from '@fengcun/kernel';
import { FACT_FIELDS, loadPack, packSql, parseFacts, prepareDecider } from '@fengcun/policy';
import fc from 'fast-check';
import { facts, matters, packText } from '../../../policy/src/evaluate/testing/generated-pack.ts';
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
    const variant = { pack: pack.value, asOf: AS_OF };
    const written = packSql(variant, { dialect: 'duckdb', table: 'records', id: 'id' });
    const decider = prepareDecider(pack.value, variant);
    assert.ok(written.ok && decider.ok);
    await connection.run(tableOf('duckdb', FACT_FIELDS));
    await connection.run(insertFacts('duckdb', sheets, FACT_FIELDS));
    const result = await connection.runAndReadAll(`${written.value.sql} ORDER BY id`);
    result.getRowObjectsJson().forEach((row, i) => {
      const sheet = sheets[i];
      assert.ok(sheet !== undefined);
      const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
      const place = Number(row['decided']);
      const by = place < 0 ? 'unknownFacts' : written.value.clauses[place] ?? 'otherwise';
      assert.deepEqual([row['outcome'], by, row['seal_from']], [outcome, decidedBy, sealFrom ?? null]);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    });
    assert.equal(result.currentRowCount, sheets.length);
  }), { seed: 286, numRuns: 60 });
  for (const kind of ['mustSeal', 'sealFrom', 'mustNotSeal', 'notCovered', 'needsReview']) {
    assert.ok((seen.get(kind) ?? 0) > 50, `only ${seen.get(kind) ?? 0} of ${kind}`);
  }
  connection.closeSync();
});
