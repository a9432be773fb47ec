import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { sha256Hex } from '@fengcun/kernel';
import { sealRecord, unsealRecord } from '../index.ts';
import { judgment, MARKS, row } from '../intake/testing/invented-items.ts';
import { countsOf, dumpOf, importAll, type LookedAt, memoryDeployment, projectionsOf } from '../intake/testing/import-fixture.ts';

const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
  } finally {
    await deployment.close();
  }
};

const AT = '2026-11-21T10:00:00.000Z';
const order = (recordId: string) => ({ recordId, ground: 'juvenileSentence', decidedBy: 'court', at: AT });

type Rows = readonly Readonly<Record<string, unknown>>[];
const rowsOf = async ({ connection }: LookedAt, statement: string): Promise<Rows> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(connection)).rows;

const SIDE_TABLES = ['subject', 'subject_term', 'criminal_case', 'record', 'holder', 'stage_record', 'attachment', 'event', 'inbox'];
const counts = async (deployment: LookedAt, side: string): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {};
  for (const table of SIDE_TABLES) found[table] = (await rowsOf(deployment, `select 1 from ${side}.${table}`)).length;
  return found;
};

const onlyRecord = async (deployment: LookedAt): Promise<string> => String((await rowsOf(deployment, 'select record_id from open.record'))[0]?.['recordId']);

test('sealing moves everything of a record behind the wall and leaves nothing on the open side', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('first', { termMonths: 12 })]);
  const before = await counts(deployment, 'open');
  const openDump = await dumpOf(deployment);
  const recordId = await onlyRecord(deployment);
  const sealed = await sealRecord(deployment, order(recordId));
  assert.deepEqual(sealed, { ok: true, value: { outcome: 'moved', caseMoved: true, subjectMoved: true, areKeysErased: true } });
  const after = await counts(deployment, 'open');
  assert.deepEqual(Object.values(after).filter((count) => count > 0), [], JSON.stringify(after));
  const there = await counts(deployment, 'sealed');
  for (const table of ['subject', 'subject_term', 'criminal_case', 'record', 'holder', 'stage_record', 'event']) assert.equal(there[table], before[table], table);
  assert.equal((await rowsOf(deployment, 'select 1 from ops.exception_item')).length, 0, 'the contradiction waits behind the wall');
  assert.equal((await rowsOf(deployment, 'select 1 from sealed.held_message')).length, 1);
  // No digest, content or key of the open side is in any table now.
  const dump = await dumpOf(deployment);
  for (const digest of openDump.match(/\\\\x[0-9a-f]{64}(?![0-9a-f])/g) ?? []) {
    if (digest !== `\\\\x${'00'.repeat(32)}`) assert.ok(!dump.includes(digest), 'a digest of the open side is still there');
  }
  for (const mark of MARKS) {
    for (const form of [mark, Buffer.from(mark).toString('hex'), sha256Hex(mark)]) assert.ok(!dump.includes(form), 'a mark stands in a table');
  }
}));


test('unsealing brings back exactly what was there, and nothing of it stays sealed', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), judgment('second')]);
  const before = await projectionsOf(deployment);
  const recordIds = (await rowsOf(deployment, 'select record_id from open.record order by 1')).map((one) => String(one['recordId']));
  for (const recordId of recordIds) assert.equal((await sealRecord(deployment, order(recordId))).ok, true);
  assert.deepEqual(Object.values(await counts(deployment, 'open')).filter((count) => count > 0), []);
  for (const recordId of recordIds) assert.equal((await unsealRecord(deployment, { ...order(recordId), ground: 'wrongSeal' })).ok, true);
  assert.deepEqual(Object.values(await counts(deployment, 'sealed')).filter((count) => count > 0), []);
  assert.deepEqual(await projectionsOf(deployment), before);
  // What comes again is recognised, by claims under the digests of the open side.
  assert.deepEqual(countsOf(await importAll(deployment, [row('first'), judgment('second')])), { taken: 0, repeated: 3, exception: 0 });
}));

