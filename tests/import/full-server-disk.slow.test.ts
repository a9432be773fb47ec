import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '../../packages/store/src/testing/postgres-server.ts';
import { runCommand } from './running-import.ts';
import { fillUp, folder, ONE, SKIPPED, smallDisk } from './small-disk.ts';

test('PostgreSQL on a disk that fills up: the same', async (t) => {
  const disk = smallDisk('server', 500);
  if (disk === undefined) return t.skip(SKIPPED);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = disk;
  const server = await startServer(['-c', 'max_wal_size=32MB', '-c', 'min_wal_size=32MB']).finally(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  try {
    const words = ['--database-url', server.url, '--data', join(folder, 'server-data')];
    const place = { disk, words, keyed: [...words, '--key-file', join(folder, 'server.key')] };
    assert.equal((await runCommand(['import', ONE, ...place.keyed])).code, 0);
    await fillUp(t, place, [2]);
  } finally {
    await server.stop();
  }
});
