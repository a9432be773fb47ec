import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { LEASE_MS } from '@fengcun/vault';
import { beginAct, importHead, minter } from '../intake/act.ts';
import { placeOf } from '../intake/seal-place.ts';
import { loadBatchKeys, openJson, type SealJob } from '../intake/sealing.ts';
import { countsOf, importAll, type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';
import { type SealerThread, startSealer } from './sealer-thread.ts';

let deployment: LookedAt;
let sealer: SealerThread;
before(async () => {
  deployment = await memoryDeployment();
  sealer = startSealer();
  while (!sealer.isReady()) await new Promise((again) => { setImmediate(again); });
});
after(async () => {
  await sealer.stop();
  await deployment.close();
});

const jobsOf = (count: number): readonly SealJob[] => {
  const mint = minter(deployment);
  return Array.from({ length: count }, (_, at) =>
    ({ place: placeOf('event', mint(), 1 + (at % 3)), serial: at % 7, text: JSON.stringify({ at, 姓名: '测'.repeat(at) }) }));
};

test('what the thread seals opens at its place, under its serial, and at no other', async () => {
  const keys = await loadBatchKeys(deployment);
  const jobs = jobsOf(50);
  const act = await beginAct(deployment, minter(deployment), importHead(deployment, { account: 'tester', policyHash: 'c'.repeat(64) }, []));
  for (const sealed of await Promise.all([sealer.sealAll(keys, jobs), sealer.sealAll(keys, jobs)])) {
    assert.equal(new Set(sealed.map(({ content }) => Buffer.from(content).toString('hex'))).size, jobs.length);
    for (const [at, { place, text, serial }] of jobs.entries()) {
      const stored = present(sealed[at], 'a seal for each job');
      const opened = openJson({ ...keys, intent: await act.intentFor([place], keys.now) }, place, stored);
      assert.deepEqual(opened, { ok: true, value: JSON.parse(text) as unknown });
      assert.equal(Buffer.from(stored.wrappedKey).readUInt32BE(112), serial);
      const elsewhere = { ...place, version: place.version + 1 };
      assert.equal(openJson({ ...keys, intent: await act.intentFor([elsewhere], keys.now) }, elsewhere, stored).ok, false);
    }
  }
});

test('keys whose lease is over seal nothing in the thread either', async () => {
  const keys = await loadBatchKeys(deployment);
  const late = { ...keys, now: keys.now + LEASE_MS };
  await assert.rejects(sealer.sealAll({ ...late, eraseTree: { ...keys.eraseTree, keyFor: (serial) => keys.eraseTree.keyFor(serial, keys.now) } }, jobsOf(2)),
    { code: 'KEYS_UNUSABLE' });
});

test('a long import, sealed in a thread, is repeated as a short one is', async () => {
  const items = [judgment('first'), row('second'), row('third'), judgment('fourth')];
  const numbered = items.map((item, at) => ({ ...item, key: `${item.key}/${at}` }));
  assert.equal(countsOf(await importAll(deployment, numbered, 1)).taken, 6);
  assert.equal(countsOf(await importAll(deployment, numbered)).repeated, 6);
});

test('a thread that ended is a fault, not an unsealed record', async () => {
  const ended = startSealer();
  while (!ended.isReady()) await new Promise((again) => { setImmediate(again); });
  await ended.stop();
  await assert.rejects(ended.sealAll(await loadBatchKeys(deployment), jobsOf(1)), { code: 'SEALING_BROKE_OFF' });
});
