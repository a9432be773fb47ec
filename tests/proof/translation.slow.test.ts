import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openSolver } from '@fengcun/application';
import { civil } from '@fengcun/kernel';
import { decide, loadPack, parseFacts, prove, readTheorems } from '@fengcun/policy';
import fc from 'fast-check';
import { facts, matters, packText } from '../../packages/policy/src/evaluate/testing/generated-pack.ts';

const solver = await openSolver();
after(() => solver.close());

const AS_OF = '2026-11-21';
const quoted = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

/** A condition that is true of exactly these facts; what a set does not have it may not have. */
const pinned = (fact: string, value: unknown): string => {
  if (value === undefined) return `!known(${fact})`;
  if (Array.isArray(value)) {
    if (value.length === 0) return `!hasAny(${fact}, [${ALL_NAMES[fact] ?? ''}])`;
    const list = value.map(quoted).join(', ');
    return `hasAll(${fact}, [${list}]) && hasOnly(${fact}, [${list}])`;
  }
  if (typeof value === 'boolean') return value ? fact : `!${fact}`;
  return `${fact} == ${/^\d{4}-/.test(String(value)) ? `date('${String(value)}')` : quoted(value)}`;
};

const ALL_NAMES: Readonly<Record<string, string>> = {
  offenceClasses: "'drug', 'gang', 'sexual'", charges: "'盗窃罪', '抢劫罪'",
};

const theoremText = (given: string, prove: string): string => JSON.stringify({
  pack: 'generated', theorems: [{
    id: 'pinned', say: { zh: '甲', en: 'a' }, cite: ['CL_1'], facts: 'any', given, switches: { K3: 'keep' },
    asOf: { from: AS_OF, to: '2026-11-22' }, prove: JSON.parse(prove),
  }],
});

test('packs and facts by chance: the translation allows what the interpreter decides, and nothing else', async (t) => {
  let proofs = 0;
  await fc.assert(fc.asyncProperty(matters, facts, async (matter, plain) => {
    const pack = loadPack(packText(matter));
    assert.ok(pack.ok);
    const sheet = parseFacts(plain);
    assert.ok(sheet.ok);
    const decided = decide(pack.value, { asOf: civil(AS_OF), facts: sheet.value, switches: { K3: 'keep' } });
    assert.ok(decided.ok);
    const given = Object.entries(plain).map(([fact, value]) => pinned(fact, value)).join(' && ');
    const read = readTheorems(theoremText(given, `{"always": ["${decided.value.outcome}"]}`),
      { pack: pack.value, packs: new Map() });
    assert.ok(read.ok, JSON.stringify(read));
    for (const theorem of read.value) {
      const proof = await prove(solver, pack.value, theorem, 1_500);
      // Free dates moved by days can take the solver too long; then it says so, and never the contrary.
      assert.notEqual(proof.status, 'refuted', JSON.stringify({ proof, decided: decided.value.outcome }));
      assert.deepEqual(proof.leftOpen, []);
      proofs += proof.status === 'proved' ? 1 : 0;
    }
  }), { numRuns: 40, seed: 20261122, endOnFailure: true });
  t.diagnostic(`measured translation: ${proofs} of 40 records by chance proved equal, none refuted`);
  assert.ok(proofs >= 20, `only ${proofs} were proved`);
});

test('a wrong outcome is refuted with the record itself', async () => {
  const pack = loadPack(packText({ clauses: [{ id: 'clause-0', from: '2013-01-01', outcome: 'mustSeal',
    all: [{ is: 'compare', sign: '<=', a: { is: 'name', name: 'executedTermMonths' }, b: { is: 'value', value: 60 } }],
  }], otherwise: 'mustNotSeal' }));
  assert.ok(pack.ok);
  const read = readTheorems(theoremText('chargeCount == 1', '{"never": ["mustNotSeal"]}'),
    { pack: pack.value, packs: new Map() });
  assert.ok(read.ok);
  const [theorem] = read.value;
  assert.ok(theorem !== undefined);
  const { status, examples } = await prove(solver, pack.value, theorem, 10_000);
  assert.equal(status, 'refuted');
  // The smallest: two facts, and one month above the line.
  assert.deepEqual(examples[0]?.facts, { chargeCount: 1, executedTermMonths: 61 });
  assert.equal(examples[0]?.decisions[0]?.outcome, 'mustNotSeal');
});

test('a sentence about no record is not proved', async () => {
  const pack = loadPack(packText({ clauses: [], otherwise: 'mustSeal' }));
  if (!pack.ok) return;
  const read = readTheorems(theoremText('chargeCount == 1 && chargeCount == 2', '{"never": ["mustSeal"]}'),
    { pack: pack.value, packs: new Map() });
  assert.ok(read.ok);
  for (const theorem of read.value) assert.equal((await prove(solver, pack.value, theorem)).status, 'unknown');
});

test('an unknown name, key or outcome in a file of theorems is refused with its place', () => {
  const pack = loadPack(packText({ clauses: [], otherwise: 'mustSeal' }));
  if (!pack.ok) return;
  const texts = [theoremText('chargeCunt == 1', '{"never": ["mustSeal"]}'), theoremText('true', '{"never": ["sealed"]}'),
    theoremText('true', '{"nevr": ["mustSeal"]}'), 'pack: other\ntheorems: []', '- 1'];
  const codes = texts.map((text) => readTheorems(text, { pack: pack.value, packs: new Map() }))
    .map((read) => (read.ok ? 'taken' : read.error[0]?.code));
  assert.deepEqual(codes, ['THEOREM_CONDITION', 'THEOREM_NAME', 'THEOREM_SHAPE', 'THEOREM_NAME', 'THEOREM_SHAPE']);
});
