import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { eraseSubject, extentOf, keyStatus, migrateSuite, rotateKeys, sealRecord } from '../index.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';
import { countsOf, importAll, type LookedAt, memoryDeployment, projectionsOf } from '../intake/testing/import-fixture.ts';

const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
  } finally {
    await deployment.close();
  }
};

type Rows = readonly Readonly<Record<string, unknown>>[];
const rowsOf = async ({ connection }: LookedAt, statement: string): Promise<Rows> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(connection)).rows;
const subjectOf = async (deployment: LookedAt, side = 'open'): Promise<string> =>
  String((await rowsOf(deployment, `select subject_id from ${side}.subject order by 1`))[0]?.['subjectId']);
const order = (subjectId: string) => ({ subjectId, ground: 'retentionEnded', requestedBy: 'archive', approvedBy: 'procuratorate' }) as const;

test('erasing a person leaves nothing on either side, and the others of a shared case as they were', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('third', { personOf: 'first' }), row('second', { sameCaseAs: 'first', personOf: 'second' })]);
  const subjectId = await subjectOf(deployment);
  const [sealedRecord] = await rowsOf(deployment, `select record_id from open.record where subject_id = '${subjectId}' order by 1`);
  const at = '2026-11-21T10:00:00.000Z';
  assert.ok((await sealRecord(deployment, { recordId: String(sealedRecord?.['recordId']), ground: 'juvenileSentence', decidedBy: 'court', at })).ok);
  assert.deepEqual(await extentOf(deployment, { subjectId, account: 'archive' }), { openRecords: 1, sealedRecords: 1 });
  const erased = await eraseSubject(deployment, order(subjectId));
  assert.deepEqual(erased, { ok: true, value: { records: 2, blobIds: [], areKeysErased: true } });
  for (const side of ['open', 'sealed']) {
    for (const table of ['subject', 'record', 'subject_term', 'stage_record']) {
      assert.deepEqual(await rowsOf(deployment, `select 1 from ${side}.${table} where subject_id = '${subjectId}'`), [], `${side}.${table}`);
    }
  }
  for (const table of ['event', 'inbox', 'criminal_case', 'holder']) assert.deepEqual(await rowsOf(deployment, `select 1 from sealed.${table}`), [], table);
  const { subjects, cases, records } = await projectionsOf(deployment);
  assert.deepEqual([subjects.length, cases.length, records.length], [1, 1, 1]);
  const { trees } = await keyStatus(deployment, 'custodian');
  assert.deepEqual(trees.map((tree) => [tree.pendingErasures, tree.erasedRows, tree.strangeRows]), [[0, 0, 0], [0, 0, 0]]);
}));

test('one person alone erases nobody, and nobody is erased twice', () => withDeployment(async (deployment) => {
  await importAll(deployment, [judgment('first')]);
  const subjectId = await subjectOf(deployment);
  assert.deepEqual(await eraseSubject(deployment, { ...order(subjectId), approvedBy: 'archive' }), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.equal((await eraseSubject(deployment, order(subjectId))).ok, true);
  assert.deepEqual(await eraseSubject(deployment, order(subjectId)), { ok: false, error: { code: 'SUBJECT_UNKNOWN' } });
  // The same document afterwards is a new case: nothing remembers the erased one.
  assert.deepEqual(countsOf(await importAll(deployment, [judgment('first')])), { taken: 1, repeated: 0, exception: 0 });
}));

test('after a rotation and a change of suite every row opens, in the new suite, under the new epoch', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('first', { termMonths: 12 }), judgment('second')]);
  const before = await projectionsOf(deployment);
  const contents = await rowsOf(deployment, 'select content from open.event order by 1');
  const rotated = await rotateKeys(deployment, { tree: 'open', account: 'custodian', isAlone: true, batch: 2 });
  assert.ok(rotated.ok && rotated.value.outcome === 'destroyed' && rotated.value.rewrapped >= 5 && rotated.value.remaining === 0, JSON.stringify(rotated));
  assert.deepEqual(await rowsOf(deployment, 'select content from open.event order by 1'), contents, 'a rotation touches no content');
  assert.deepEqual(await projectionsOf(deployment), before);
  const moved = await migrateSuite(deployment, { tree: 'open', to: 'sm', account: 'custodian', isAlone: true });
  assert.ok(moved.ok && moved.value.rotation.outcome === 'destroyed' && moved.value.unreadable === 0, JSON.stringify(moved));
  const suites = await rowsOf(deployment, 'select distinct get_byte(content, 3) as suite from open.event union select get_byte(content, 3) from ops.exception_item');
  assert.deepEqual(suites, [{ suite: 0x12 }]);
  assert.deepEqual(await projectionsOf(deployment), before);
  assert.deepEqual(countsOf(await importAll(deployment, [row('third')])), { taken: 2, repeated: 0, exception: 0 });
  const again = await migrateSuite(deployment, { tree: 'open', to: 'sm', account: 'custodian', isAlone: true });
  assert.deepEqual(again.ok && again.value.resealed, 0);
  const { trees } = await keyStatus(deployment, 'custodian');
  assert.deepEqual(trees.map(({ epochs }) => epochs.map(({ suite }) => suite)), [['sm'], ['intl']]);
}));
