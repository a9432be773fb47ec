import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { before, test } from 'node:test';
import { nativeSigner } from '@fengcun/crypto';
import { canonicalJson, type Json } from '@fengcun/kernel';
import { boundedTable, BOUNDS, type Bounds, type ExactTable, type Flow } from './bounding.ts';
import { CATALOGUE, cellsOf, type Product } from './catalogue.ts';
import { consistentCells } from './consistent-cells.ts';
import { consistentFamily } from './consistency.ts';
import type { NoisyCell } from './noisy-cell.ts';
import type { BudgetRelease } from './odometer.ts';
import type { Quarter } from './period.ts';
import { approximately, rational } from './rational.ts';
import { noisyBody, type ReleaseBody } from './release-body.ts';
import { discreteGaussian } from './samplers.ts';
import { signRelease, verifyRelease } from './signed-release.ts';
import { chiSquareLimit, shareBounds } from './testing/goodness.ts';
import { EIGHT, inventedSeal } from './testing/invented-flows.ts';
import { seededIntegers } from './testing/seeded-random.ts';

const [T1, T2, T3] = CATALOGUE as readonly [Product, Product, Product, Product];
const quarter = (text: string): Quarter => text as Quarter;
const reserved: BudgetRelease = {
  releaseId: 'T1-2026Q3', product: 'T1', period: '2026Q3', rho: '1/20', jobId: 'job-1', stage: 'reserved', reservedAt: '', seq: 1, previous: '0'.repeat(64),
};
const release = (product: Product, exact: ExactTable, seed: string): ReleaseBody => noisyBody({
  product, quarter: quarter('2026Q3'), exact, source: seededIntegers(seed), reserved: { ...reserved, releaseId: `${product.id}-2026Q3`, product: product.id }, codeHash: 'a'.repeat(64),
});
const crowd = Array.from({ length: 4000 }, (_, i) => inventedSeal(i, '2026Q3', (i * 7919) % 100_003));
const exactOf = (product: Product, flows: readonly Flow[] = crowd): ExactTable => boundedTable(product, quarter('2026Q3'), { flows });
const figure = (cell: NoisyCell | undefined): number => Number(cell?.at(-1));

/** How far the noise of a release is from what the law expects of its squares. */
const noiseOf = (body: ReleaseBody, exact: ExactTable): number =>
  body.cells.reduce((sum, cell) => sum + (figure(cell) - Number(exact.counts.get(cell.slice(0, -1).join('|')) ?? 0n)) ** 2, 0);
const hasNoise = (product: Product, noise: number): boolean => {
  const cells = cellsOf(product).length;
  const low = 2 * cells - chiSquareLimit(cells);
  const squares = noise / approximately(product.sigma2);
  return squares >= low && squares <= chiSquareLimit(cells);
};
test('every release has the noise of its law; with noise off, halved or doubled this test fails', () => {
  for (const product of [T1, T2, T3]) {
    const exact = exactOf(product);
    const noise = noiseOf(release(product, exact, `noise ${product.id}`), exact);
    assert.ok(hasNoise(product, noise), `${product.id} ${noise}`);
    for (const factor of [0, 0.25, 4]) assert.equal(hasNoise(product, noise * factor), false, `σ² × ${factor}`);
  }
});

/**
 * The strongest reader: knows everybody but one person, and every release of eight quarters; guesses whether
 * that person is in. Returns how much better than a coin it is (0 to 1), as bounds at the false-alarm level.
 */
