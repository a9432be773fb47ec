import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { civil } from '@fengcun/kernel';
import { FACT_FIELDS, type FactSheet, loadPack, parseFacts, type SqlDialectName } from '@fengcun/policy';
import fc from 'fast-check';
import pg from 'pg';
import { listFacts, listPacks } from '../../../policy/src/evaluate/testing/generated-lists.ts';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import { type AskRows, compareSql } from './testing/compare-sql.ts';
import { insertFacts, tableOf } from './testing/fact-rows.ts';

/**
 * The SQL of packs over lists of other entries against the interpreter, which itself is held against every
 * completion of the unknowns (policy, lists.property.slow.test.ts).
 */
const AS_OF = civil('2026-11-21');
let server: TestServer;
let client: pg.Client;
let connection: DuckDBConnection;

before(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  server = await startServer();
  client = new pg.Client({ connectionString: server.url, types: { getTypeParser: () => (text: string) => text } });
  await client.connect();
  // Statements of a thousand lines over sixty rows: compiling them takes longer than running them.
  await client.query('SET jit = off');
});
after(async () => {
  connection.closeSync();
  await client.end();
  await server.stop();
});

const ask: Readonly<Record<SqlDialectName, AskRows>> = {
  duckdb: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
  postgresql: async (sql) => (await client.query(sql)).rows,
};
const FIELDS = FACT_FIELDS.filter(({ name }) => [
  'decidedOn', 'sentenceServedOn', 'executedTermMonths', 'firstOffender', 'bornOn', 'otherEntries',
].includes(name));

const sheetOf = (plain: Readonly<Record<string, unknown>>): FactSheet => {
  const sheet = parseFacts(plain);
  assert.ok(sheet.ok, JSON.stringify(sheet));
  return sheet.value;
};

const store = async (dialect: SqlDialectName, sheets: readonly FactSheet[]): Promise<void> => {
  for (const statement of [tableOf(dialect, FIELDS), insertFacts(dialect, sheets, FIELDS)]) {
    await (dialect === 'duckdb' ? connection.run(statement) : client.query(statement));
  }
};

for (const dialect of ['duckdb', 'postgresql'] as const) {
  for (const monthEnd of ['lastDay', 'nextMonth'] as const) {
    test(`${dialect}, ${monthEnd}: packs over lists by chance are decided as by the interpreter`, async () => {
      const seen = new Map<string, number>();
      const people = fc.array(listFacts, { minLength: 60, maxLength: 60 });
      await fc.assert(fc.asyncProperty(fc.array(listPacks(monthEnd), { minLength: 6, maxLength: 6 }), people, async (texts, facts) => {
        const sheets = facts.map(sheetOf);
        await store(dialect, sheets);
        for (const text of texts) {
          const pack = loadPack(text);
          assert.ok(pack.ok, `${text} ${JSON.stringify(pack)}`);
          const found = await compareSql({ pack: pack.value, asOf: AS_OF }, sheets, { dialect, ask: ask[dialect] });
          found.forEach((count, key) => seen.set(key, (seen.get(key) ?? 0) + count));
        }
      }), { seed: 286, numRuns: 8, endOnFailure: true });
      for (const kind of ['mustSeal', 'sealFrom', 'mustNotSeal', 'notCovered', 'needsReview', 'unknownFacts']) {
        assert.ok((seen.get(kind) ?? 0) > 25, `only ${seen.get(kind) ?? 0} of ${kind}`);
      }
    });
  }
}
