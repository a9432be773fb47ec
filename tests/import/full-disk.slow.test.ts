import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommand } from './running-import.ts';
import { fillUp, folder, ONE, SKIPPED, smallDisk } from './small-disk.ts';

test('PGlite on a disk that fills up: what was committed stays, nothing is half, and with room the import goes on', async (t) => {
  const disk = smallDisk('embedded', 400);
  if (disk === undefined) return t.skip(SKIPPED);
  const data = join(disk, 'data');
  const place = { disk, words: ['--data', data], keyed: ['--data', data, '--key-file', join(folder, 'embedded.key')] };
  assert.equal((await runCommand(['import', ONE, ...place.keyed])).code, 0);
  await fillUp(t, place, [1, 5]);
});
