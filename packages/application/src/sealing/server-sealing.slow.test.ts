import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { ok, present } from '@fengcun/kernel';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import { type Deployment, eraseSubject, keyStatus, rotateKeys, sealRecord, settleErasures, unsealRecord } from '../index.ts';
import { countsOf, deploymentAt, importAll } from '../intake/testing/import-fixture.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';

/** Sealing, deletion and rotation on a PostgreSQL server of its own, several at once. */
let server: TestServer | undefined;
let deployment: Deployment | undefined;
before(async () => {
  server = await startServer();
  deployment = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: tmpdir() });
});
after(async () => {
  await deployment?.close();
  await server?.stop();
});
const opened = (): Deployment => present(deployment, 'the open deployment');
const select = async <Row>(statement: string): Promise<readonly Row[]> => {
  const read = await opened().database.audit(async (stores) => ok(await stores.select<Row>(statement, [])));
  return present(read.ok ? read : undefined, 'reading is never refused').value;
};
const AT = '2026-11-21T10:00:00.000Z';
const order = (recordId: string) => ({ recordId, ground: 'juvenileSentence', decidedBy: 'court', at: AT, settle: 'later' as const });
type Ids = Readonly<{ recordId: string; subjectId: string }>;
const records = (side: string) => select<Ids>(`select record_id as "recordId", subject_id as "subjectId" from ${side}.record order by record_id`);

test('PostgreSQL: four records of one case and of others are sealed at once while messages come in, and all are sealed', async () => {
  const items = [row('first'), row('second', { sameCaseAs: 'first', personOf: 'second' }), row('third'), row('fourth')];
  assert.equal(countsOf(await importAll(opened(), items)).taken, 8);
  const ids = await records('open');
  const [sealed] = await Promise.all([
    Promise.all(ids.map(({ recordId }) => sealRecord(opened(), order(recordId)))),
    importAll(opened(), [judgment('third'), row('fourth', { termMonths: 20 })]),
  ]);
  for (const [at, one] of sealed.entries()) {
    if (one.ok) continue;
    assert.equal(one.error.code, 'RECORD_BUSY');
    assert.equal((await sealRecord(opened(), order(ids[at]?.recordId ?? ''))).ok, true);
  }
  assert.deepEqual((await settleErasures(opened())).ok, true);
  assert.deepEqual((await records('sealed')).map(({ recordId }) => recordId), ids.map(({ recordId }) => recordId));
  for (const { recordId } of ids) assert.deepEqual(await select(`select 1 as one from open.record where record_id = '${recordId}'`), []);
});

test('PostgreSQL: unsealing, deletion and rotation leave keys and rows whole', async (t) => {
  const [first, second] = await records('sealed');
  assert.ok(first !== undefined && second !== undefined);
  assert.equal((await unsealRecord(opened(), order(first.recordId))).ok, true);
  const erasure = { subjectId: second.subjectId, ground: 'decisionAnnulled', requestedBy: 'archive', approvedBy: 'court' } as const;
  assert.equal((await eraseSubject(opened(), erasure)).ok, true);
  for (const tree of ['open', 'sealed'] as const) {
    const started = performance.now();
    const rotated = await rotateKeys(opened(), { tree, account: 'custodian', isAlone: true, batch: 3 });
    assert.deepEqual(rotated.ok && [rotated.value.outcome, rotated.value.rejected, rotated.value.erased], ['destroyed', 0, 0]);
    t.diagnostic(`measured: rotation of the ${tree} side in ${Math.round(performance.now() - started)} ms`);
  }
  const { trees } = await keyStatus(opened(), 'custodian');
  assert.deepEqual(trees.map((tree) => [tree.epochs.length, tree.pendingErasures, tree.erasedRows, tree.strangeRows]), [[1, 0, 0, 0], [1, 0, 0, 0]]);
});
