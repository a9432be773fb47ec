import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '@fengcun/kernel';
import { exchangeContract } from '../testing/exchange-contract.ts';
import { natsSkip, startNats } from '../testing/nats-server.ts';
import { natsCarrier } from './nats-carrier.ts';
import { openNatsDoor } from './nats-door.ts';
import { natsTransport } from './nats-transport.ts';
import { type Parcel, TRANSPORT_LIMITS } from './transport.ts';

const skip = natsSkip();
const parcel: Parcel = { method: 'POST', authority: 'police-B02', path: '/v1/exchange/events', headers: { 'content-type': 'text/plain' }, body: Buffer.from('invented') };

if (skip !== false) {
  test('over NATS JetStream', { skip }, () => undefined);
} else {
  exchangeContract('over NATS JetStream', async () => {
    const server = await startNats();
    const carrier = await natsCarrier({ servers: server.url });
    let doors = 0;
    return {
      transport: natsTransport(carrier, { ...TRANSPORT_LIMITS, answerMillis: 2000 }), nowhere: 'nats:nowhere',
      open: (receiver, address) => {
        doors += 1;
        return openNatsDoor(carrier, receiver, { address: address ?? `nats:organ-${doors}` });
      },
      close: async () => {
        await carrier.close();
        await server.stop();
      },
    };
  });

  test('a parcel that was being taken when its taker died is given to the next one', async () => {
    const server = await startNats();
    const [first, second, sender] = await Promise.all([1, 2, 3].map(() => natsCarrier({ servers: server.url })));
    assert.ok(first && second && sender);
    const address = 'nats:police-B02';
    const arrived = Promise.withResolvers<void>();
    await openNatsDoor(first, () => {
      arrived.resolve();
      return new Promise(() => undefined);
    }, { address });
    const transport = natsTransport(sender);
    const sending = transport.send(address, parcel);
    await arrived.promise;
    await first.connection.close();
    // The servers would give it again by themselves after a while; here they are told that the taker is gone.
    await second.manager.consumers.delete('FENGCUN_EXCHANGE', 'police-B02');
    const door = await openNatsDoor(second, async ({ body, path, headers }) => ({ status: 200, body: Buffer.from(`${path} ${headers['content-type']} ${Buffer.from(body).toString()}`) }), { address });
    const reply = await sending;
    assert.equal(reply.ok && Buffer.from(reply.value.body).toString(), '/v1/exchange/events text/plain invented');
    await door.close();
    await transport.close();
    await second.close();
    await sender.close();
    await server.stop();
  });

  test('servers that are not there are one clear sentence', async () => {
    await assert.rejects(natsCarrier({ servers: 'nats://127.0.0.1:1', reconnect: false }), (error) => error instanceof Fault && error.code === 'NATS_UNREACHABLE');
  });
}
