import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil, present } from '@fengcun/kernel';
import fc from 'fast-check';
import { knownFacts, factsHash } from '../facts/facts-hash.ts';
import { parseFacts } from '../facts/parse-facts.ts';
import { loadPack } from '../packs/load-pack.ts';
import { prepareDecider } from './decide.ts';
import { facts, matters, packText } from './testing/generated-pack.ts';
import { decideNaively, type NaiveMatter, type Plain } from './testing/naive.ts';

const AS_OF = civil('2026-11-21');
const runs = { seed: 286, numRuns: 600 };

const deciderOf = (matter: NaiveMatter, asOf = AS_OF) => {
  const pack = loadPack(packText(matter));
  assert.ok(pack.ok, JSON.stringify(pack));
  const decider = prepareDecider(pack.value, { asOf });
  assert.ok(decider.ok);
  return decider.value;
};

const sheetOf = (plain: Plain) => {
  const sheet = parseFacts(plain);
  assert.ok(sheet.ok, JSON.stringify(sheet));
  return sheet.value;
};

test('traced = untraced = an independent naive interpreter, on generated packs and facts with unknowns', () => {
  const seen = new Map<string, number>();
  fc.assert(fc.property(matters, fc.array(facts, { minLength: 1, maxLength: 8 }), (matter, people) => {
    const decider = deciderOf(matter);
    for (const plain of people) {
      const expected = decideNaively(matter, { ...plain, asOf: AS_OF, K3: 'keep' }, AS_OF);
      const sheet = sheetOf(plain);
      const traced = decider.trace(sheet);
      const short = decider.conclude(sheet);
      assert.deepEqual([traced.outcome, traced.sealFrom], [expected.conclusion.outcome, expected.conclusion.sealFrom]);
      assert.deepEqual([short.outcome, short.sealFrom], [traced.outcome, traced.sealFrom]);
      const limbs = traced.findings.map((finding) => [`${finding.clause}/${finding.condition}`, finding.holds]);
      assert.deepEqual(limbs, [...expected.limbs].map(([id, holds]) => [id, holds === '?' ? 'unknown' : holds]));
      const key = `${traced.outcome} ${traced.decidedBy === 'unknownFacts' ? 'by unknown facts' : ''}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }), runs);
  // The generator must reach every kind of end, or the property proves little.
  for (const kind of ['mustSeal ', 'sealFrom ', 'mustNotSeal ', 'needsReview ', 'needsReview by unknown facts']) {
    assert.ok((seen.get(kind) ?? 0) > 30, `only ${seen.get(kind) ?? 0} of ${kind}`);
  }
});

test('needsReview always comes with a question, every other outcome without one', () => {
  fc.assert(fc.property(matters, facts, (matter, plain) => {
    const decision = deciderOf(matter).trace(sheetOf(plain));
    assert.equal(decision.questions.length > 0, decision.outcome === 'needsReview');
    assert.ok(decision.explain.zh.length > 0 && decision.explain.en.length > 0);
  }), runs);
});

test('an unknown fact never decides: whatever it turns out to be, an outcome that stood without it stands', () => {
  // Only where no clause asks known(…), whose very purpose is to tell a known fact from an unknown one.
  const silent = matters.filter((matter) => !packText(matter).includes('known('));
  fc.assert(fc.property(silent, facts, facts, (matter, plain, more) => {
    const decider = deciderOf(matter);
    const before = decider.conclude(sheetOf(plain));
    const learnt = Object.fromEntries(Object.entries(more).filter(([name]) => plain[name] === undefined));
    const after = decider.conclude(sheetOf({ ...plain, ...learnt }));
    if (before.outcome !== 'needsReview') assert.equal(after.outcome, before.outcome);
  }), runs);
});

test('the same facts in another order, or with unknowns spelt out, give the same hash and the same decision', () => {
  fc.assert(fc.property(matters, facts, (matter, plain) => {
    const decider = deciderOf(matter);
    const spelt = Object.fromEntries(Object.entries(plain).reverse().map(([name, value]) => [name, value ?? 'unknown']));
    const [a, b] = [decider.trace(sheetOf(plain)), decider.trace(sheetOf(spelt))];
    assert.deepEqual(a.toJSON(), b.toJSON());
    assert.equal(a.factsHash, factsHash(sheetOf(knownFacts(sheetOf(plain)))));
  }), { ...runs, numRuns: 300 });
});

test('each finding names the facts it lacks, and only facts that are unknown', () => {
  fc.assert(fc.property(matters, facts, (matter, plain) => {
    for (const finding of deciderOf(matter).trace(sheetOf(plain)).findings) {
      if (finding.holds !== 'unknown') assert.equal(finding.unknown, undefined);
      else for (const name of present(finding.unknown, 'unknown facts')) assert.equal(plain[name], undefined);
    }
  }), { ...runs, numRuns: 500 });
});
