import assert from 'node:assert/strict';
import test from 'node:test';
import { resolveCitation } from '@fengcun/statute';
import { OPEN_GROUND, OPEN_GROUNDS, SEAL_GROUND, SEAL_GROUNDS } from './grounds.ts';

for (const [ground, row] of [...Object.entries(SEAL_GROUND), ...Object.entries(OPEN_GROUND)]) {
  test(`ground ${ground} rests on places of the corpus, and no proposal on law in force`, () => {
    assert.ok(row.cites.length > 0);
    for (const id of row.cites) {
      const found = resolveCitation(id);
      assert.ok(found.ok, id);
      assert.equal(found.value.instrument.status === 'proposal', row.status === 'proposal', id);
    }
  });
}

test('the lists of grounds and their tables name the same grounds', () => {
  assert.deepEqual([...SEAL_GROUNDS].sort(), Object.keys(SEAL_GROUND).sort());
  assert.deepEqual([...OPEN_GROUNDS].sort(), Object.keys(OPEN_GROUND).sort());
});

test('行政处罚法第48条: only an annulled decision removes the entry instead of opening it', () => {
  assert.deepEqual(OPEN_GROUNDS.filter((ground) => OPEN_GROUND[ground].removesEntry === true), ['annulled']);
});
