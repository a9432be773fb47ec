import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ristrettoSuite } from './ristretto-suite.ts';
import { sm2Suite } from './sm2-suite.ts';
import { freezeRows } from './run-inputs.ts';
import { sessionSecrets } from './session-secrets.ts';
import { bothSides, record, records, seeded, SESSION, terms, wire } from './testing/two-sides.ts';

const suite = await ristrettoSuite();

const hitsOf = async (holder: readonly Uint8Array[], registry: readonly Uint8Array[]): Promise<readonly number[]> => {
  const outcome = await bothSides({ suite, holder, registry });
  assert.equal(outcome.holder?.ok, true, JSON.stringify(outcome.holder));
  return outcome.holder?.ok === true ? outcome.holder.value.hits ?? [] : [];
};

test('full: what is found is what the two sets share, for none, one, some and all', async () => {
  const cases: readonly (readonly [string, readonly Uint8Array[], readonly Uint8Array[]])[] = [
    ['none', records(0, 40), records(40, 90)],
    ['one', records(0, 40), records(39, 90)],
    ['some', records(0, 100), records(60, 300)],
    ['all', records(0, 60), records(0, 60)],
    ['empty holder', [], records(0, 10)],
    ['empty registry', records(0, 10), []],
    ['a full bucket', records(0, 256), records(200, 456)],
  ];
  for (const [name, holder, registry] of cases) {
    const sealed = new Set(registry.map((one) => Buffer.from(one).toString('hex')));
    const plain = holder.flatMap((one, at) => (sealed.has(Buffer.from(one).toString('hex')) ? [at] : []));
    assert.deepEqual(await hitsOf(holder, registry), plain, name);
  }
});

test('both sides end with one transcript, and the registry is left with what it opened', async () => {
  const outcome = await bothSides({ suite, holder: records(0, 200), registry: records(150, 300) });
  assert.ok(outcome.holder?.ok === true && outcome.registry?.ok === true);
  assert.equal(outcome.holder.value.transcriptHash, outcome.registry.value.transcriptHash);
  assert.equal(outcome.registry.value.opened.length, 30);
  assert.equal(outcome.holder.value.registrySize, 256);
  assert.deepEqual(Object.keys(outcome.registry.value).sort(), ['holderSize', 'opened', 'transcriptHash']);
});

test('the sm2-sm3 suite finds the same', async () => {
  const outcome = await bothSides({
    suite: sm2Suite, terms: { suite: 'sm2-sm3' }, holder: records(0, 20), registry: records(15, 40),
  });
  assert.deepEqual(outcome.holder?.ok === true && outcome.holder.value.hits, [15, 16, 17, 18, 19]);
});

test('cardinality: the count is what the sets share plus the planted noise, and nothing says which', async () => {
  for (const noise of [-9n, 0n, 4n]) {
    const between = wire();
    const outcome = await bothSides({
      suite, terms: { mode: 'cardinality', noiseVariance: 10 }, wire: between, noise: () => noise,
      holder: records(0, 120), registry: records(60, 200),
    });
    assert.ok(outcome.holder?.ok === true, JSON.stringify(outcome));
    assert.equal(outcome.holder.value.noisyCount, 60 + Number(noise));
    assert.equal(outcome.holder.value.hits, undefined);
  }
});

test('cardinality: both lists have the same length whatever was drawn', async () => {
  const lengths = new Set<string>();
  for (const noise of [-1000n, 0n, 1000n]) {
    const between = wire();
    await bothSides({
      suite, terms: { mode: 'cardinality', noiseVariance: 10 }, wire: between, noise: () => noise,
      holder: records(0, 5), registry: records(0, 5),
    });
    lengths.add([...between.boxes.registry.values()].map(({ payload }) => payload?.length ?? 0).join());
  }
  assert.equal(lengths.size, 1);
});

test('a set larger than the announced bucket is not frozen', () => {
  const secrets = sessionSecrets(suite, seeded('s')(32), SESSION);
  const rows = { terms: terms(), role: 'holder' as const, suite, secrets, records: records(0, 257) };
  assert.deepEqual(freezeRows(rows), { ok: false, error: { code: 'SET_TOO_LARGE' } });
  assert.equal(freezeRows({ ...rows, records: records(0, 256) }).ok, true);
});
