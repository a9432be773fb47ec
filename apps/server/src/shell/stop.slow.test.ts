import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { fetchAs, startInvented } from '../testing/invented-server.ts';
import { stopOnSignal } from './stop-server.ts';

test('a request under way is finished, new connections are not accepted, and then everything is closed', async (t) => {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const { url, server, log } = await startInvented(t, {
    change: (ports) => ({
      ...ports,
      reading: async (intent, work) => { entered.resolve(); await gate.promise; return ports.reading(intent, work); },
    }),
  });
  const running = fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`);
  await entered.promise;
  const closed: string[] = [];
  const source = new EventEmitter();
  const stopped = stopOnSignal(server, source as unknown as NodeJS.Process, async () => { closed.push('ports'); });
  source.emit('SIGTERM');
  await assert.rejects(fetch(`${url}/health/live`));
  assert.deepEqual(closed, []);
  gate.resolve();
  assert.equal((await running).status, 404);
  assert.deepEqual(await stopped, { hasFinished: true });
  assert.deepEqual(closed, ['ports']);
  assert.deepEqual(log.map(({ event }) => event), ['listening', 'stopping', 'request', 'stopped']);
  assert.equal(source.listenerCount('SIGTERM') + source.listenerCount('SIGINT'), 0, 'a second signal ends the process');
});

test('a request that does not finish is cut off when the time to stop is over', async (t) => {
  const entered = Promise.withResolvers<void>();
  const { url, server } = await startInvented(t, {
    limits: { stopMilliseconds: 100 },
    change: (ports) => ({ ...ports, reading: () => { entered.resolve(); return new Promise(() => undefined); } }),
  });
  const running = assert.rejects(fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`));
  await entered.promise;
  assert.deepEqual(await server.stop(), { hasFinished: false });
  await running;
});

test('stopping twice is stopping once', async (t) => {
  const { server } = await startInvented(t);
  assert.equal(await server.stop(), await server.stop());
});
