import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { exchangeContract } from '../testing/exchange-contract.ts';
import { openHttpDoor } from './http-door.ts';
import { httpTransport } from './http-transport.ts';
import { type Parcel, TRANSPORT_LIMITS } from './transport.ts';

const NOWHERE = 'http://127.0.0.1:1';

exchangeContract('over HTTP', async () => ({
  transport: httpTransport(), nowhere: NOWHERE, close: async () => undefined,
  open: (receiver, address) => openHttpDoor(receiver, address === undefined ? {} : { port: Number(new URL(address).port) }),
}));

const parcel = (authority: string): Parcel => ({ method: 'POST', authority, path: '/v1/exchange/events', headers: { 'content-type': 'text/plain' }, body: Buffer.from('invented') });

test('connections are kept: a hundred parcels go over a few', async () => {
  const transport = httpTransport();
  const door = await openHttpDoor(async ({ body }) => ({ status: 200, body }));
  for (let sent = 0; sent < 100; sent += 1) {
    const reply = await transport.send(door.address, parcel(door.authority));
    assert.equal(reply.ok && Buffer.from(reply.value.body).toString(), 'invented');
  }
  await transport.close();
  await door.close();
});

test('an organ that never answers is given up after its time, one that is not there at once', async () => {
  const transport = httpTransport({ ...TRANSPORT_LIMITS, answerMillis: 50 });
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
  const bound = silent.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`;
  assert.deepEqual(await transport.send(address, parcel('x')), { ok: false, error: { code: 'TIMED_OUT' } });
  assert.deepEqual(await transport.send(NOWHERE, parcel('x')), { ok: false, error: { code: 'UNREACHABLE' } });
  silent.closeAllConnections();
  silent.close();
  await transport.close();
});

test('an answer larger than its bound is cut off', async () => {
  const transport = httpTransport({ ...TRANSPORT_LIMITS, replyBytes: 1000 });
  const door = await openHttpDoor(async () => ({ status: 200, body: Buffer.alloc(1001) }));
  assert.deepEqual(await transport.send(door.address, parcel(door.authority)), { ok: false, error: { code: 'REPLY_TOO_LARGE' } });
  await transport.close();
  await door.close();
});

test('a door refuses what it does not take: other methods, a question mark, a body that is too large, half a request', async () => {
  const taken: string[] = [];
  const door = await openHttpDoor(async ({ path }) => {
    taken.push(path);
    return { status: 200, body: new Uint8Array() };
  }, { limits: { ...TRANSPORT_LIMITS, parcelBytes: 1000, answerMillis: 200 } });
  const statusOf = async (path: string, init: RequestInit): Promise<number> => (await fetch(door.address + path, init)).status;
  assert.equal(await statusOf('/v1/exchange/events', { method: 'GET' }), 405);
  assert.equal(await statusOf('/v1/exchange/events?a=1', { method: 'POST' }), 404);
  assert.equal(await statusOf('/v1/exchange/events', { method: 'POST', body: Buffer.alloc(1001) }), 413);
  const { port } = new URL(door.address);
  const half = connect(Number(port), '127.0.0.1', () => half.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc'));
  await new Promise((resolve) => { half.once('close', resolve); half.resume(); });
  assert.deepEqual(taken, []);
  await door.close();
});
