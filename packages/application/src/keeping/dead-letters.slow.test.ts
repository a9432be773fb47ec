import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ok, present } from '@fengcun/kernel';
import { mintId, shardKeyOfName } from '@fengcun/store';
import { ciphertext } from '../../../store/src/testing/invented.ts';
import { keepingBench, SYSTEM } from './testing/keeping-fixture.ts';

const REASON = '对方系统已经恢复';
const RECIPIENT = 'police/530202000000';
const system = present(SYSTEM, 'the system administrator');

let bench: Awaited<ReturnType<typeof keepingBench>>;
let count = 0;
before(async () => { bench = await keepingBench(); });
after(() => bench.close());

const fresh = (shardKey: number): string => {
  count += 1;
  return mintId({ shardKey, timeMillis: bench.now(), random: bench.deployment.random(8) });
};
/** A message that was tried once and given up. */
const dead = async (): Promise<string> => {
  const shardKey = shardKeyOfName(`invented ${count}`);
  const [messageId, streamId] = [fresh(shardKey), fresh(shardKey)];
  const at = new Date(bench.now()).toISOString();
  await bench.deployment.database.operate(async ({ outbox }) => {
    await outbox.put([{
      messageId, streamId, sequence: 1, recipient: RECIPIENT, messageType: 'sealOrder', createdAt: at, dueAt: at,
      ...ciphertext(messageId),
    }]);
    await outbox.claim({ now: at, until: at, limit: 10 });
    return ok(await outbox.bury([{ messageId, failedAt: at, error: 'UNREACHABLE' }]));
  });
  return messageId;
};
const listed = async (isResting = false, limit = 50) =>
  (await (await bench.as(system)).letters({ limit, isResting })).map(({ id }) => id);
const asked = (...ids: readonly string[]) => ({ ids, reason: REASON });

const sent = async (...ids: readonly string[]) => (await bench.as(system)).retryLetters(asked(...ids), system);
const rested = async (...ids: readonly string[]) => (await bench.as(system)).restLetters(asked(...ids), system);
type Done = Awaited<ReturnType<typeof sent>>;
const told = (done: Done): string => (done.ok ? `${done.value.letters?.action} ${done.value.letters?.messages}` : done.error.code);

test('a dead letter is listed by recipient, kind, times, reason and tries, and nothing of what it says', async () => {
  const id = await dead();
  const [letter] = await (await bench.as(system)).letters({ limit: 50, isResting: false });
  const at = new Date(bench.now()).toISOString();
  assert.deepEqual(letter, { id, recipient: RECIPIENT, kind: 'sealOrder', createdAt: at, failedAt: at, attempts: 1, code: 'UNREACHABLE' });
  assert.equal(told(await rested(id)), 'rest 1');
});

test('one that is sent again waits to be sent, once; it is no dead letter any more', async () => {
  const id = await dead();
  const done = await sent(id, id);
  assert.ok(done.ok);
  assert.deepEqual([done.value.kind, done.value.state, done.value.askedBy, done.value.reason], ['letters', 'done', 'system', REASON]);
  assert.equal(told(done), 'retry 1', 'named twice is one letter');
  assert.ok(!(await listed()).includes(id) && !(await listed(true)).includes(id));
  const now = new Date(bench.now()).toISOString();
  const due = await bench.deployment.database.operate(async ({ outbox }) =>
    ok(await outbox.claim({ now, until: now, limit: 10 })));
  assert.deepEqual(due.ok ? due.value.map(({ messageId }) => messageId) : [], [id]);
  assert.equal(told(await sent(id)), 'NOTHING_TO_TELL', 'it is on its way already');
  assert.equal(told(await rested(id)), 'NOTHING_TO_TELL', 'what is on its way is not set aside');
});

test('one that is set aside is kept, no longer told as waiting, once; it can be sent again later', async () => {
  const [first, second] = [await dead(), await dead()];
  assert.equal(told(await rested(first, second)), 'rest 2');
  assert.ok((await listed()).every((id) => id !== first && id !== second));
  const resting = await listed(true);
  assert.ok(resting.includes(first) && resting.includes(second));
  const rest = { reason: REASON, at: new Date(bench.now()).toISOString(), by: 'system' };
  const whys = (await (await bench.as(system)).letters({ limit: 50, isResting: true })).filter(({ id }) => id === first || id === second);
  assert.deepEqual(whys.map((one) => one.rest), [rest, rest], 'why it was set aside, when and by whom');
  const again = await dead();
  assert.ok((await (await bench.as(system)).letters({ limit: 50, isResting: false })).every(({ rest: none }) => none === undefined));
  assert.equal(told(await rested(again)), 'rest 1');
  assert.equal(told(await rested(first)), 'NOTHING_TO_TELL');
  assert.equal(told(await sent(first)), 'retry 1');
  assert.ok(!(await listed(true)).includes(first));
});

test('two who deal with one letter in one moment: one is first', async () => {
  const id = await dead();
  assert.deepEqual((await Promise.all([rested(id), rested(id)])).map(told).toSorted(), ['NOTHING_TO_TELL', 'rest 1']);
  assert.deepEqual((await Promise.all([sent(id), sent(id)])).map(told).toSorted(), ['NOTHING_TO_TELL', 'retry 1']);
});

test('of what is named, only what is dead is dealt with, and the act says how many; what nobody has is nothing', async () => {
  const id = await dead();
  assert.equal(told(await sent(id, fresh(7))), 'retry 1');
  assert.equal(told(await sent(fresh(7))), 'NOTHING_TO_TELL');
  assert.equal(told(await rested(fresh(7))), 'NOTHING_TO_TELL');
});
