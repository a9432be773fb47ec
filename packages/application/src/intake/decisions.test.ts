import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { civil } from '@fengcun/kernel';
import { type Decider, type FactInput, loadPack, type Pack, parseFacts, prepareDecider } from '@fengcun/policy';
import { orderDecisions } from '@fengcun/registry';
import { decideAllBy } from './decisions.ts';

const POLICIES = new URL('../../../../policies/', import.meta.url);
const AS_OF = civil('2026-11-21');

const packs: readonly Pack[] = readdirSync(POLICIES, { recursive: true }).map(String)
  .filter((name) => name.endsWith('.yaml')).toSorted()
  .flatMap((name) => {
    const pack = loadPack(readFileSync(new URL(name, POLICIES), 'utf8'));
    return pack.ok ? [pack.value] : [];
  });

const orUnknown = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | 'unknown'> => fc.oneof(values, fc.constant('unknown' as const));

const facts = fc.record({
  recordKind: fc.constantFrom('conviction', 'nonProsecution', 'publicOrderViolation', 'acquittal'),
  bornOn: orUnknown(fc.constantFrom('1990-01-01', '2005-03-04', '2008-09-10')),
  ageProven: orUnknown(fc.boolean()),
  offenceTo: orUnknown(fc.constantFrom('2015-01-01', '2022-05-06', '2025-02-03')),
  executedTermMonths: orUnknown(fc.constantFrom(0, 6, 60, 61)),
  penalty: orUnknown(fc.constantFrom('fixedTermImprisonment', 'fineOnly')),
  decidedOn: fc.constantFrom('2016-01-01', '2024-05-11', '2026-02-03'),
  suspended: orUnknown(fc.boolean()),
}, { requiredKeys: ['recordKind'] });

const tracersOf = (applied: readonly Pack[]): readonly Decider[] => applied.flatMap((pack) => {
  const decider = prepareDecider(pack, { asOf: AS_OF });
  return decider.ok ? [decider.value] : [];
});

/** Every decision with all its reasons, in the order of the registry. */
const traced = (tracers: readonly Decider[], input: FactInput): unknown => {
  const sheet = parseFacts(input);
  assert.ok(sheet.ok);
  const decisions = tracers.map((decider) => decider.trace(sheet.value).toJSON());
  return orderDecisions(decisions).map(({ pack, packHash, asOf, factsHash, outcome, sealFrom }) =>
    ({ pack, packHash, asOf, factsHash, outcome, ...(sealFrom === undefined ? {} : { sealFrom }) }));
};

test('decisions kept with a record are those of the full trace, in its order', () => {
  assert.ok(packs.length >= 4);
  const sets = [packs, packs.filter(({ status }) => status === 'inForce')].map((applied) =>
    ({ tracers: tracersOf(applied), decideAll: decideAllBy(applied, AS_OF) }));
  const outcomes = new Set<string>();
  fc.assert(fc.property(facts, (given) => {
    for (const { tracers, decideAll } of sets) {
      const kept = decideAll(given as FactInput);
      for (const { outcome } of kept) outcomes.add(outcome);
      assert.deepEqual(kept, traced(tracers, given as FactInput));
    }
  }), { seed: 286, numRuns: 300 });
  assert.ok(outcomes.size >= 3, [...outcomes].join());
});
