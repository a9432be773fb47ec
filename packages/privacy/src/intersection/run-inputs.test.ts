import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '@fengcun/kernel';
import { CHUNK_ROWS } from './bucket.ts';
import { type MaskedSet, maskedBefore, maskedLater } from './masked-set.ts';
import type { PointWork } from './point-work.ts';
import { countCommitment, type RunInputs } from './run-inputs.ts';
import type { RunRole } from './run-terms.ts';
import { sessionSecrets } from './session-secrets.ts';
import type { Snapshot } from './snapshot.ts';
import { endOf, holder, registry, same, suite } from './testing/hostile-wire.ts';
import { bothSides, boundOf, records, seeded, SESSION, wire } from './testing/two-sides.ts';

const BOUND: RunInputs = { holder: boundOf(suite, 'holder', holder), registry: boundOf(suite, 'registry', registry) };
/** The holder bound a row less; the registry a row more. */
const LESS: RunInputs = { ...BOUND, holder: boundOf(suite, 'holder', holder.slice(1)) };
const MORE: RunInputs = { ...BOUND, registry: boundOf(suite, 'registry', [...registry, ...records(90, 91)]) };
const WIDE: RunInputs = { ...BOUND, registry: { ...BOUND.registry, bucket: 512 } };

test('both sides say in their first message what both bound, and the run ends with one transcript', async () => {
  const between = wire();
  const outcome = await bothSides({ suite, holder, registry, wire: between, inputs: () => BOUND });
  assert.ok(outcome.holder?.ok === true && outcome.holder.value.hits?.length === 10, JSON.stringify(outcome.holder));
  for (const role of ['holder', 'registry'] as const) {
    const line = JSON.parse(present(between.boxes[role].get(0), 'a first message').line) as Readonly<{ body: object }>;
    assert.deepEqual(Reflect.get(line.body, 'inputs'), BOUND);
  }
});

/** What each side believes was bound; which side ends the run, and why. */
const CASES: readonly (readonly [string, (role: RunRole) => RunInputs, string])[] = [
  ['a holder whose rows are not those it bound says nothing', () => LESS, 'holder INPUT_DIFFERS'],
  ['a registry whose records are not those it bound says nothing', () => MORE, 'registry INPUT_DIFFERS'],
  ['a registry with the bound root in another bucket says nothing', () => WIDE, 'registry INPUT_DIFFERS'],
  ['a holder whose job says it bound other rows is refused by the registry', (role) => (role === 'holder' ? BOUND : LESS), 'registry INPUT_DIFFERS'],
  ['a registry whose job says it bound other records is refused', (role) => (role === 'registry' ? BOUND : MORE), 'registry INPUT_DIFFERS'],
];
for (const [rule, inputs, end] of CASES) {
  test(rule, async () => assert.equal(await endOf(same, { inputs }), end));
}

test('a side that knows of no bound inputs does not run with one that does', async () => {
  const one = { suite, holder, registry, wire: wire(), inputs: () => BOUND };
  const first = present(await bothSides(one).then(() => one.wire.boxes.holder.get(0)), 'a first message');
  assert.equal(await endOf((role, seq, parcel) => (role === 'holder' && seq === 0 ? first : parcel)), 'registry INPUT_DIFFERS');
});

test('the number of rows is bound by a digest that tells it to nobody without the key', () => {
  const of = (seed: string, count: number): string => countCommitment(sessionSecrets(suite, seeded(seed)(32), SESSION), count);
  assert.equal(new Set([of('a', 12), of('a', 13), of('b', 12)]).size, 3);
  assert.equal(of('a', 12), of('a', 12));
});

/** Masks everything at once and forgets the rows, as a registry does that reads them once. */
const before_ = (snapshot: Snapshot, work: Pick<PointWork, 'mask'>): MaskedSet => {
  const all = work.mask(Array.from({ length: snapshot.size }, (_, place) => snapshot.inputAt(place)));
  return maskedBefore({
    size: snapshot.size, root: snapshot.root, pointBytes: 32,
    chunkAt: async (at) => (await all).subarray(at * CHUNK_ROWS * 32, (at + 1) * CHUNK_ROWS * 32),
  });
};
for (const mode of ['full', 'cardinality'] as const) {
  test(`${mode}: a set that was masked before sends byte for byte what one does that is masked later`, async () => {
    const terms = mode === 'full' ? {} : { mode, noiseVariance: 1 };
    const said = await Promise.all([maskedLater, before_].map(async (own) => {
      const between = wire();
      const { holder: found } = await bothSides({ suite, holder, registry, wire: between, own, terms });
      assert.ok(found?.ok === true, JSON.stringify(found));
      return [Buffer.from(between.boxes.registry.get(1)?.payload ?? []), found.value.hits, found.value.noisyCount];
    }));
    assert.deepEqual(said[0], said[1]);
  });
}
