import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { civil, present } from '@fengcun/kernel';
import { columnsOf, dayOf, knownFacts, loadPack, prepareDecider, slotsAt } from '@fengcun/policy';
import { makeBatch } from '@fengcun/population';
import { openDuckDb } from './duckdb.ts';
import { makePopulation, simulate, takePopulation } from './index.ts';
import { readMeta } from './read-meta.ts';
import { randomSheets } from './testing/random-facts.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fengcun-simulation-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const AS_OF = civil('2026-11-21');
// The last two look at the person's other entries.
const packs = ['proposals/cn-a1', 'proposals/cn-a2', 'proposals/cn-a3', 'proposals/cn-c', 'foreign/hk-297',
  'foreign/us-or-137-225'].map((id) => {
  const pack = loadPack(readFileSync(`${root}policies/${id}.yaml`, 'utf8'));
  return present(pack.ok ? pack.value : undefined, id);
});

test('records taken from JSONL: the counts of a simulation are those of the interpreter, fact by fact asked', async () => {
  const sheets = randomSheets(400, 7).map((sheet) => knownFacts(sheet));
  const from = join(folder, 'facts.jsonl');
  const path = join(folder, 'facts.parquet');
  writeFileSync(from, sheets.map((facts) => JSON.stringify(facts)).join('\n'));
  const taken = await takePopulation({ from, path, rows: 'facts', assumed: [] });
  assert.ok(taken.ok, JSON.stringify(taken));
  const result = await simulate({ path, packs, asOf: AS_OF, threads: 2 });
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual([result.value.complete, result.value.population.read, result.value.population.kind], [true, 400, 'real']);
  const again = randomSheets(400, 7);
  packs.forEach((pack, v) => {
    const decider = prepareDecider(pack, { asOf: AS_OF });
    assert.ok(decider.ok);
    const [byClause, asked, years] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
    const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
    for (const sheet of again) {
      const decision = decider.value.trace(sheet);
      count(byClause, decision.decidedBy);
      if (decision.sealFrom !== undefined) count(years, decision.sealFrom.slice(0, 4));
      if (decision.decidedBy === 'unknownFacts') decision.questions.forEach(({ fact }) => { if (fact !== undefined) count(asked, fact); });
    }
    const found = result.value.packs[v];
    assert.ok(found !== undefined);
    assert.deepEqual(Object.fromEntries(found.clauses.filter(({ records }) => records > 0).map(({ clause, records }) => [clause, records])),
      Object.fromEntries(found.clauses.flatMap(({ clause }) => (byClause.has(clause) ? [[clause, byClause.get(clause)]] : []))), pack.id);
    assert.deepEqual(new Map(found.openFacts.map(({ fact, records }): [string, number] => [fact, records]).toSorted()), new Map([...asked].sort()), pack.id);
    assert.deepEqual(found.sealsByYear, Object.fromEntries([...years].sort()), pack.id);
    assert.equal(Object.values(found.coverage).reduce((sum, n) => sum + n, 0), 400);
  });
});

test('the same seed gives the same population, hash and run; another seed another one; a batch can be made by itself', async () => {
  const make = async (name: string, seed: number): Promise<string> => {
    const path = join(folder, name);
    await makePopulation({ path, size: 5000, seed, from: civil('2024-01-01'), to: civil('2024-12-31') });
    const result = await simulate({ path, packs, asOf: AS_OF, threads: 1 });
    assert.ok(result.ok);
    return result.value.runId;
  };
  const [first, second, other] = [await make('a.parquet', 1), await make('b.parquet', 1), await make('c.parquet', 2)];
  assert.equal(first, second);
  assert.notEqual(first, other);
  const options = { seed: 1, years: { first: dayOf(civil('2024-01-01')), days: 366 } };
  assert.deepEqual(slotsAt(makeBatch(options, 4000, 10), 3), slotsAt(makeBatch(options, 0, 5000), 4003));
});

