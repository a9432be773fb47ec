import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BugError, err, ok } from '@fengcun/kernel';
import type { Publication } from './publish-head.ts';
import { type Running, runSequencer, type SequencerEvent } from './run-sequencer.ts';
import type { Sequencer } from './sequencer.ts';

type Step = number | 'LEASE_HELD' | 'TILE_DIFFERS' | Error;

const publication = (isPublished: boolean): Publication =>
  ({ origin: 'log.example', size: 1, root: new Uint8Array(32), isPublished, signed: '', witnesses: [] });

/** A sequencer that does what a test says, and a clock that moves with every wait. */
const scripted = (steps: readonly Step[], publish: Sequencer['publish'] = async () => ok([publication(true)])) => {
  const calls: string[] = [];
  const told: SequencerEvent[] = [];
  let now = 0;
  let at = 0;
  const sequencer: Sequencer = {
    sequence: async () => {
      const step = steps[at] ?? 0;
      at += 1;
      calls.push(`sequence ${step instanceof Error ? step.message : step}`);
      if (step instanceof Error) throw step;
      return typeof step === 'number' ? ok(step) : err({ code: step });
    },
    publish: () => {
      calls.push('publish');
      return publish();
    },
    settle: async () => ok([]),
    close: async () => { calls.push('close'); },
  };
  const running: Running = {
    intervalMillis: 250, refreshMillis: 1000, batchEntries: 256, now: () => now,
    idle: async (millis) => {
      calls.push(`wait ${millis}`);
      now += millis;
      // What runs beside gets its turn, as with a real timer.
      await new Promise((resolve) => { setImmediate(resolve); });
    },
    isStopping: () => at >= steps.length, tell: (event) => told.push(event),
  };
  return { run: () => runSequencer(sequencer, running), calls, told };
};

const without = (calls: readonly string[], word: string): readonly string[] => calls.filter((call) => call !== word);

test('a full batch is followed by the next at once, another one by a wait; the end publishes and lets go', async () => {
  const { run, calls, told } = scripted([256, 256, 10, 0]);
  assert.deepEqual(await run(), { ended: 'stopped' });
  assert.deepEqual(without(calls, 'publish'), ['sequence 256', 'sequence 256', 'sequence 10', 'wait 250', 'sequence 0', 'wait 250', 'close']);
  assert.ok(told.every(({ event }) => event === 'head') && told.length >= 2);
});

test('an idle log is published again when its head is older than the refresh, and not before', async () => {
  const { run, calls } = scripted([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await run();
  const published = calls.flatMap((call, at) => (call === 'publish' ? [calls.slice(0, at).filter((each) => each.startsWith('wait')).length] : []));
  assert.deepEqual(published, [0, 4, 8]);
});

test('a slow witness holds up no batch, and there is one publication at a time', async () => {
  let open = 0;
  let most = 0;
  let release: () => void = () => undefined;
  const slow: Sequencer['publish'] = async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise<void>((resolve) => { release = resolve; });
    open -= 1;
    return ok([publication(true)]);
  };
  const { run, calls } = scripted([10, 10, 10, 10], slow);
  const ended = run();
  while (calls.filter((call) => call.startsWith('sequence')).length < 4) await new Promise((resolve) => { setImmediate(resolve); });
  release();
  await new Promise((resolve) => { setImmediate(resolve); });
  release();
  assert.deepEqual([await ended, most], [{ ended: 'stopped' }, 1]);
});

test('a head that waits for its quorum is tried again at every interval', async () => {
  const { run, calls } = scripted([1, 0, 0], async () => ok([publication(false)]));
  await run();
  assert.equal(calls.filter((call) => call === 'publish').length, 4);
});

test('a fault of disk or database is told and tried again; personal data is in no message', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left, write /data/ledger/x'), { code: 'ENOSPC' });
  const { run, told, calls } = scripted([full, 5, 0]);
  assert.deepEqual(await run(), { ended: 'stopped' });
  assert.deepEqual(told[0], { event: 'fault', code: 'ENOSPC', message: 'the system refused a file operation' });
  assert.deepEqual(without(calls, 'publish').slice(0, 3), [`sequence ${full.message}`, 'wait 250', 'sequence 5']);
});

test('another leader ends it quietly, a wrong tile with an alarm, a bug with a crash', async () => {
  const held = scripted([0, 'LEASE_HELD', 0]);
  assert.deepEqual(await held.run(), { ended: 'stoodDown' });
  assert.deepEqual(held.told.at(-1), { event: 'stoodDown', refusal: { code: 'LEASE_HELD' } });
  assert.equal(held.calls.includes('close'), false);
  const damaged = scripted([0, 'TILE_DIFFERS', 0]);
  assert.deepEqual(await damaged.run(), { ended: 'alarm' });
  const forked = scripted([0, 0, 0, 0, 0, 0, 0, 0], async () => err({ code: 'LOG_NOT_CONSISTENT' }));
  assert.deepEqual(await forked.run(), { ended: 'alarm' });
  await assert.rejects(scripted([new BugError('bug: x'), 0]).run(), BugError);
  await assert.rejects(scripted([0, 0, 0], () => Promise.reject(new BugError('bug: y'))).run(), BugError);
});