test('one defendant of two is sealed: the other stays as if alone, and comes to the same sealed case later', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('second', { sameCaseAs: 'first', personOf: 'second' })]);
  const records = await rowsOf(deployment, 'select record_id, subject_id from open.record order by 1');
  assert.equal(records.length, 2);
  const [one, two] = records.map((record) => String(record['recordId']));
  const sealed = await sealRecord(deployment, order(one ?? ''));
  assert.deepEqual(sealed.ok && [sealed.value.caseMoved, sealed.value.subjectMoved], [false, true]);
  const versions = (await rowsOf(deployment, 'select version from open.event order by version')).map(({ version }) => version);
  assert.deepEqual(versions, versions.map((_, at) => at + 1), 'no hole and no number tells that somebody left');
  const again = await sealRecord(deployment, order(two ?? ''));
  assert.deepEqual(again.ok && [again.value.caseMoved, again.value.subjectMoved], [true, true]);
  assert.deepEqual(Object.values(await counts(deployment, 'open')).filter((count) => count > 0), []);
  for (const recordId of [two, one]) assert.equal((await unsealRecord(deployment, order(recordId ?? ''))).ok, true);
  assert.deepEqual(Object.values(await counts(deployment, 'sealed')).filter((count) => count > 0), []);
  const back = await projectionsOf(deployment);
  assert.deepEqual([back.subjects.length, back.cases.length, back.records.length], [2, 1, 2]);
}));

test('a person with another open record keeps it, readable, and without what only the sealed one told', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('second', { personOf: 'first' })]);
  const [one] = await rowsOf(deployment, 'select record_id from open.record order by 1');
  const sealed = await sealRecord(deployment, order(String(one?.['recordId'])));
  assert.deepEqual(sealed.ok && [sealed.value.caseMoved, sealed.value.subjectMoved], [true, false]);
  const { subjects, cases, records } = await projectionsOf(deployment);
  assert.deepEqual([subjects.length, cases.length, records.length], [1, 1, 1]);
  const [{ eraseSerial: open } = {}] = await rowsOf(deployment, 'select erase_serial from open.subject');
  const [{ eraseSerial: there } = {}] = await rowsOf(deployment, 'select erase_serial from sealed.subject');
  assert.ok(typeof open === 'number' && typeof there === 'number');
}));

test('sealing twice is the same as once; what is unknown or without a ground is refused', () => withDeployment(async (deployment) => {
  await importAll(deployment, [judgment('first')]);
  const recordId = await onlyRecord(deployment);
  assert.equal((await sealRecord(deployment, order(recordId))).ok, true);
  const again = await sealRecord(deployment, order(recordId));
  assert.deepEqual(again.ok && again.value.outcome, 'alreadyThere');
  assert.deepEqual(await sealRecord(deployment, order('0199f0a0-1111-7abc-8def-0123456789ab')), { ok: false, error: { code: 'RECORD_UNKNOWN' } });
  assert.deepEqual(await sealRecord(deployment, { ...order(recordId), ground: '张某某' }), { ok: false, error: { code: 'GROUND_MALFORMED' } });
}));

test('a refusal of what is done alongside undoes the whole move', () => withDeployment(async (deployment) => {
  await importAll(deployment, [judgment('first')]);
  const recordId = await onlyRecord(deployment);
  const before = await dumpOf(deployment, ['ledger.audit_pending', 'open.event']);
  const refused = await sealRecord(deployment, { ...order(recordId), alongside: async () => ({ ok: false, error: { code: 'NO_ORDER' } }) });
  assert.deepEqual(refused, { ok: false, error: { code: 'NOT_ALONGSIDE', reason: 'NO_ORDER' } });
  assert.equal(await dumpOf(deployment, ['ledger.audit_pending', 'open.event']), before);
}));

