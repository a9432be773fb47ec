import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Fault } from '@fengcun/kernel';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { handIn } from '../ledger/testing/invented-log.ts';
import type { SequencerEvent } from '../ledger/sequencer/run-sequencer.ts';
import { keepLog, type KeptLog } from './keep-log.ts';

/** The last second of the log of 2026 (UTC, as entries are dated). */
const YEAR_END = Date.parse('2026-12-31T23:59:59Z');

let folder: string;
let memory: LookedAt;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fengcun-years-'));
  memory = await memoryDeployment();
});
after(async () => {
  await memory.close();
  rmSync(folder, { recursive: true, force: true });
});

const idsOf = async (logId: string): Promise<Readonly<{ size: number; pending: number }>> => {
  const found = await memory.database.audit(async ({ leaves }) => ({ ok: true as const, value: await leaves.size(logId) }));
  const waiting = await memory.database.sequence(async (leaves) => ({ ok: true as const, value: (await leaves.pending(logId, 100)).length }));
  assert.ok(found.ok && waiting.ok);
  return { size: found.value, pending: waiting.value };
};

test('at the end of a year the next log is kept, what was dated before and committed later is signed in its own, and a fault meanwhile ends nothing', async () => {
  let now = YEAR_END;
  let isStopping = false;
  let faults = 0;
  const told: SequencerEvent[] = [];
  let isAway = false;
  const keyStore: typeof memory.keyStore = {
    ...memory.keyStore, readState: async (name) => {
      if (!isAway) return memory.keyStore.readState(name);
      isAway = false;
      faults += 1;
      throw new Fault('DATABASE_UNREACHABLE', 'the key store is away');
    },
  };
  const deployment = { ...memory, keyStore, clock: () => now };
  const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  const log: KeptLog = await keepLog(deployment, {
    logs: { dataDirectory: folder, holder: 'one' }, idle: breathe, isStopping: () => isStopping, tell: (event) => { told.push(event); },
  });
  const until = async (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> => {
    for (let turn = 0; turn < 3_000; turn += 1) {
      if (await isSo()) return;
      await breathe();
    }
    assert.fail(what);
  };
  await handIn(memory.database, 'access/2026', { from: 0, to: 3 });
  await until(async () => (await idsOf('access/2026')).size === 3, 'the old year is sequenced');
  // The first opening of the next log meets a key store that is away.
  isAway = true;
  now += 2_000;
  await handIn(memory.database, 'access/2027', { from: 3, to: 5 });
  await until(async () => (await idsOf('access/2027')).size === 2, 'the new year is sequenced');
  assert.equal(faults, 1);
  assert.equal(log.ledger().logId, 'access/2027');
  assert.equal(log.isKept(), true);
  // An act that began before midnight and was committed after it.
  await handIn(memory.database, 'access/2026', { from: 5, to: 6 });
  await until(async () => (await idsOf('access/2026')).pending === 0, 'what came late is signed in the log of its year');
  isStopping = true;
  assert.equal(await log.finish(), true);
});
