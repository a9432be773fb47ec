import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DATE_BOUNDARIES, JUVENILE_BOUNDARIES, PROPOSAL_BOUNDARIES, UNSEAL_BOUNDARIES } from './boundaries.ts';
import type { Case, Facts } from './case.ts';
import { decideCase } from './packs.ts';
import { WORKED_CASES } from './worked-cases.ts';

const all: readonly Case[] =
  [...WORKED_CASES, ...JUVENILE_BOUNDARIES, ...DATE_BOUNDARIES, ...UNSEAL_BOUNDARIES, ...PROPOSAL_BOUNDARIES];
const SEALS = ['mustSeal', 'sealFrom', 'mustUnseal'];
const sealing = all.filter((row) => SEALS.includes(row.outcome));

// A date of birth beside a finding that the age cannot be proven proves nothing (解释146(2)); taking that finding
// away leaves another case, in which the date counts. The row is checked in its own table.
const twoAccountsOfAge = (row: Case): boolean => row.facts.ageProven === false && row.facts.bornOn !== 'unknown';
const checked = sealing.filter((row) => !twoAccountsOfAge(row));

const known = (facts: Facts): readonly string[] =>
  Object.entries(facts).flatMap(([name, value]) => (value === 'unknown' ? [] : [name]));
const without = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));

test('a fact taken from a sheet that seals or unseals changes nothing, or asks a person for that fact', () => {
  assert.ok(checked.length > 80, 'the tables hold enough sheets that seal or unseal');
  for (const row of checked) {
    for (const name of known(row.facts)) {
      const decision = decideCase({ ...row, facts: without(row.facts, [name]) });
      assert.ok(typeof decision !== 'string');
      // A seal whose day lies in the future falls due now when the day is not known (办法第11条).
      const same = SEALS.includes(decision.outcome) && SEALS.includes(row.outcome);
      if (same) continue;
      assert.equal(decision.outcome, 'needsReview', `${row.id} without ${name}: ${decision.decidedBy}`);
      if (decision.decidedBy !== 'unknownFacts') continue;
      const asked = decision.questions.map(({ fact }) => fact);
      assert.ok(asked.some((fact) => fact === name), `${row.id} without ${name} asks ${asked.join(', ')}`);
    }
  }
});

test('however many facts are taken away, a sheet that seals never becomes one that is certainly left open', () => {
  // Art. 7 is moved by an application only: take away every trace of one and there is none, so the seal stands.
  const rows = checked.filter(({ by }) => by !== 'acquittal-opened-on-application');
  const cases = fc.constantFrom(...rows).chain((row) =>
    fc.subarray([...known(row.facts)], { minLength: 1 }).map((names) => ({ row, names })));
  fc.assert(fc.property(cases, ({ row, names }) => {
    const decision = decideCase({ ...row, facts: without(row.facts, names) });
    assert.ok(typeof decision !== 'string');
    const allowed = [...SEALS, 'needsReview'];
    assert.ok(allowed.includes(decision.outcome), `${row.id} without ${names.join(', ')}: ${decision.decidedBy}`);
  }), { numRuns: 3000, seed: 286 });
});

test('a sheet of which nothing is known is never decided', () => {
  for (const pack of ['cn-juvenile', 'cn-public-order', 'cn-a1', 'cn-a2', 'cn-a3', 'cn-a-p1', 'cn-a-p2'] as const) {
    const decision = decideCase({ pack, facts: {} });
    assert.ok(typeof decision !== 'string');
    assert.equal(decision.outcome, 'needsReview');
    assert.ok(decision.questions.length > 0);
  }
});
