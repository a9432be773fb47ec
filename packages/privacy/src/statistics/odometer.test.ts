import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, sha256Hex } from '@fengcun/kernel';
import fc from 'fast-check';
import { CATALOGUE } from './catalogue.ts';
import { brokenLink, type BudgetCommand, type BudgetEvent, type BudgetState, decideBudget, evolveBudget, NO_BUDGET } from './odometer.ts';
import { DELTA, LIFETIME_QUARTERS, RHO_LIFE, RHO_QUARTER, RHO_TABLE } from './parameters.ts';
import { isMore, rational, readRational, times, writtenRational, ZERO } from './rational.ts';
import { epsilonOf, halfWidth95, varianceFor } from './zcdp.ts';

const at = '2027-01-05T02:00:00.000Z';
const reserve = (product: string, period = '2026Q3'): BudgetCommand => ({ type: 'Reserve', at, product, period, jobId: 'job-1', today: '2027-01-05' });
const commit = (releaseId: string, body = 'the bytes'): BudgetCommand => ({ type: 'Commit', at, releaseId, body });
const publish = (releaseId: string, body = 'the bytes'): BudgetCommand => ({ type: 'Publish', at, releaseId, sha256: sha256Hex(body) });

const play = (commands: readonly BudgetCommand[]) => {
  let state: BudgetState = NO_BUDGET;
  const events: BudgetEvent[] = [];
  for (const command of commands) {
    const decided = decideBudget(command, state);
    if (!decided.ok) return { state, events, refused: decided.error };
    events.push(...decided.value);
    state = decided.value.reduce(evolveBudget, state);
  }
  return { state, events };
};

test('the numbers are those of the study: σ² = 10 for ρ = 1/20, ε = 3.93 a quarter and 5.73 a life at δ = 1e-9', () => {
  assert.deepEqual(varianceFor(rational(1n), RHO_TABLE), rational(10n));
  assert.equal(epsilonOf(RHO_QUARTER, DELTA).toFixed(2), '3.93');
  assert.equal(epsilonOf(RHO_LIFE, DELTA).toFixed(2), '5.73');
  assert.equal(halfWidth95(rational(10n)).toFixed(1), '6.2');
  assert.deepEqual(times(rational(BigInt(LIFETIME_QUARTERS)), RHO_QUARTER), RHO_LIFE);
  for (const { sensitivity2, sigma2, rho } of CATALOGUE) assert.deepEqual(varianceFor(sensitivity2, rho), sigma2);
});

for (const [rho, delta, epsilon] of [[rational(1n, 40n), 1e-9, 1.31], [rational(1n, 20n), 1e-9, 1.88], [rational(4n, 5n), 1e-9, 8.4], [rational(64n, 25n), 1e-10, 17.16]] as const) {
  // The last: persons of the 2020 census, published as 17.14.
  test(`ρ = ${writtenRational(rho)} is ε = ${epsilon} at δ = ${delta}`, () => assert.ok(Math.abs(epsilonOf(rho, delta) - epsilon) < 0.006));
}

test('a release is reserved, its noise committed once, and published as often as asked: the same bytes', () => {
  const done = play([reserve('T1'), commit('T1-2026Q3'), publish('T1-2026Q3'), publish('T1-2026Q3')]);
  assert.deepEqual(done.events.map(({ type }) => type), ['BudgetReserved', 'NoiseCommitted', 'ReleasePublished']);
  assert.equal(done.state.releases.get('T1-2026Q3')?.body, 'the bytes');
});

const REFUSED: readonly (readonly [string, readonly BudgetCommand[], unknown])[] = [
  ['a product that is not in the catalogue', [reserve('T9')], { code: 'PRODUCT_UNKNOWN' }],
  ['half a quarter', [reserve('T1', '2026-07')], { code: 'PERIOD_UNUSABLE' }],
  ['a quarter that is not over', [reserve('T1', '2027Q1')], { code: 'PERIOD_NOT_OVER', until: '2027-03-31' }],
  ['the same table a second time', [reserve('T1'), reserve('T1')], { code: 'RELEASE_EXISTS', releaseId: 'T1-2026Q3', stage: 'reserved' }],
  ['the same table after it was published', [reserve('T1'), commit('T1-2026Q3'), publish('T1-2026Q3'), reserve('T1')], { code: 'RELEASE_EXISTS', releaseId: 'T1-2026Q3', stage: 'published' }],
  ['noise without a reservation', [commit('T1-2026Q3')], { code: 'RELEASE_STANDS_OTHERWISE', stage: 'none' }],
  ['noise drawn again', [reserve('T1'), commit('T1-2026Q3'), commit('T1-2026Q3', 'other noise')], { code: 'RELEASE_STANDS_OTHERWISE', stage: 'committed' }],
  ['publishing what has no noise', [reserve('T1'), publish('T1-2026Q3')], { code: 'RELEASE_STANDS_OTHERWISE', stage: 'reserved' }],
  ['publishing other bytes', [reserve('T1'), commit('T1-2026Q3'), publish('T1-2026Q3', 'other')], { code: 'RELEASE_DIFFERS' }],
  ['publishing other bytes again', [reserve('T1'), commit('T1-2026Q3'), publish('T1-2026Q3'), publish('T1-2026Q3', 'other')], { code: 'RELEASE_DIFFERS' }],
];
for (const [what, commands, refusal] of REFUSED) test(`refused: ${what}`, () => assert.deepEqual(play(commands).refused, refusal));

