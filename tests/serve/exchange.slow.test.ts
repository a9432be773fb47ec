import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { dispatchOnce, eventReceiver, httpTransport, receivingOrgan, servicePorts } from '@fengcun/application';
import { createServer, DEFAULT_CONFIG, type LogLine } from '@fengcun/server';
import { entryOf, inventedHandlers, inventedKey, inventedOrgan } from '../../packages/application/src/exchange/testing/invented-organ.ts';

const [PLATFORM, POLICE] = ['platform/P01', 'police/B02'];

const listening = async (isConfigured: boolean) => {
  const platform = await inventedOrgan(PLATFORM);
  const police = await inventedOrgan(POLICE);
  const { keyId, publicKey } = inventedKey(POLICE);
  const log: LogLine[] = [];
  const { exchange } = platform.meet([entryOf(POLICE, 'http://127.0.0.1:1')], httpTransport());
  const organ = receivingOrgan(exchange, inventedHandlers(), () => undefined);
  const unused = (): never => { throw new Error('not part of the exchange'); };
  const server = createServer({
    config: { ...DEFAULT_CONFIG, port: 0, signingKeys: [{ keyId, organ: POLICE, roles: ['clerk'], publicKey }] }, version: '0.0.0-test',
    ports: servicePorts({
      deployment: platform.deployment, attachments: { get deployment() { return unused(); } } as never, decideAll: () => [], ledger: unused, isLedgerKept: () => true,
      ...(isConfigured ? { exchange: eventReceiver(organ) } : {}),
    }),
    ambience: { now: () => Temporal.Instant.fromEpochMilliseconds(platform.clock.now), random: (length) => randomBytes(length), log: (line) => { log.push(line); } },
  });
  const { url } = await server.listen();
  const transport = httpTransport();
  const sender = police.meet([entryOf(PLATFORM, url)], transport);
  const stop = async (): Promise<void> => {
    await transport.close();
    await server.stop();
    await platform.deployment.close();
    await police.deployment.close();
  };
  return { platform, police, sender, transport, url, stop, log };
};

test('the platform takes messages of an organ over its interface, each once, and answers with a receipt that the organ accepts', async () => {
  const { platform, sender, police, stop } = await listening(true);
  const ids = await sender.put([
    ...Array.from({ length: 20 }, () => ({ recipient: PLATFORM })), { recipient: PLATFORM, data: { wish: 'refuse' } },
  ]);
  assert.deepEqual(await dispatchOnce(sender.parts), { claimed: 21, delivered: 20, failed: 1 });
  assert.deepEqual(await platform.effects(ids), [...Array.from({ length: 20 }, () => 1), 0]);
  police.clock.now += 1000;
  assert.equal((await dispatchOnce(sender.parts)).claimed, 0);
  await stop();
});

test('a signed parcel is taken once, however often it is sent', async () => {
  const { platform, sender, stop, transport } = await listening(true);
  const sent: Parameters<typeof transport.send>[] = [];
  const watching = { ...transport, send: (...call: Parameters<typeof transport.send>) => { sent.push(call); return transport.send(...call); } };
  const ids = await sender.put([{ recipient: PLATFORM }]);
  assert.equal((await dispatchOnce({ ...sender.parts, transport: watching })).delivered, 1);
  const [call] = sent;
  assert.ok(call);
  const again = await transport.send(...call);
  assert.equal(again.ok && again.value.status, 401);
  assert.match(String(again.ok && Buffer.from(again.value.body)), /SIGNATURE_REPLAYED/);
  assert.deepEqual(await platform.effects(ids), [1]);
  await stop();
});

test('a platform whose exchange is not configured tells organs to come again', async () => {
  const { sender, stop } = await listening(false);
  await sender.put([{ recipient: PLATFORM }]);
  assert.deepEqual(await dispatchOnce(sender.parts), { claimed: 1, delivered: 0, failed: 1 });
  await stop();
});
