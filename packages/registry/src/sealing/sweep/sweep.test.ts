import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil, present } from '@fengcun/kernel';
import { type Decider, type FactInput, parseFacts, prepareDecider } from '@fengcun/policy';
import { IN_FORCE } from '../testing/law.ts';
import { coverageReport } from './coverage.ts';
import { sweepBatch, SWEEP_START, sweepOrders, type SweptRecord } from './sweep.ts';

const DECIDERS: readonly Decider[] = IN_FORCE.map((pack) => {
  const made = prepareDecider(pack, { asOf: civil('2026-11-21') });
  assert.ok(made.ok);
  return made.value;
});
const RULES = { deciders: DECIDERS };
const juvenile: FactInput = { recordKind: 'conviction', subjectKind: 'person', decidedOn: civil('2009-06-01'), effectiveOn: civil('2009-06-12'), bornOn: civil('1992-01-10'),
  offenceFrom: civil('2009-02-01'), offenceTo: civil('2009-02-01'), penalty: 'fixedTermImprisonment', executedTermMonths: 24, suspended: false };
const record = (recordId: string, facts: FactInput = {}, changed: Partial<SweptRecord> = {}): SweptRecord => {
  const sheet = parseFacts({ ...juvenile, ...facts });
  assert.ok(sheet.ok, JSON.stringify(sheet));
  return { recordId, organ: 'court/1', concludedOn: civil('2009-06-12'), sheet: sheet.value, isSealed: false, ...changed };
};

type Row = readonly [rule: string, facts: FactInput, changed: Partial<SweptRecord>, verdict: string];
const ROWS: readonly Row[] = [
  ['W-53 (办法23): convicted in 2009 at 17, two years', {}, {}, 'seal legacyCase/juvenileSentence'],
  ['办法24: exactly five years', { executedTermMonths: 60 }, {}, 'seal legacyCase/juvenileSentence'],
  ['more than five years is left alone', { executedTermMonths: 61 }, {}, 'none'],
  ['办法4: exempted', { penalty: 'exemptionFromPunishment', executedTermMonths: 0 }, {}, 'seal legacyCase/juvenileExemption'],
  ['an adult is not covered', { bornOn: civil('1980-01-10') }, {}, 'none'],
  ['an unknown birth date is asked for, never sealed and never spared', { bornOn: 'unknown' }, {}, 'needs bornOn courtFoundJuvenile ageProven'],
  ['concluded on the last day of 2012', { decidedOn: civil('2012-12-31') }, { concludedOn: civil('2012-12-31') }, 'seal legacyCase/juvenileSentence'],
  ['concluded on the first day of 2013: another sweep', { decidedOn: civil('2013-01-01') }, { concludedOn: civil('2013-01-01') }, 'outside'],
  ['a day of conclusion that nobody told is not passed over', {}, { concludedOn: 'unknown' }, 'seal legacyCase/juvenileSentence'],
  ['sealed already', {}, { isSealed: true }, 'sealed'],
  ['sealed while a fact is looked for: stays', { bornOn: 'unknown' }, { isSealed: true }, 'sealed'],
  ['sealed without duty: listed, never opened', { bornOn: civil('1980-01-10') }, { isSealed: true }, 'doubtful'],
  ['治安法136: an old public-order record is sealed too', { recordKind: 'publicOrderViolation', bornOn: civil('1980-01-10'), penalty: 'unknown', executedTermMonths: 'unknown' }, {}, 'seal publicOrderViolation/'],
];
for (const [rule, facts, changed, verdict] of ROWS) {
  test(`sweep: ${rule} → ${verdict}`, () => {
    const { seal, needs, doubtful, cursor } = sweepBatch([record('r1', facts, changed)], SWEEP_START, RULES);
    const [cell] = [...cursor.coverage.values()];
    const said = seal[0] !== undefined ? `seal ${seal[0].ground}/${seal[0].underlying ?? ''}`
      : needs[0] !== undefined ? `needs ${needs[0].facts.join(' ')}` : doubtful.length > 0 ? 'doubtful'
      : cell === undefined ? 'outside' : cell.sealed === 1 ? 'sealed' : 'none';
    if (verdict.startsWith('needs')) assert.ok(said.startsWith('needs ') && said.includes('bornOn'), said);
    else assert.equal(said, verdict);
    assert.equal(cursor.swept, 1);
  });
}

