import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ok } from '@fengcun/kernel';
import { type Deployment, eraseSubject, keyStatus, openDeployment, openStoredLedgers, rotateKeys, runChecks, sealRecord, settleLedgers } from '../index.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';
import { countsOf, importAll } from '../intake/testing/import-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-keys-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const KEY = join(folder, 'keys', 'own.key');
const openAt = (dataDirectory: string, keyPath = KEY): Promise<Deployment> => openDeployment({
  database: { kind: 'embedded', dataDirectory }, keys: { type: 'file', path: keyPath, defaultFolder: folder },
  clock: () => Date.now(), random: (length) => randomBytes(length),
});
const onData = async <T>(dataDirectory: string, work: (deployment: Deployment) => Promise<T>, keyPath = KEY): Promise<T> => {
  const deployment = await openAt(dataDirectory, keyPath);
  try {
    const value = await work(deployment);
    await settleLedgers(deployment, { dataDirectory, holder: 'embedded' });
    return value;
  } finally {
    await deployment.close();
  }
};

const assertWhole = async (dataDirectory: string): Promise<void> => {
  const stored = await openStoredLedgers({ dataDirectory, now: () => new Date().toISOString() });
  assert.ok(stored.ok);
  for await (const { check, findings } of runChecks(stored.value)) assert.deepEqual(findings, [], check);
  await stored.value.close();
};

test('a rotation killed with SIGKILL at each step goes on at the next run; nothing is lost and fsck is green', async (t) => {
  const data = join(folder, 'rotation');
  await onData(data, (deployment) => importAll(deployment, [row('first'), row('second'), judgment('third'), row('fourth')]));
  const script = fileURLToPath(new URL('./testing/killed-rotation.ts', import.meta.url));
  const run = (at: number) => spawnSync(process.execPath, [script, data, KEY, String(at)], { encoding: 'utf8', timeout: 60_000 });
  const points = [4, 7, 9, 12, 15, 17, 20];
  let killed = 0;
  for (const at of points) {
    const { signal } = run(at);
    if (signal === 'SIGKILL') killed += 1;
    // Between two kills everything is there and opens: what comes again is recognised, what is new is taken.
    const again = await onData(data, (deployment) => importAll(deployment, [row('first')]));
    assert.deepEqual(countsOf(again), { taken: 0, repeated: 2, exception: 0 });
  }
  assert.ok(killed >= 5, `${killed} of ${points.length} were killed`);
  const { stdout, stderr } = run(0);
  assert.match(stdout, /^destroyed/, stderr);
  const status = await onData(data, (deployment) => keyStatus(deployment, 'custodian'));
  const [open] = status.trees;
  assert.equal(open?.epochs.length, 1);
  assert.equal(open?.rotation, undefined);
  assert.deepEqual([open?.erasedRows, open?.strangeRows], [0, 0]);
  await assertWhole(data);
  t.diagnostic(`measured: killed at ${killed} points of the rotation, every one taken up again`);
});

type Opened = Readonly<{ rows: number; erased: number }>;
const openedIn = async (deployment: Deployment): Promise<readonly Opened[]> => {
  const { trees } = await keyStatus(deployment, 'custodian');
  return trees.map(({ epochs, erasedRows }) =>
    ({ rows: epochs.flatMap(({ rows }) => Object.values(rows)).reduce((sum, count) => sum + count, 0), erased: erasedRows }));
};
const subjectAndRecords = async (deployment: Deployment) => {
  const read = await deployment.database.audit(async ({ select }) => ok(await select<Readonly<{ recordId: string; subjectId: string }>>(
    'select record_id as "recordId", subject_id as "subjectId" from open.record order by record_id', [])));
  assert.ok(read.ok);
  return read.value;
};

test('restore drill: a copy of the data from before a deletion and a seal opens neither, with the keys of today, and all else', async () => {
  const data = join(folder, 'drill');
  const key = join(folder, 'keys', 'drill.key');
  await onData(data, (deployment) => importAll(deployment, [row('first'), row('second'), row('third')]), key);
  const copy = join(folder, 'drill-backup');
  cpSync(data, copy, { recursive: true });
  const before = await onData(data, openedIn, key);
  const [erased, sealed] = await onData(data, subjectAndRecords, key);
  assert.ok(erased !== undefined && sealed !== undefined);
  await onData(data, async (deployment) => {
    const order = { subjectId: erased.subjectId, ground: 'retentionEnded', requestedBy: 'archive', approvedBy: 'court' } as const;
    assert.equal((await eraseSubject(deployment, order)).ok, true);
    const at = new Date().toISOString();
    assert.equal((await sealRecord(deployment, { recordId: sealed.recordId, ground: 'juvenileSentence', decidedBy: 'court', at })).ok, true);
  }, key);
  await assertWhole(data);
  // The old copy: everything but the key store, which alone is short-lived and in no backup.
  const restored = await onData(copy, async (deployment) => {
    const found = await openedIn(deployment);
    // Reading the erased person's case is refused; the third person's is as it was.
    const outcomes = await importAll(deployment, [row('first', { termMonths: 12 }), row('third')]);
    return { found, outcomes };
  }, key);
  assert.equal(restored.found[0]?.rows, before[0]?.rows, 'the restored copy has every row again');
  assert.ok((restored.found[0]?.erased ?? 0) >= 4, 'events of the erased and of the sealed person are dead');
  assert.ok((restored.found[0]?.erased ?? 0) < (before[0]?.rows ?? 0), 'the neighbour lives');
  const reasons = restored.outcomes.flatMap((one) => (one.reason === undefined ? [] : [one.reason]));
  assert.ok(reasons.includes('CASE_REFUSED'), `what is dead is refused: ${reasons.join()}`);
  assert.equal(countsOf(restored.outcomes).repeated >= 2, true);
});

test('a rotation that another process may race waits for its lease, and never ends an epoch rows still name', async () => {
  const data = join(folder, 'waiting');
  const key = join(folder, 'keys', 'waiting.key');
  await onData(data, async (deployment) => {
    await importAll(deployment, [row('first')]);
    const waiting = await rotateKeys(deployment, { tree: 'open', account: 'custodian', isAlone: false });
    assert.deepEqual(waiting.ok && waiting.value.outcome, 'waiting');
    const ended = await rotateKeys(deployment, { tree: 'open', account: 'custodian', isAlone: true });
    assert.deepEqual(ended.ok && ended.value.outcome, 'destroyed');
  }, key);
});
