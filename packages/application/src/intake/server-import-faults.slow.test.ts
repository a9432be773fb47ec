import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDatabase } from '@fengcun/store';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { assertEveryKind, benchOn, inTurn, now, sweep } from './testing/import-sweep.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-import-faults-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

test('PostgreSQL: whatever call of an import fails, the next one ends where an undisturbed one ends, and fsck finds nothing', async (t) => {
  const server = await startServer();
  const database = await openDatabase({ kind: 'server', url: server.url, migrate: true, now });
  try {
    const { points, calls } = await sweep(await benchOn(database, folder), inTurn);
    assertEveryKind(calls);
    assert.ok(points >= calls.length);
    t.diagnostic(`measured ${points} faults at ${calls.length} calls of one import, 0 bad states`);
  } finally {
    await database.close();
    await server.stop();
  }
});
