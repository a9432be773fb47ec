import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault, sha256Hex } from '@fengcun/kernel';
import type { WriterStores } from '@fengcun/store';
import type { Deployment } from '../index.ts';
import { failingAt, writeCalls } from './testing/failing-stores.ts';
import { judgment, MARKS, row } from './testing/invented-items.ts';
import { countsOf, dumpOf, importAll, type LookedAt, memoryDeployment, projectionsOf } from './testing/import-fixture.ts';

const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
  } finally {
    await deployment.close();
  }
};

test('a judgment and a row become sealed records; the second run repeats all of it', () => withDeployment(async (deployment) => {
  const items = [judgment('first'), row('second')];
  assert.deepEqual(countsOf(await importAll(deployment, items)), { taken: 3, repeated: 0, exception: 0 });
  const before = await dumpOf(deployment, ['ledger.audit_pending']);
  assert.deepEqual(countsOf(await importAll(deployment, items)), { taken: 0, repeated: 3, exception: 0 });
  assert.deepEqual(await dumpOf(deployment, ['ledger.audit_pending']), before);
}));

test('no name, number, charge or outcome stands in any column in clear', () => withDeployment(async (deployment) => {
  const outcomes = await importAll(deployment, [judgment('first'), row('second'), row('second', { termMonths: 12 })]);
  assert.ok(countsOf(outcomes).exception > 0, 'an exception is part of what is looked at');
  const dump = await dumpOf(deployment);
  assert.ok(dump.length > 10_000, 'the tables are not empty');
  for (const mark of MARKS) {
    const forms = [mark, Buffer.from(mark).toString('hex'), Buffer.from(mark).toString('base64').slice(0, -2), sha256Hex(mark)];
    for (const form of forms) assert.ok(!dump.includes(form), `a form of an invented mark stands in a table`);
  }
}));

test('every order and repetition of the same files ends in the same projections', async () => {
  const items = [judgment('first'), row('second'), row('third', { sameCaseAs: 'first' }), judgment('fourth')];
  const orders = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 2, 3, 1, 0], [1, 3, 0, 2, 1, 3]];
  const ends = await Promise.all(orders.map(async (order) => {
    let end: unknown;
    await withDeployment(async (deployment) => {
      const items_ = order.flatMap((at) => items[at] ?? []);
      for (const item of items_) await importAll(deployment, [item]);
      end = await projectionsOf(deployment);
    });
    return end;
  }));
  for (const end of ends) assert.deepEqual(end, ends[0]);
  await withDeployment(async (deployment) => {
    await importAll(deployment, [...items, ...items.toReversed()]);
    assert.deepEqual(await projectionsOf(deployment), ends[0], 'all in one batch');
  });
});

test('a second message that contradicts the first is taken and waits for a person, once', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first')]);
  const second = await importAll(deployment, [row('first', { termMonths: 12 })]);
  assert.deepEqual(second.map(({ outcome, reason }) => reason ?? outcome), ['taken', 'RECORDS_CONTRADICT', 'repeated']);
  assert.ok(second[1]?.details?.some(({ code }) => code === 'VERSION_TOLD_TWICE'));
  assert.deepEqual(countsOf(await importAll(deployment, [row('first', { termMonths: 12 })])), { taken: 0, repeated: 2, exception: 0 });
}));

test('one number with two names is never guessed to be one person', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first')]);
  const [outcome] = await importAll(deployment, [row('second', { numberOf: 'first' })]);
  assert.equal(outcome?.reason, 'IDENTITY_CONTRADICTS');
}));

test('one number with one name and birth date is one person over two cases', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first')]);
  assert.equal(countsOf(await importAll(deployment, [row('second', { personOf: 'first' })])).taken, 2);
  const { subjects, cases, records } = await projectionsOf(deployment);
  assert.deepEqual([subjects.length, cases.length, records.length], [1, 2, 2]);
}));

test('two defendants of one name in one judgment stay two persons', () => withDeployment(async (deployment) => {
  const one = judgment('first');
  const twins = { ...one, messages: one.messages.flatMap((entry) => [entry, {
    ...entry, personAt: 1, message: { ...entry.message, source: { ...entry.message.source, messageId: 'first/2' } },
  }]) };
  assert.equal(countsOf(await importAll(deployment, [twins])).taken, 2);
  assert.equal((await projectionsOf(deployment)).subjects.length, 2);
}));

test('a problem waits with its reason and words, once, and its input is sealed with it', () => withDeployment(async (deployment) => {
  const doubtful = { ...judgment('first'), problems: [{
    reason: 'READING_DOUBTFUL', details: [{ code: 'TERM_UNREADABLE' }], place: 'first#1', span: { start: 3, end: 9 },
  }] } as const;
  const [taken, waits] = await importAll(deployment, [doubtful]);
  assert.equal(taken?.outcome, 'taken');
  assert.deepEqual(waits, { ...doubtful.problems[0], outcome: 'exception' });
  assert.deepEqual(countsOf(await importAll(deployment, [doubtful])), { taken: 0, repeated: 2, exception: 0 });
}));

test('a stop at any call of the transaction leaves nothing of it, and the next run takes the whole', async () => {
  const items = [judgment('first'), row('second')];
  let calls = 0;
  await withDeployment(async (deployment) => { calls = await writeCalls(deployment, (counted) => importAll(counted, items)); });
  assert.ok(calls >= 10, `a batch makes ${calls} calls`);
  await withDeployment(async (deployment) => {
    const empty = await dumpOf(deployment, ['ledger.audit_pending']);
    for (let at = 1; at <= calls; at += 1) {
      const killed = failingAt(deployment, at, new Fault('KILLED', 'killed by the test'));
      await assert.rejects(importAll(killed, items), /killed by the test/);
      assert.equal(await dumpOf(deployment, ['ledger.audit_pending']), empty, `after call ${at}`);
    }
    assert.deepEqual(countsOf(await importAll(deployment, items)), { taken: 3, repeated: 0, exception: 0 });
  });
});

test('the intent is committed before anything is taken: a log that refuses stops the import', () => withDeployment(async (deployment) => {
  const refusing: Deployment = { ...deployment, database: { ...deployment.database, write: (act, work) =>
    deployment.database.write(act, (stores: WriterStores) => work({ ...stores, audit: {
      ...stores.audit, append: () => Promise.reject(new Fault('AUDIT_FULL', 'the log is full')) } })) } };
  const empty = await dumpOf(deployment);
  await assert.rejects(importAll(refusing, [row('first')]), /the log is full/);
  assert.equal(await dumpOf(deployment), empty);
}));