test('an aborted run keeps what is done and says that it is not complete', async () => {
  const path = join(folder, 'long.parquet');
  await makePopulation({ path, size: 200_000, seed: 3, from: civil('2024-01-01'), to: civil('2024-12-31') });
  const result = await simulate({ path, packs, asOf: AS_OF, threads: 1, signal: AbortSignal.abort() });
  assert.ok(result.ok);
  assert.equal(result.value.complete, false);
  assert.ok(result.value.population.read > 0 && result.value.population.read < 200_000);
  assert.equal(Object.values(result.value.packs[0]?.coverage ?? {}).reduce((sum, n) => sum + n, 0), result.value.population.read);
});

test('a CSV, a file without description and a bad record: taken, or refused in one sentence', async () => {
  const csv = join(folder, 'facts.csv');
  writeFileSync(csv, 'recordKind,penalty,executedTermMonths,charges,firstOffender\nconviction,fixedTermImprisonment,8,盗窃罪|诈骗罪,true\nconviction,,,,\n');
  const taken = await takePopulation({ from: csv, path: join(folder, 'csv.parquet'), rows: 'facts', assumed: [] });
  assert.ok(taken.ok);
  assert.deepEqual([taken.value.meta.rows, Object.keys(taken.value.meta.columns).length], [2, 5]);
  const missing = await simulate({ path: join(folder, 'csv.parquet'), packs, asOf: AS_OF });
  assert.ok(missing.ok && missing.value.packs[0]?.missingFacts.includes('bornOn'));
  const bad = join(folder, 'bad.jsonl');
  writeFileSync(bad, '{"recordKind":"conviction"}\n{"personName":"x"}\n');
  const refused = await takePopulation({ from: bad, path: join(folder, 'bad.parquet'), rows: 'facts', assumed: [] });
  assert.ok(!refused.ok && refused.error.message.startsWith('record 2: '));
  assert.ok(!(await readMeta(join(folder, 'csv.parquet').replace('csv', 'none')).catch(() => ({ ok: false }))).ok);
});

test('a file that is not as it describes itself is refused, and nothing is decided', async () => {
  const connection = await openDuckDb(1);
  const columns = { penalty: { kind: 'codes', values: ['fineOnly', 'unknown'] }, bornOn: { kind: 'day' } };
  const write = async (name: string, select: string, meta: object): Promise<string> => {
    const path = join(folder, name);
    const told = JSON.stringify({ format: 'fengcun-population', version: 1, kind: 'real', source: 'x', rows: 2, columns, ...meta });
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, KV_METADATA {fengcun: '${told}'})`);
    return path;
  };
  const good = "SELECT (i % 2)::UTINYINT AS penalty, DATE '1990-01-01' AS \"bornOn\" FROM range(2) r(i)";
  const table: readonly (readonly [string, string, object, boolean])[] = [
    ['as described', good, {}, true],
    ['a code without a value', good.replace('i % 2', 'i + 1'), {}, false],
    ['a code that is NULL', good.replace('(i % 2)', 'nullif(i, 1)'), {}, false],
    ['codes of another type', good.replace('UTINYINT', 'BIGINT'), {}, false],
    ['a day outside the calendar', good.replace('1990', '2990'), {}, false],
    ['another number of records', good, { rows: 3 }, false],
    ['a column that is no fact', good, { columns: { ...columns, idNumber: { kind: 'day' } } }, false],
    ['a value that the schema does not have', good, { columns: { ...columns, penalty: { kind: 'codes', values: ['x', 'unknown'] } } }, false],
  ];
  for (const [i, [name, select, meta, isGood]] of table.entries()) {
    const read = await readMeta(await write(`file-${i}.parquet`, select, meta));
    assert.equal(read.ok, isGood, `${name} ${JSON.stringify(read)}`);
  }
  connection.closeSync();
});

test('columns of sheets hold every value they were made from', () => {
  const sheets = randomSheets(50, 3);
  const columns = columnsOf(sheets);
  sheets.forEach((sheet, row) => assert.deepEqual(slotsAt(columns, row), slotsAt(columnsOf([sheet]), 0)));
});
