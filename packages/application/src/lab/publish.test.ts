import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import fc from 'fast-check';
import type { ClauseCount } from '@fengcun/policy';
import type { PackResult, SimulationResult } from '../simulation/result.ts';
import { narrowed } from './narrowing.ts';
import { publishResult } from './publish-result.ts';
import { possibleRecords, roundedRecords } from './rounded.ts';

const packOf = (seals: readonly (readonly [number, number])[], others: readonly number[], years: Readonly<Record<string, number>>): PackResult => {
  const clauses: ClauseCount[] = [
    ...seals.map(([now, later], i) => ({ clause: `seal-${i}`, outcome: 'mustSeal', records: now + later, later })),
    ...others.map((records, i) => ({ clause: i === 0 ? 'unknownFacts' : `keep-${i}`, outcome: i === 0 ? 'needsReview' : 'mustNotSeal', records, later: 0 })),
  ];
  return {
    pack: 'x', version: civil('2026-01-01'), status: 'proposal', hash: 'h', switches: {}, clauses, sealsByYear: years,
    coverage: { sealedNow: 0, sealedLater: 0, notSealed: 0, notCovered: 0, review: 0, undetermined: 0 }, openFacts: [], missingFacts: [],
  };
};

const resultOf = (pack: PackResult, kind: 'real' | 'synthetic' = 'real'): SimulationResult => {
  const rows = pack.clauses.reduce((sum, { records }) => sum + records, 0);
  return {
    simulation: 1, runId: 'r', complete: true, asOf: civil('2026-06-01'), matter: 'seal', threads: 1,
    population: { name: 'p', hash: 'h', kind, source: 's', rows, read: rows }, packs: [pack], seconds: { total: 0, deciding: 0, cpu: 0 },
  };
};

/** Seals of one clause before and after, spread over two years; clauses that keep; unknown ones. */
const small = fc.record({
  past: fc.integer({ min: 0, max: 40 }), ahead: fc.integer({ min: 0, max: 25 }), other: fc.integer({ min: 0, max: 30 }),
  unknown: fc.integer({ min: 0, max: 15 }),
});

type Possible = Readonly<{ past: number; ahead: number; other: number; unknown: number }>;

/** Every population that gives what is told, found by trying all: the strongest reader there is. */
const consistent = (told: PackResult, rows: number): readonly Possible[] => {
  const rounding = told.rounding;
  assert.ok(rounding !== undefined);
  const of = (clause: string): ClauseCount => told.clauses.find((each) => each.clause === clause) ?? { clause, outcome: '', records: 0, later: 0 };
  const fits = (records: number, shown: number, base = rounding.base): boolean => roundedRecords(records, base) === shown;
  const seal = of('seal-0');
  const found: Possible[] = [];
  for (let past = 0; past <= rows; past += 1) {
    if (!fits(past, seal.records - seal.later)) continue;
    for (let ahead = 0; past + ahead <= rows; ahead += 1) {
      if (!fits(ahead, seal.later)) continue;
      if (rounding.years !== null && (!fits(past, told.sealsByYear['2025'] ?? 0, rounding.years) || !fits(ahead, told.sealsByYear['2027'] ?? 0, rounding.years))) continue;
      for (let unknown = 0; past + ahead + unknown <= rows; unknown += 1) {
        const other = rows - past - ahead - unknown;
        if (fits(unknown, of('unknownFacts').records) && fits(other, of('keep-1').records)) found.push({ past, ahead, other, unknown });
      }
    }
  }
  return found;
};

test('attack: whoever knows the rule, everything told and the exact total finds no small cell, nor any number to fewer than five', () => {
  let withheld = 0;
  fc.assert(fc.property(small, (truth) => {
    const rows = truth.past + truth.ahead + truth.other + truth.unknown;
    const result = resultOf(packOf([[truth.past, truth.ahead]], [truth.unknown, truth.other], { 2025: truth.past, 2027: truth.ahead }));
    const [told] = publishResult(result).packs;
    assert.ok(told !== undefined);
    if (told.rounding?.base === 0) { withheld += 1; return; }
    const possible = consistent(told, rows);
    assert.ok(possible.some((each) => JSON.stringify(each) === JSON.stringify({ past: truth.past, ahead: truth.ahead, other: truth.other, unknown: truth.unknown })));
    for (const name of ['past', 'ahead', 'other', 'unknown'] as const) {
      const values = new Set(possible.map((each) => each[name]));
      const records = truth[name];
      if (records === 0) continue;
      assert.ok(values.size >= 5, `${name}: ${records} is one of ${[...values].join()}`);
      if (records < 10) assert.ok(values.has(0), `${name}: ${records} is known not to be empty`);
    }
  }), { seed: 286, numRuns: 150 });
  assert.ok(withheld < 60, `${withheld} of 150 tiny populations withheld`);
});

test('the attack has teeth: exact margins beside rounded cells give a cell back', () => {
  // 23 = 20 + 3 where the total and the large cell were told exactly.
  const [, low] = narrowed([[20, 20], possibleRecords(roundedRecords(3))], [{ places: [0, 1], least: 23, most: 23 }]);
  assert.deepEqual(low, [3, 3]);
});

test('every margin is the sum of what is told, and nothing is told from 1 to 9', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(3000), fc.nat(500)), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(900), { minLength: 2, maxLength: 5 }), (seals, others) => {
    const pack = packOf(seals, others, { 2025: seals.reduce((sum, [now]) => sum + now, 0), 2027: seals.reduce((sum, [, later]) => sum + later, 0) });
    const [told] = publishResult(resultOf(pack)).packs;
    assert.ok(told !== undefined);
    const { coverage, clauses } = told;
    assert.equal(Object.values(coverage).reduce((sum, n) => sum + n, 0), clauses.reduce((sum, { records }) => sum + records, 0));
    for (const number of [...Object.values(coverage), ...Object.values(told.sealsByYear), ...clauses.flatMap(({ records, later }) => [records, later])]) {
      assert.ok(number === 0 || number >= 10, String(number));
    }
  }), { seed: 286, numRuns: 200 });
});

test('a number told stands for those that round to it, and for no other', () => {
  for (const base of [10, 20, 50, 100]) {
    for (let records = 0; records < 500; records += 1) {
      const [least, most] = possibleRecords(roundedRecords(records, base), base);
      assert.ok(records >= least && records <= most, `${records} by ${base}`);
      assert.equal(roundedRecords(least, base), roundedRecords(records, base));
      assert.equal(roundedRecords(most, base), roundedRecords(records, base));
    }
  }
});

test('invented people need no protection', () => {
  const result = resultOf(packOf([[3, 1]], [2, 1], { 2025: 3, 2027: 1 }), 'synthetic');
  assert.equal(publishResult(result), result);
});
