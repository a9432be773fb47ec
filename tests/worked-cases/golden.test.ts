import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import golden from './golden.json' with { type: 'json' };
import { FOREIGN, PROPOSALS } from './packs.ts';
import { GOLDEN_ROWS, goldenDecisions } from './golden.ts';

test('every pack of proposals B to F and of foreign law has a golden decision', () => {
  assert.deepEqual(GOLDEN_ROWS.map(({ pack }) => pack), [...PROPOSALS.slice(5), ...FOREIGN]);
});

for (const [id, decision] of Object.entries(goldenDecisions())) {
  test(`golden decision ${id}: every finding, citation, question and reason as stored`, () => {
    const stored: Readonly<Record<string, unknown>> = golden;
    assert.deepEqual(JSON.parse(JSON.stringify(decision)), stored[id], 'if it is meant: run tests/worked-cases/golden-generate.ts');
  });
}

test('the stored file holds nothing else', () => {
  assert.deepEqual(Object.keys(golden), GOLDEN_ROWS.map(({ id }) => id));
  assert.ok(readFileSync(new URL('golden.json', import.meta.url), 'utf8').length < 200_000);
});
