import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { goldenOf, lifeOf, LIVES } from './testing/lawful-life.ts';

for (const life of LIVES) {
  const { id, story, article } = life.scene;
  test(`lawful path ${id}: ${story} (${article})`, async () => {
    // A difference is a difference in law or in evidence: read it, then run testing/write-golden.ts.
    assert.deepEqual(JSON.parse(JSON.stringify(await lifeOf(life))), JSON.parse(readFileSync(goldenOf(id), 'utf8')));
  });
}
