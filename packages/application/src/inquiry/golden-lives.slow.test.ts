import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { GOLDEN_LIVES, goldenLives, type GoldenLife, goldenOf } from './testing/golden-lives.ts';

let lives: ReadonlyMap<string, GoldenLife> = new Map();
before(async () => { lives = await goldenLives(); });

for (const { id, story, law } of GOLDEN_LIVES) {
  test(`golden life ${id}: ${story} (${law})`, () => {
    // A difference is a difference in law or in evidence: read it, then run testing/write-golden.ts.
    assert.deepEqual(JSON.parse(JSON.stringify(lives.get(id))), JSON.parse(readFileSync(goldenOf(id), 'utf8')));
  });
}

test('whoever is asked about, an answer that tells nothing leaves one ledger and one shape', () => {
  const shape = (id: string) => {
    const { ledger, steps, row } = present(lives.get(id), id);
    return { ledger, steps, row };
  };
  assert.deepEqual(shape('school-narrowed').steps, shape('nobody-known').steps);
  assert.deepEqual(shape('school-narrowed').row, shape('nobody-known').row);
  assert.deepEqual(shape('certificate-sealed'), shape('certificate-clean'));
});