test('a late message of a sealed case is answered as always, held behind the wall, once, and leaves no trace openly', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first')]);
  await sealRecord(deployment, order(await onlyRecord(deployment)));
  // The same again, another telling of it, and a document of the same case: nobody is told that anything is different.
  assert.deepEqual(countsOf(await importAll(deployment, [row('first')])), { taken: 0, repeated: 2, exception: 0 });
  const late = [row('first', { termMonths: 12 }), judgment('first')];
  assert.deepEqual(countsOf(await importAll(deployment, late)), { taken: 2, repeated: 1, exception: 0 });
  assert.deepEqual(countsOf(await importAll(deployment, late)), { taken: 0, repeated: 3, exception: 0 });
  assert.deepEqual(Object.values(await counts(deployment, 'open')).filter((count) => count > 0), []);
  assert.equal((await rowsOf(deployment, 'select 1 from ops.exception_item')).length, 0);
  const held = await rowsOf(deployment, 'select reason from sealed.held_message');
  assert.deepEqual(held.map(({ reason }) => reason), ['LATE', 'LATE']);
  // Once the case is open again a person finds them among the exceptions.
  const [{ recordId } = {}] = await rowsOf(deployment, 'select record_id from sealed.record');
  assert.equal((await unsealRecord(deployment, order(String(recordId)))).ok, true);
  assert.equal((await rowsOf(deployment, 'select 1 from ops.exception_item')).length, 2);
  assert.deepEqual(Object.values(await counts(deployment, 'sealed')).filter((count) => count > 0), []);
}));

test('what came back from behind the wall goes behind it again with a second seal, readable, and hangs from no key that the seal erases', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('first', { termMonths: 12 })]);
  const recordId = await onlyRecord(deployment);
  const waiting = async () => [(await rowsOf(deployment, 'select 1 from ops.exception_item')).length, (await rowsOf(deployment, 'select 1 from sealed.held_message')).length];
  assert.equal((await sealRecord(deployment, order(recordId))).ok, true);
  assert.deepEqual(countsOf(await importAll(deployment, [row('first', { termMonths: 14 }), judgment('first')])), { taken: 2, repeated: 1, exception: 0 });
  const held = (await waiting())[1];
  // A contradiction, a late telling and a late document; each way opens all of them and seals them anew.
  for (let round = 0; round < 3; round += 1) {
    assert.deepEqual(await unsealRecord(deployment, { ...order(recordId), ground: 'wrongSeal' }).then((done) => done.ok), true, `round ${round}`);
    assert.deepEqual(await waiting(), [held, 0], `open, round ${round}`);
    const again = await sealRecord(deployment, order(recordId));
    assert.ok(again.ok && again.value.areKeysErased, `round ${round}`);
    assert.deepEqual(await waiting(), [0, held], `sealed, round ${round}`);
    assert.deepEqual(Object.values(await counts(deployment, 'open')).filter((count) => count > 0), []);
  }
  // Sent once more by its source, what is held is known.
  assert.deepEqual(countsOf(await importAll(deployment, [row('first', { termMonths: 14 }), judgment('first')])), { taken: 0, repeated: 3, exception: 0 });
  assert.deepEqual(await waiting(), [0, held]);
}));

test('in a case that is sealed for one of two, messages about the other go on openly and all else is held', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('second', { sameCaseAs: 'first', personOf: 'second' })]);
  const terms = await rowsOf(deployment, 'select record_id from open.record order by record_id');
  await sealRecord(deployment, order(String(terms[0]?.['recordId'])));
  const before = await counts(deployment, 'open');
  const both = [row('first', { termMonths: 20 }), row('second', { sameCaseAs: 'first', personOf: 'second', termMonths: 20 })];
  const outcomes = await importAll(deployment, both);
  assert.ok(countsOf(outcomes).taken >= 2);
  const after = await counts(deployment, 'open');
  assert.deepEqual([after['subject'], after['record']], [before['subject'], before['record']], 'nobody new came to be known');
  assert.ok((after['event'] ?? 0) > (before['event'] ?? 0), 'the other defendant was told of');
  assert.ok((await rowsOf(deployment, 'select 1 from sealed.held_message')).length > 0);
}));

test('every table of the open side is one that sealing empties; a new one has to be taught to it', () => withDeployment(async (deployment) => {
  const tables = await rowsOf(deployment, "select tablename from pg_tables where schemaname = 'open' order by 1");
  // Marks follow every move (certificate/marks); numbers of papers name nobody; what people apply for themselves is no record of theirs.
  const beside = ['conviction_mark', 'number_series', 'proceeding'];
  const known = [...SIDE_TABLES, ...beside];
  assert.deepEqual(tables.map(({ tablename }) => tablename).filter((name) => !known.includes(String(name))), []);
}));