test('sweep of everything until another day (before 2027) takes newer cases', () => {
  const newer = record('r1', { decidedOn: civil('2024-01-01'), offenceFrom: civil('2009-12-01'), offenceTo: civil('2009-12-01') }, { concludedOn: civil('2024-01-10') });
  assert.equal(sweepBatch([newer], SWEEP_START, { ...RULES, until: civil('2026-12-31') }).seal[0]?.ground, 'juvenileSentence');
});

test('coverage by organ and year: 应封尽封 known, and at least where facts are missing', () => {
  const { cursor } = sweepBatch([
    record('a', {}, { isSealed: true }), record('b'), record('c', { bornOn: 'unknown' }), record('d', { bornOn: civil('1980-01-10') }),
    record('e', {}, { organ: 'police/1', concludedOn: 'unknown' }), record('f', { bornOn: civil('1980-01-10') }, { organ: 'police/2' }),
  ], SWEEP_START, RULES);
  const report = coverageReport(cursor.coverage).map(({ organ, year, held, sealed, toSeal, needsFact, notCovered, known, atLeast }) =>
    [organ, year, held, sealed, toSeal, needsFact, notCovered, known, atLeast]);
  assert.deepEqual(report, [['court/1', 2009, 4, 1, 1, 1, 1, 1 / 2, 1 / 3], ['police/1', 'unknown', 1, 0, 1, 0, 0, 0, 0], ['police/2', 2009, 1, 0, 0, 0, 1, undefined, undefined]]);
});

test('a dry run is the same plan without orders', () => {
  const plan = sweepBatch([record('a'), record('b', { bornOn: 'unknown' })], SWEEP_START, RULES);
  assert.deepEqual(sweepOrders(plan, 'dryRun'), []);
  assert.deepEqual(sweepOrders(plan, 'seal').map(({ recordId }) => recordId), ['a']);
});

const VARIANTS: readonly FactInput[] = [{}, { executedTermMonths: 61 }, { bornOn: 'unknown' }, { bornOn: civil('1980-01-10') }, { penalty: 'fineOnly', executedTermMonths: 0 }];
const pool: readonly SweptRecord[] = Array.from({ length: 30 }, (_, i) => record(`r${String(i).padStart(3, '0')}`, present(VARIANTS[i % VARIANTS.length], 'variant'),
  { isSealed: i % 7 === 0, organ: `court/${i % 3}` }));

test('a sweep stopped anywhere and run again finds each record once: the same seals, needs and coverage', () => {
  const whole = sweepBatch(pool, SWEEP_START, RULES);
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: pool.length }), { maxLength: 6 }), (stops) => {
    let cursor = SWEEP_START;
    const seals: string[] = [];
    const needs: string[] = [];
    // Each run begins again from some earlier point, as after a crash that lost part of the batch's place.
    for (const stop of [...stops, pool.length]) {
      const plan = sweepBatch(pool.slice(0, stop), cursor, RULES);
      seals.push(...plan.seal.map(({ recordId }) => recordId));
      needs.push(...plan.needs.map(({ recordId }) => recordId));
      cursor = JSON.parse(JSON.stringify({ after: plan.cursor.after, swept: plan.cursor.swept, coverage: [] })) as typeof SWEEP_START;
      cursor = { ...cursor, coverage: plan.cursor.coverage };
    }
    assert.deepEqual(seals, whole.seal.map(({ recordId }) => recordId));
    assert.deepEqual(needs, whole.needs.map(({ recordId }) => recordId));
    assert.deepEqual(coverageReport(cursor.coverage), coverageReport(whole.cursor.coverage));
    assert.equal(cursor.swept, pool.length);
  }), { numRuns: 100 });
});
