import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { goldenHashes } from './testing/golden.ts';

const golden = JSON.parse(readFileSync(new URL('./testing/golden.json', import.meta.url), 'utf8')) as Readonly<Record<string, string>>;

test('every paper comes out byte for byte as it was last looked at', async () => {
  // A change here is either a new template version, or an engine, zlib or QR library that draws otherwise: render
  // the paper, look at it, then run packages/documents/src/testing/golden.ts.
  assert.deepEqual(await goldenHashes(), golden);
});
