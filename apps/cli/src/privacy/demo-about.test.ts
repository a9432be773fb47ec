import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aboutLines } from './demo-about.ts';
import { DEMO_PARTS } from './privacy-demo.ts';

test('every part of the demonstration says what it does, whom it protects, against whom, and what it leaves open', () => {
  for (const name of DEMO_PARTS) {
    for (const language of ['zh', 'en'] as const) assert.equal(aboutLines(name, language).length, 4, `${name} ${language}`);
  }
  assert.deepEqual(aboutLines('nothing', 'zh'), []);
});
