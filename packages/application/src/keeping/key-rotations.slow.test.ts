import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeeperActShown, KeysShown } from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import { LEASE_MS } from '@fengcun/vault';
import { loadBatchKeys } from '../intake/sealing.ts';
import { keepingBench, SECURITY, SYSTEM, TWIN } from './testing/keeping-fixture.ts';
import { workOnRotation } from './work-rotations.ts';

type Bench = Awaited<ReturnType<typeof keepingBench>>;
const REASON = '九十日期满，例行轮换';
const DAY = 86_400_000;

const keysOf = async ({ as }: Bench): Promise<KeysShown> => (await as(SECURITY)).keys();
const openOf = ({ trees }: KeysShown) => present(trees.find(({ tree }) => tree === 'open'), 'the open side');
const asked = async (bench: Bench): Promise<KeeperActShown> => {
  const done = await (await bench.as(SECURITY)).askRotation({ trees: ['open'], reason: REASON }, present(SECURITY, 'somebody'));
  assert.ok(done.ok, JSON.stringify(done));
  return done.value;
};
const decided = async (bench: Bench, id: string, by = SYSTEM, isAgreed = true) =>
  (await bench.as(by)).decide({ id, kind: 'keyRotation', isAgreed }, present(by, 'somebody'));

test('keys are shown by age, count and place, and no byte or id of a key is in the answer', async (t) => {
  const bench = await keepingBench();
  t.after(bench.close);
  const shown = await keysOf(bench);
  assert.equal(shown.store, 'memory');
  assert.equal(shown.termDays, 90);
  assert.ok((openOf(shown).epochs[0]?.rows ?? 0) > 4);
  assert.equal(openOf(shown).epochs[0]?.isDue, false);
  bench.later(89 * DAY);
  assert.equal(openOf(await keysOf(bench)).epochs[0]?.isDue, true, 'on the ninetieth day');
  const text = JSON.stringify(await keysOf(bench));
  for (const { id } of await bench.deployment.epochs.list()) assert.ok(!text.includes(id));
  for (const { id } of await bench.deployment.keyStore.list()) assert.ok(!text.includes(id));
});

test('one asks, another agrees, the service rotates in batches, and the old key ends when nobody can hold it', async (t) => {
  const bench = await keepingBench();
  t.after(bench.close);
  const before = openOf(await keysOf(bench)).epochs[0]?.rows ?? 0;
  const act = await asked(bench);
  assert.equal(act.state, 'asked');
  assert.deepEqual(await workOnRotation(bench.work('one')), { outcome: 'idle' }, 'nothing happens before another agrees');
  const again = await (await bench.as(SECURITY)).askRotation({ trees: ['sealed'], reason: REASON }, present(SECURITY, 'somebody'));
  assert.deepEqual(again, { ok: false, error: { code: 'ROTATION_STANDS' } });
  assert.deepEqual(await decided(bench, act.id, SECURITY), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await decided(bench, act.id, TWIN), { ok: false, error: { code: 'FOUR_EYES' } }, 'another account of the same person');
  const agreed = await decided(bench, act.id);
  assert.ok(agreed.ok && agreed.value.state === 'agreed' && agreed.value.decidedBy === 'system');
  assert.equal(bench.woken.length, 1);
  assert.deepEqual(await decided(bench, act.id), { ok: false, error: { code: 'JOINT_ACT_OVER' } });
  assert.deepEqual(await workOnRotation(bench.work('one')), { outcome: 'later' });
  const waiting = await keysOf(bench);
  assert.deepEqual(openOf(waiting).epochs.map(({ rows }) => rows), [0, before]);
  assert.equal(openOf(waiting).rotation?.waiting, 0);
  assert.equal(waiting.rotations[0]?.rotation?.rewrapped, before);
  assert.equal(waiting.rotations[0]?.rotation?.of, before);
  assert.deepEqual(await workOnRotation(bench.work('one')), { outcome: 'later' }, 'asks no key store while it waits');
  bench.later(LEASE_MS);
  assert.deepEqual(await workOnRotation(bench.work('one')), { outcome: 'done' });
  const ended = await keysOf(bench);
  assert.equal(openOf(ended).epochs.length, 1);
  assert.equal(ended.rotations[0]?.state, 'done');
  assert.ok((await loadBatchKeys(bench.deployment)).kek.id);
  assert.ok((await asked(bench)).id !== act.id, 'the next may be asked for');
});

test('killed between two batches, another process takes the work over once the first is silent, and goes on', async (t) => {
  const bench = await keepingBench();
  t.after(bench.close);
  const act = await asked(bench);
  await decided(bench, act.id);
  let calls = 0;
  const killed = bench.work('one', { idle: async () => { calls += 1; if (calls === 2) throw new Error('killed'); } });
  await assert.rejects(workOnRotation(killed), /killed/);
  const half = (await keysOf(bench)).rotations[0]?.rotation?.rewrapped ?? 0;
  assert.ok(half > 0 && half < ((await keysOf(bench)).rotations[0]?.rotation?.of ?? 0), `${half} keys in two batches`);
  assert.deepEqual(await workOnRotation(bench.work('two')), { outcome: 'busy' }, 'somebody else is rotating');
  bench.later(60_001);
  assert.deepEqual(await workOnRotation(bench.work('two')), { outcome: 'later' });
  const { rotations, trees } = await keysOf(bench);
  assert.equal(rotations[0]?.rotation?.rewrapped, rotations[0]?.rotation?.of, 'each key once');
  assert.equal(trees[0]?.epochs.length, 2, 'no second new epoch');
  bench.later(LEASE_MS);
  assert.deepEqual(await workOnRotation(bench.work('two')), { outcome: 'done' });
});

test('two who ask, and two who agree, in one moment: one is first', async (t) => {
  const bench = await keepingBench();
  t.after(bench.close);
  const [one, two] = await Promise.all([bench.as(SECURITY), bench.as(SECURITY)]);
  const asks = await Promise.all([one, two].map((port) => port.askRotation({ trees: ['open', 'sealed'], reason: REASON }, present(SECURITY, 'somebody'))));
  assert.equal(asks.filter(({ ok: isOk }) => isOk).length, 1);
  const id = asks.flatMap((done) => (done.ok ? [done.value.id] : []))[0] ?? '';
  const agreed = await Promise.all([decided(bench, id), decided(bench, id, SYSTEM, false)]);
  assert.equal(agreed.filter(({ ok: isOk }) => isOk).length, 1);
});

test('nobody agrees in time: the proposal is over, and another may be made', async (t) => {
  const bench = await keepingBench();
  t.after(bench.close);
  const act = await asked(bench);
  bench.later(DAY);
  assert.deepEqual(await decided(bench, act.id), { ok: false, error: { code: 'JOINT_ACT_OVER' } });
  assert.equal((await keysOf(bench)).rotations[0]?.state, 'over');
  assert.equal((await asked(bench)).state, 'asked');
  assert.equal((await keysOf(bench)).rotations[1]?.state, 'over');
});

test('an act that was changed in the database behind the service stops the work with a sentence', async (t) => {
  const bench = await keepingBench();
  t.after(bench.close);
  const act = await asked(bench);
  const { database } = bench.deployment;
  await database.operate(async ({ keeperActs }) => {
    const row = present(await keeperActs.find(act.id), 'the act');
    await keeperActs.replace({ ...row, state: 'agreed', decidedBy: 'system', decidedPerson: 'p-system', version: 2 }, 1);
    return ok(undefined);
  });
  await assert.rejects(workOnRotation(bench.work('one')), { code: 'KEEPER_ACT_CHANGED' });
});