const advantage = (bounds: Bounds, hasNoiseOn: boolean, rounds = 4000): readonly [number, number] => {
  const source = seededIntegers(`differencing ${bounds.lifetimeQuarters}`);
  const person = EIGHT.map((one) => inventedSeal(999_999, one));
  const shifts = [T1, T2, T3].flatMap((product) => EIGHT.map((one) => {
    const { counts } = boundedTable(product, quarter(one), { flows: person, bounds });
    return [...counts.values()].reduce((sum, count) => sum + Number(count), 0);
  }));
  const guess = (isIn: boolean): boolean => {
    const score = shifts.reduce((sum, shift) => {
      const seen = (isIn ? shift : 0) + (hasNoiseOn ? Number(discreteGaussian(source, T1.sigma2)) : 0);
      return sum + shift * (seen - shift / 2);
    }, 0);
    return score > 0;
  };
  let [hits, alarms] = [0, 0];
  for (let i = 0; i < rounds; i += 1) {
    hits += Number(guess(true));
    alarms += Number(guess(false));
  }
  const [high, low] = [shareBounds(hits, rounds), shareBounds(alarms, rounds)];
  return [high[0] - low[1], high[1] - low[0]];
};
const phi = (x: number): number => { // Zelen and Severo 26.2.17, 7.5e-8
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
};
test('differencing over eight quarters: who knows everybody else guesses one person no better than the budget of a life allows', () => {
  // Three tables in two quarters: ρ = 6/20, so that the exact bound of the advantage is 2Φ(√(2ρ)/2) − 1.
  const allowed = 2 * phi(Math.sqrt(2 * 0.3) / 2) - 1;
  const [low, high] = advantage(BOUNDS, true);
  assert.ok(low <= allowed, `${low} > ${allowed}`);
  assert.ok(high > 0.1, 'the reader is a strong one: a guess that is never right would prove nothing');
  assert.ok(advantage({ ...BOUNDS, lifetimeQuarters: 8 }, true)[0] > allowed, 'planted: without the bound of a life it guesses better');
  assert.ok(advantage(BOUNDS, false)[0] > 0.95, 'planted: without noise it knows');
});

test('averaging: asking for a release again gives the same bytes; noise drawn anew each time would give the count away', () => {
  const exact = exactOf(T1);
  const once = release(T1, exact, 'once');
  const again = Array.from({ length: 50 }, () => canonicalJson(once as unknown as Json));
  assert.equal(new Set(again).size, 1);
  const first = figure(once.cells[0]);
  const truth = Number(exact.counts.get('110000|ch1') ?? 0n);
  const source = seededIntegers('planted: drawn anew');
  const drawnAnew = Array.from({ length: 4000 }, () => truth + Number(discreteGaussian(source, T1.sigma2)));
  assert.equal(Math.round(drawnAnew.reduce((sum, x) => sum + x, 0) / drawnAnew.length), truth, 'planted: the mean of noise drawn anew is the count');
  assert.notEqual(first, Number.NaN);
});

type Table = readonly (readonly number[])[];
const sumOf = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0);

/** The old way: cells of 1 to 9 hidden, margins exact. Hidden cells alone in their row or column are found. */
const reconstructed = (table: Table, rows: readonly number[], columns: readonly number[]): number => {
  const known = table.map((row) => row.map((x): number | undefined => (x >= 1 && x <= 9 ? undefined : x)));
  const hidden = known.flat().filter((x) => x === undefined).length;
  const fill = (cells: readonly (readonly [number, number])[], total: number): boolean => {
    const open = cells.filter(([i, j]) => known[i]?.[j] === undefined);
    const [only] = open;
    if (open.length !== 1 || only === undefined) return false;
    const row = known[only[0]];
    if (row !== undefined) row[only[1]] = total - sumOf(cells.map(([i, j]) => known[i]?.[j] ?? 0));
    return true;
  };
  for (let moved = true; moved;) {
    moved = false;
    rows.forEach((total, i) => { moved = fill(columns.map((_, j) => [i, j] as const), total) || moved; });
    columns.forEach((total, j) => { moved = fill(rows.map((_, i) => [i, j] as const), total) || moved; });
  }
  const right = known.flatMap((row, i) => row.filter((x, j) => x === table[i]?.[j] && (x ?? 0) >= 1 && (x ?? 0) <= 9)).length;
  return right / hidden;
};
test('reconstruction: the old way of hiding small cells beside exact sums gives them away; from a release no small cell is certain', () => {
  // A quarter as the study simulated it: large cells, and one in twenty-five of 1 to 9 persons.
  const source = seededIntegers('table');
  const table = Array.from({ length: 31 }, () => Array.from({ length: 30 }, () =>
    (source.below(25n) === 0n ? 1 + Number(source.below(9n)) : 20 + Number(source.below(300n)))));
  const share = reconstructed(table, table.map(sumOf), Array.from({ length: 30 }, (_, j) => sumOf(table.map((row) => row[j] ?? 0))));
  assert.ok(share > 0.5, `negative control: ${share}`);
  // The best guess of a noisy cell is its figure: right as often as the noise is zero, 12.6 %.
  const exact = exactOf(T2);
  const body = release(T2, exact, 'reconstruction');
  const small = body.cells.filter((cell) => { const x = Number(exact.counts.get(cell.slice(0, -1).join('|')) ?? 0n); return x >= 1 && x <= 9; });
  const right = small.filter((cell) => figure(cell) === Number(exact.counts.get(cell.slice(0, -1).join('|')))).length;
  assert.ok(small.length >= 200, String(small.length));
  assert.ok(shareBounds(right, small.length)[0] <= 1 / Math.sqrt(2 * Math.PI * 10), `${right} of ${small.length}`);
});

