import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openSolver } from '@fengcun/application';
import { prove } from '@fengcun/policy';
import { packOf, packs, packTexts, theoremsOf } from './proving.ts';

const solver = await openSolver();
after(() => solver.close());

for (const pack of packs.values()) {
  test(`${pack.id}: what its authors intend is proved`, async (t) => {
    const theorems = theoremsOf(pack);
    assert.ok(theorems.length > 0, 'every pack ships with theorems');
    const startedAt = performance.now();
    let slowest = { id: '', seconds: 0 };
    for (const theorem of theorems) {
      const from = performance.now();
      const { status, reason, examples } = await prove(solver, pack, theorem);
      assert.equal(status, 'proved', `${theorem.id}: ${reason ?? ''} ${JSON.stringify(examples)}`);
      const seconds = (performance.now() - from) / 1000;
      if (seconds > slowest.seconds) slowest = { id: theorem.id, seconds };
    }
    const all = (performance.now() - startedAt) / 1000;
    t.diagnostic(`measured ${pack.id}: ${theorems.length} theorems in ${all.toFixed(1)} s, `
      + `slowest ${slowest.id} ${slowest.seconds.toFixed(1)} s`);
  });
}

/** An error a hand could make in each pack: what is written, what stands there instead, the theorem it breaks. */
const PLANTED: readonly (readonly [pack: string, written: string | RegExp, instead: string, theorem: string])[] = [
  ['cn-juvenile', /executedTermMonths > 60\n/, 'executedTermMonths > 66\n', 'never-over-60-months'],
  ['cn-public-order', 'when: known(annulled) && annulled', 'when: known(annulled) && !annulled', 'annulled-never'],
  ['cn-a1', 'value: 36', 'value: 48', 'never-over-36-months'],
  ['cn-a2', 'value: 12', 'value: 13', 'never-over-12-months'],
  ['cn-a3', "value: [criminalDetention,", 'value: [fixedTermImprisonment, criminalDetention,', 'never-over-0-months'],
  ['cn-a-p1', 'value: [危险驾驶罪]', 'value: [危险驾驶罪, 盗窃罪]', 'only-dangerous-driving'],
  ['cn-a-p2', /priorConvictionCount > 0\)/, 'priorConvictionCount > 1)', 'reoffenders-never'],
  ['cn-b', 'value: [nationalSecurity, terrorism, gang, drug]', 'value: [nationalSecurity, terrorism, gang]',
    'excluded-classes-never'],
  ['cn-c', 'executedTermMonths <= ThirdMaxMonths)"', 'executedTermMonths <= 48)"', 'never-over-36-months'],
  ['cn-d', 'when: "!appliedForSealing"', 'when: appliedForSealing', 'only-on-application'],
  ['cn-e', 'statutoryMaxMonths <= LightMaxMonths', 'statutoryMaxMonths >= LightMaxMonths', 'never-over-light'],
  ['cn-f', 'executedTermMonths <= MaxMonths', 'executedTermMonths >= MaxMonths', 'never-over-12-months'],
  ['de-bzrg-34', "['lifeCustody', 'preventiveDetention', 'psychiatricOrder']", "['lifeCustody', 'psychiatricOrder']",
    'never-for-life'],
  ['de-bzrg-46', 'outcome: mustNotSeal', 'outcome: mustSeal', 'never-for-life'],
  ['hk-297', 'sealFrom: addYears(decidedOn, WaitYears)', 'sealFrom: decidedOn', 'never-within-three-years'],
  ['jp-34-2', 'addYears(addDays(sentenceServedOn, 1), CustodyYears)', 'addYears(addDays(sentenceServedOn, 1), FineYears)',
    'custody-never-within-ten-years'],
  ['pt-37-2015', 'known(deceased) && deceased', 'known(deceased) && !deceased', 'prison-never-within-five-years'],
  ['uk-roa', 'outcome: mustNotSeal', 'outcome: mustSeal', 'life-never-spent'],
  ['us-mi', 'when: pendingCharges', 'when: "!pendingCharges"', 'pending-never'],
  ['us-or-137-225', 'when: moneyOwed', 'when: "!moneyOwed"', 'owed-never'],
  ['us-pa', 'when: moneyOwed', 'when: "!moneyOwed"', 'owed-never'],
  ['us-ut', 'sealFrom: waitEnds', 'sealFrom: decidedOn', 'class-b-never-within-six-years'],
];

test('every pack has a planted error below', () => {
  assert.deepEqual(PLANTED.map(([id]) => id).sort(), [...packs.keys()].sort());
});

for (const [id, written, instead, broken] of PLANTED) {
  test(`${id}: a planted error breaks ${broken}, and the example stands before the interpreter`, async () => {
    const text = packTexts.get(id) ?? '';
    const planted = text.replace(written, instead);
    assert.notEqual(planted, text, 'the planted text stands in the pack');
    const pack = packOf(planted);
    const theorem = theoremsOf(pack).find((each) => each.id === broken);
    assert.ok(theorem !== undefined);
    const { status, reason, examples } = await prove(solver, pack, theorem);
    assert.equal(status, 'refuted', reason ?? '');
    assert.ok(examples.length > 0);
  });
}
