import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boundedTable, BOUNDS, type Flow } from './bounding.ts';
import { CATALOGUE, cellsOf, type Product } from './catalogue.ts';
import { approximately } from './rational.ts';
import { EIGHT, inventedAct, inventedSeal } from './testing/invented-flows.ts';

const seal = fc.tuple(fc.nat(6), fc.constantFrom(...EIGHT), fc.nat(500)).map(([person, quarter, seed]) => inventedSeal(person, quarter, seed));
const act = fc.tuple(fc.nat(6), fc.constantFrom(...EIGHT), fc.constantFrom('unsealing' as const, 'inquiry' as const, 'objection' as const))
  .map(([person, quarter, what]) => inventedAct(person, quarter, what));
const flows = fc.array(fc.oneof(seal, act), { maxLength: 60 });

/** Tables over everybody, and over everybody else: both are the same for many questions. */
const tables = (all: readonly Flow[], bounds = BOUNDS): ((product: Product, quarter: Flow['quarter']) => ReadonlyMap<string, bigint>) => {
  const made = new Map<string, ReadonlyMap<string, bigint>>();
  return (product, quarter) => {
    const name = `${product.id}|${quarter}`;
    const table = made.get(name) ?? boundedTable(product, quarter, { flows: all, bounds }).counts;
    made.set(name, table);
    return table;
  };
};
const without = (all: readonly Flow[], person: string): readonly Flow[] => all.filter((flow) => flow.person !== person);
/** How much a table differs from another, squared; every cell of the catalogue is in both. */
const distance2 = (one: ReadonlyMap<string, bigint>, other: ReadonlyMap<string, bigint>): number => {
  assert.equal(one.size, other.size);
  let sum = 0;
  for (const [cell, count] of one) sum += Number(count - (other.get(cell) ?? 0n)) ** 2;
  return sum;
};
/** How much leaving one person out changes a table, squared. */
const change2 = (product: Product, quarter: Flow['quarter'], all: readonly Flow[], person: string, bounds = BOUNDS): number =>
  distance2(tables(all, bounds)(product, quarter), tables(without(all, person), bounds)(product, quarter));
const quarters = EIGHT.map((one) => one as string as Flow['quarter']);

test('one person changes a table by no more than its sensitivity, and in at most two quarters of a life for each kind', () => {
  fc.assert(fc.property(flows, (all) => {
    const whole = tables(all);
    for (const person of new Set(all.map((flow) => flow.person))) {
      const rest = tables(without(all, person));
      for (const product of CATALOGUE) {
        const changes = quarters.map((quarter) => distance2(whole(product, quarter), rest(product, quarter)));
        assert.ok(changes.every((change) => change <= approximately(product.sensitivity2)));
        assert.ok(changes.reduce((sum, change) => sum + change, 0) <= BOUNDS.lifetimeQuarters * approximately(product.sensitivity2));
      }
    }
  }), { numRuns: 60 });
});

test('planted: without the bound of a life, or of a quarter, the property is broken', () => {
  const [T1] = CATALOGUE;
  assert.ok(T1);
  const many = [...EIGHT.map((quarter) => inventedSeal(1, quarter)), inventedSeal(1, '2025Q1', 40), inventedSeal(1, '2025Q1', 77)];
  const person = many[0]?.person ?? '';
  const life = quarters.map((quarter) => change2(T1, quarter, many, person, { ...BOUNDS, lifetimeQuarters: 8 }));
  assert.ok(life.reduce((sum, change) => sum + change, 0) > 2);
  assert.ok(change2(T1, '2025Q1' as Flow['quarter'], many, person, { ...BOUNDS, perQuarter: 3 }) > 1);
});

test('what comes later changes no table of an earlier quarter', () => {
  fc.assert(fc.property(flows, flows, (before, after) => {
    const earlier = before.filter(({ quarter }) => quarter <= '2025Q4');
    const later = after.filter(({ quarter }) => quarter > '2025Q4');
    for (const product of CATALOGUE) {
      const [one, other] = [earlier, [...earlier, ...later]].map((list) => [...boundedTable(product, '2025Q4' as Flow['quarter'], { flows: list }).counts]);
      assert.deepEqual(one, other);
    }
  }), { numRuns: 40 });
});

test('the order in which events are told changes nothing, and surplus is counted as dropped', () => {
  const all = [inventedSeal(1, '2025Q1', 3), inventedSeal(1, '2025Q1', 9), inventedSeal(2, '2025Q1'), inventedSeal(1, '2025Q2')];
  const [T1] = CATALOGUE;
  assert.ok(T1);
  const tables = [all, all.toReversed()].map((list) => boundedTable(T1, '2025Q1' as Flow['quarter'], { flows: list }));
  assert.deepEqual([...tables[0]?.counts ?? []], [...tables[1]?.counts ?? []]);
  assert.deepEqual(tables.map(({ dropped }) => dropped), [1, 1]);
});

test('every cell of the catalogue is there, also where nobody is; a category that the data would add is a bug without its name', () => {
  const [T1] = CATALOGUE;
  assert.ok(T1);
  assert.equal(boundedTable(T1, '2025Q1' as Flow['quarter'], { flows: [] }).counts.size, cellsOf(T1).length);
  const strange: Flow = { ...inventedSeal(1, '2025Q1'), cells: { T1: ['某个村', 'ch5'] } };
  assert.throws(() => boundedTable(T1, '2025Q1' as Flow['quarter'], { flows: [strange] }), (error: Error) => /bug/.test(error.message) && !error.message.includes('村'));
});
