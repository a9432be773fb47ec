import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const SOURCE = new URL('../../', import.meta.url);

/** Pages and parts by their path. */
const pages = (): readonly (readonly [path: string, text: string])[] =>
  readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((one) => /\.tsx?$/.test(one) && !one.endsWith('.test.ts'))
    .map((one) => [one, readFileSync(new URL(one, SOURCE), 'utf8')]);

test('no choice of a step, and no decision kept as yes or no, has a value before anybody chose', () => {
  const fields = pages().flatMap(([path, text]) => [...text.matchAll(/\{ name: '\w+'[^]*?(?=\{ name: '|\}\s*\]|$)/g)].map(([field]) => ({ path, field })));
  const choices = fields.filter(({ field }) => field.includes("kind: 'choice'"));
  assert.ok(choices.length >= 8, `${choices.length} choices of steps were found`);
  assert.deepEqual(choices.filter(({ field }) => /\binitial\b/.test(field)).map(({ path }) => path), []);
  const kept = pages().filter(([, text]) => /useState<[^>]*'(?:yes|no|grant|refuse)'[^>]*>\([^)]/.test(text));
  assert.deepEqual(kept.map(([path]) => path), []);
});