test('what exceeds the cap is refused by its amounts: spent + asked > cap; four tables of a quarter fit exactly', () => {
  const four = play(['T1', 'T2', 'T3', 'T4'].map((id) => reserve(id)));
  assert.equal(four.refused, undefined);
  assert.deepEqual(four.state.spent.get('2026Q3'), RHO_QUARTER);
  // A fifth table would have to be in the catalogue first; the amounts of one are put in by hand.
  const state = { ...NO_BUDGET, spent: new Map([['2026Q3', rational(4n, 25n)]]) };
  assert.deepEqual(decideBudget(reserve('T1'), state), err({ code: 'BUDGET_EXCEEDED', spent: '4/25', asked: '1/20', cap: '1/5' }));
  assert.ok(decideBudget(reserve('T1', '2026Q2'), state).ok, 'another quarter has an account of its own');
});

test('a link that was changed, left out or put elsewhere breaks the chain', () => {
  const { events } = play([reserve('T1'), commit('T1-2026Q3'), reserve('T2'), publish('T1-2026Q3')]);
  assert.equal(brokenLink(events), undefined);
  assert.equal(brokenLink(events.map((one) => (one.seq === 1 ? { ...one, rho: '1/2000' } as BudgetEvent : one))), 1);
  assert.equal(brokenLink(events.filter(({ seq }) => seq !== 2)), 2);
  assert.equal(brokenLink([events[0], events[2], events[1], events[3]].flatMap((one) => one ?? [])), 2);
});

test('whatever is asked in whatever order, no quarter spends more than its cap, and what is spent stays spent', () => {
  const product = fc.constantFrom('T1', 'T2', 'T3', 'T4', 'T9');
  const period = fc.constantFrom('2026Q1', '2026Q2', '2026Q3', '2027Q1', '2026');
  const one = fc.oneof(
    fc.tuple(product, period).map(([id, when]) => reserve(id, when)),
    fc.tuple(product, period, fc.constantFrom('a', 'b')).map(([id, when, body]) => commit(`${id}-${when}`, body)),
    fc.tuple(product, period, fc.constantFrom('a', 'b')).map(([id, when, body]) => publish(`${id}-${when}`, body)));
  fc.assert(fc.property(fc.array(one, { maxLength: 60 }), (commands) => {
    let state: BudgetState = NO_BUDGET;
    const all: BudgetEvent[] = [];
    for (const command of commands) {
      const decided = decideBudget(command, state);
      if (!decided.ok) continue;
      const before = state;
      state = decided.value.reduce(evolveBudget, state);
      all.push(...decided.value);
      for (const [quarter, amount] of before.spent) assert.ok(!isMore(amount, state.spent.get(quarter) ?? ZERO));
    }
    for (const amount of state.spent.values()) assert.ok(!isMore(amount, RHO_QUARTER));
    assert.equal(brokenLink(all), undefined);
    for (const release of state.releases.values()) {
      const bodies = all.filter((event) => event.type === 'NoiseCommitted' && event.releaseId === release.releaseId);
      assert.ok(bodies.length <= 1);
    }
  }), { numRuns: 300 });
});

test('fractions keep their written form, and nothing else is read as one', () => {
  for (const [text, right] of [['1/20', true], ['10/1', true], ['2/40', false], ['1/0', false], ['0.05', false], ['1/-2', false], ['0/1', true]] as const) {
    const read = readRational(text);
    assert.equal(read !== undefined, right, text);
    if (read !== undefined) assert.equal(writtenRational(read), text);
  }
});
