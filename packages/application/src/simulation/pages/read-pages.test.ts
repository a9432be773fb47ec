import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import type { ColumnData } from '@fengcun/policy';
import { openDuckDb } from '../duckdb.ts';
import { readBlocks } from '../read-blocks.ts';
import { BadPage, readPageHeader } from './page-header.ts';
import { type PagePlan, planPages } from './page-plan.ts';
import { readPages } from './read-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-pages-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const UNKNOWN = -2_147_483_648;
const ROWS = 150_001;
const path = join(folder, 'a.parquet');

// Columns with every width of codes from one value to more than a dictionary takes, runs, gaps and one end to end NULL.
const COLUMNS: Readonly<Record<string, string>> = {
  sole: '7::UTINYINT', flag: '(hash(i) % 2)::UTINYINT', three: '(hash(i, 1) % 3)::UTINYINT',
  runs: '((i // 1000) % 5)::UTINYINT', mixed: 'if(i % 900 < 500, 1, hash(i, 2) % 9)::UTINYINT',
  wide: '(hash(i, 3) % 300)::USMALLINT', plain: '(hash(i, 4) % 60000)::USMALLINT',
  day: "DATE '1950-01-01' + (hash(i, 5) % 9000)::INTEGER",
  gaps: "if(hash(i, 6) % 4 = 0, NULL, DATE '2000-01-01' + (hash(i, 7) % 900)::INTEGER)",
  rare: "if(i % 5003 = 0, NULL, DATE '2001-01-01' + (i % 7)::INTEGER)", never: 'NULL::DATE',
};
const DAYS: ReadonlySet<string> = new Set(['day', 'gaps', 'rare', 'never']);

const write = async (to: string, packing: string): Promise<void> => {
  const connection = await openDuckDb(1);
  const select = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS "${name}"`).join(', ');
  await connection.run(`COPY (SELECT ${select} FROM range(${ROWS}) t(i)) TO '${to}' (FORMAT parquet, COMPRESSION ${packing})`);
  connection.closeSync();
};
before(() => write(path, 'uncompressed'));

const arrays = (length: number) => Object.keys(COLUMNS).map((name) => {
  const isDay = DAYS.has(name);
  const isWide = name === 'wide' || name === 'plain';
  const data: ColumnData = isDay ? new Int32Array(length) : isWide ? new Uint16Array(length) : new Uint8Array(length);
  const bounds = isDay ? { least: -25_567, most: 84_005, unknown: UNKNOWN } : { least: 0, most: isWide ? 60_000 : 9 };
  return { name, data, isDay, bounds };
});

type Arrays = ReturnType<typeof arrays>;

/** All rows of a file, block by block, put together again. */
const gather = (blockRows: number, read: (columns: Arrays, onBlock: (rows: number) => boolean) => Promise<void>) => {
  const columns = arrays(blockRows);
  const whole = columns.map(({ name }) => ({ name, numbers: [] as number[] }));
  return read(columns, (rows) => {
    columns.forEach(({ data }, c) => { for (let i = 0; i < rows; i += 1) whole[c]?.numbers.push(data[i] ?? 0); });
    return true;
  }).then(() => whole);
};

const pages = (file: string, plan: PagePlan, blockRows: number) => gather(blockRows, (columns, onBlock) =>
  readPages({ path: file, plan, groups: [0, plan.groups.length], columns, blockRows, onBlock }));

for (const packing of ['uncompressed', 'zstd']) {
  test(`pages read by ourselves hold what DuckDB reads: every width, runs, gaps (${packing})`, async () => {
    const file = join(folder, `${packing}.parquet`);
    await write(file, packing);
    const plan = present(await planPages(file), 'plan');
    const expected = await gather(65_536, (columns, onBlock) =>
      readBlocks({ path: file, from: 0, to: ROWS, columns, blockRows: 65_536, unknownDay: UNKNOWN, onBlock }));
    for (const blockRows of [16_384, 4099]) {
      const found = await pages(file, plan, blockRows);
      for (const [c, { name, numbers }] of expected.entries()) {
        assert.equal(found[c]?.numbers.length, ROWS, name);
        assert.ok(numbers.every((each, i) => each === found[c]?.numbers[i]), name);
      }
    }
  });
}

test('a packing or a type that is not read here is left to DuckDB', async () => {
  const file = join(folder, 'snappy.parquet');
  await write(file, 'snappy');
  assert.equal(await planPages(file), undefined);
});

test('a number that is none of its column is a damaged file, never a value', async () => {
  const plan = present(await planPages(path), 'plan');
  const columns = arrays(4096).map((each) => (each.name === 'wide' ? { ...each, bounds: { least: 0, most: 298 } } : each));
  await assert.rejects(readPages({ path, plan, groups: [0, 1], columns, blockRows: 4096, onBlock: () => true }), BadPage);
});

test('bytes changed anywhere: read in time and within the bounds of each column, or a BadPage; nothing else', async () => {
  const plan = present(await planPages(path), 'plan');
  const sound = readFileSync(path);
  const damaged = join(folder, 'damaged.parquet');
  copyFileSync(path, damaged);
  let refused = 0;
  for (let n = 0; n < 60; n += 1) {
    const bytes = Buffer.from(sound);
    // Half of the changes hit the first bytes of a column, where the headers are.
    const chunks = Object.values(present(plan.groups[0], 'group').chunks);
    const [offset] = present(chunks[n % chunks.length], 'chunk');
    const at = n % 2 === 0 ? offset + ((n * 7) % 40) : (n * 7919 * 31) % sound.length;
    bytes[at] = (bytes[at] ?? 0) ^ (1 + ((n * 37) % 255));
    writeFileSync(damaged, bytes);
    const columns = arrays(16_384);
    await readPages({ path: damaged, plan, groups: [0, 1], columns, blockRows: 16_384, onBlock: (rows) => {
      for (const { data, bounds, name } of columns) {
        for (let i = 0; i < rows; i += 1) {
          const value = data[i] ?? 0;
          assert.ok(value === UNKNOWN || (value >= bounds.least && value <= bounds.most), name);
        }
      }
      return true;
    } }).catch((error: unknown) => {
      if (!(error instanceof BadPage)) throw error;
      refused += 1;
    });
  }
  assert.ok(refused > 10, `${refused} refused`);
});

test('a header that claims a list without end is refused at once', () => {
  // Field 1, a list of 2^31 bytes.
  assert.throws(() => readPageHeader(Uint8Array.of(0x19, 0xf3, 0xff, 0xff, 0xff, 0xff, 0x07, 0), 0), BadPage);
  assert.throws(() => readPageHeader(Uint8Array.of(0x19, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07, 0), 0), BadPage);
  assert.throws(() => readPageHeader(new Uint8Array(0), 0), BadPage);
  assert.throws(() => readPageHeader(new Uint8Array(64).fill(0x1c), 0), BadPage);
});