test('weighted least squares: children add up to the best parent, nearer to the truth than the raw sum, and raw cells stay as they were', () => {
  const family = consistentFamily({ children: [10n, 20n, 30n], childVariance: rational(10n), parent: 72n, parentVariance: rational(30n) });
  assert.deepEqual(family.parent, rational(66n));
  assert.deepEqual(family.children, [rational(12n), rational(22n), rational(32n)]);
  const exact = exactOf(T1);
  const partner = release(T1, exact, 'partner');
  const truth = exactOf(T2);
  const raw = release(T2, truth, 'children');
  const made = consistentCells(T2, [{ releaseId: partner.releaseId, product: 'T1', cells: partner.cells }])(raw.cells);
  assert.deepEqual([made.method, made.with, made.by, made.cells.length], ['wls-2level', 'T1-2026Q3', 'province', raw.cells.length]);
  const error = (sums: ReadonlyMap<string, number>): number => {
    const real = new Map<string, number>();
    for (const [key, count] of exact.counts) { const p = key.slice(0, 6); real.set(p, (real.get(p) ?? 0) + Number(count)); }
    return sumOf([...sums].map(([key, sum]) => (sum - (real.get(key.slice(0, 6)) ?? 0)) ** 2));
  };
  const rawSums = new Map([...Map.groupBy(raw.cells, ([province]) => String(province))].map(([key, cells]) => [key, sumOf(cells.map(figure))] as const));
  assert.ok(error(new Map(made.totals.map(([key, text]) => [key, Number(text)]))) < error(rawSums));
  for (const [key, total] of made.totals) {
    const sum = sumOf(made.cells.filter(([province]) => province === key).map((cell) => Number(cell.at(-1))));
    assert.ok(Math.abs(sum - Number(total)) < 0.15, key);
  }
});

let signer: ReturnType<typeof nativeSigner>;
before(() => { signer = nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey); });
test('a release is what was signed: a changed figure, note, key or form is refused', async () => {
  const text = await signRelease(release(T1, exactOf(T1), 'signed'), signer);
  const key = Buffer.from(signer.publicKey).toString('base64');
  const read = verifyRelease(text, key);
  assert.ok(read.ok && read.value.cells.length === cellsOf(T1).length);
  const codeOf = (changed: string, with_ = key): string => { const done = verifyRelease(changed, with_); return done.ok ? 'ok' : done.error.code; };
  const figures = /"ch1",(-?\d+)\]/.exec(text);
  assert.ok(figures);
  assert.equal(codeOf(text.replace(figures[0], `"ch1",${Number(figures[1]) + 1}]`)), 'RELEASE_FORGED');
  assert.equal(codeOf(text.replace('随机噪声', '误差')), 'RELEASE_FORGED');
  assert.equal(codeOf(text.replace('"v":1', '"v": 1')), 'RELEASE_UNREADABLE');
  assert.equal(codeOf(text.slice(0, 500)), 'RELEASE_UNREADABLE');
  assert.equal(codeOf(text, Buffer.alloc(32, 7).toString('base64')), 'RELEASE_WRONG_KEY');
  const short = { ...release(T1, exactOf(T1), 'short') };
  const missing = await signRelease({ ...short, cells: short.cells.slice(1) }, signer);
  assert.equal(codeOf(missing), 'RELEASE_CELLS_WRONG');
});

test('a release tells nothing of the exact table: neither what was dropped nor how many were counted', () => {
  const exact = { ...exactOf(T1), dropped: 987_654 };
  const text = JSON.stringify(release(T1, exact, 'quiet'));
  assert.ok(!text.includes('987654') && !/dropped|exact|count/i.test(text));
  for (const word of ['随机噪声', '可能为负', '95%', '每人每季度至多计一次']) assert.ok(text.includes(word), word);
});
