import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { awaitedCopy, NEVER_SEALED, type SealingState } from '../sealing/lifecycle/sealing-state.ts';
import { sealingFactOf } from './sealing-fact.ts';
import { superviseStatistics } from './statistics.ts';

const ORDERED = '2025-12-31T16:30:00Z';
const copy = (holder: string, dueOn: string, acknowledgedAt?: string) => ({
  ...awaitedCopy({ holder, dueOn: civil(dueOn), rule: 'sealAfterReceipt' }, ORDERED), acknowledgedAt,
  receipt: acknowledgedAt === undefined ? undefined : ({ result: 'applied' } as never),
});
const seal = (...copies: readonly ReturnType<typeof copy>[]): SealingState => ({
  ...NEVER_SEALED, order: { orderedBy: 'court/1', orderedAt: ORDERED, target: 'sealed' } as never, copies: new Map(copies.map((one) => [one.holder, one])),
});
const A = copy('a', '2026-01-05', '2026-01-05T15:59:00Z');

const TABLE: readonly (readonly [rule: string, copies: readonly ReturnType<typeof copy>[], isSealed: boolean, dueOn: string | null, sealedOn: string | null])[] = [
  ['the last day counts until midnight in Shanghai', [A], true, '2026-01-05', '2026-01-05'],
  ['a minute later it is the next day there', [copy('a', '2026-01-05', '2026-01-05T16:00:00Z')], true, '2026-01-05', '2026-01-06'],
  ['the last answer makes the record sealed', [A, copy('b', '2026-01-09', '2026-01-08T01:00:00Z')], true, '2026-01-09', '2026-01-08'],
  ['one holder that was late makes it late, although another answered after it in time', [copy('a', '2026-01-05', '2026-01-06T01:00:00Z'), copy('b', '2026-01-20', '2026-01-19T01:00:00Z')], true, '2026-01-05', '2026-01-06'],
  ['while one is missing, its term counts', [A, copy('b', '2026-01-09')], false, '2026-01-09', null],
];
for (const [rule, copies, isSealed, dueOn, sealedOn] of TABLE) {
  test(`${rule}; in either order of the holders`, () => {
    for (const one of [copies, copies.toReversed()]) {
      assert.deepEqual(sealingFactOf(seal(...one), isSealed), { organ: 'court/1', year: 2026, duty: 'mustSeal', isSealed, dueOn, sealedOn });
    }
  });
}

test('the year of an order is that of its day in Shanghai; what was never ordered or is open again does not count', () => {
  assert.equal(sealingFactOf(seal(A), true)?.year, 2026);
  assert.equal(sealingFactOf(NEVER_SEALED, false), undefined);
  const { order } = seal(A);
  assert.ok(order);
  assert.equal(sealingFactOf({ ...seal(A), order: { ...order, target: 'open' } }, false), undefined);
});

test('timeliness is the share of the sealed that every holder sealed in time', () => {
  const facts = TABLE.map(([, copies, isSealed]) => sealingFactOf(seal(...copies), isSealed)).filter((one) => one !== undefined);
  const [row] = superviseStatistics(facts, [], '2026-01-10');
  assert.deepEqual([row?.mustSeal, row?.sealed, row?.inTime, row?.timeliness, row?.overdue], [5, 4, 2, 0.5, 1]);
});
