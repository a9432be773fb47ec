import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ok, present } from '@fengcun/kernel';
import { listDeadLetters, outboxBacklog, replayDeadLetters } from '../sending/dead-letters.ts';
import { dispatchOnce } from '../sending/dispatch-round.ts';
import { runDispatcher } from '../sending/run-dispatcher.ts';
import { eventText } from '../message/event-text.ts';
import { signParcel } from '../message/sign-parcel.ts';
import type { Door, Parcel, Receiver, Transport } from '../transport/transport.ts';
import { entryOf, inventedKey, type InventedOrgan, inventedOrgan, type Meeting } from './invented-organ.ts';

/** A transport under test: `open` opens a door that can be closed and opened again at the same address. */
export type ContractTransport = Readonly<{
  transport: Transport;
  open: (receiver: Receiver, address?: string) => Promise<Door>;
  /** An address where nobody is. */
  nowhere: string;
  close: () => Promise<void>;
}>;

const COURT = 'court/A01';
const POLICE = 'police/B02';
const PRISON = 'prison/C03';
const MINUTE = 60_000;

/** What stands between the contract and its organs, changed by tests for as long as they run. */
type Hook = (parcel: Parcel, receiver: Receiver) => ReturnType<Receiver>;
const straight: Hook = (parcel, receiver) => receiver(parcel);

/** The contract of an exchange over any transport: at least once on the way, exactly once in effect, in order. */
export const exchangeContract = (name: string, opening: () => Promise<ContractTransport>): void => {
  let world: Readonly<{
    carrier: ContractTransport; court: InventedOrgan; police: InventedOrgan; prison: InventedOrgan; sender: Meeting; receiver: Meeting; other: Meeting;
    door: Door; otherDoor: Door;
  }> | undefined;
  let hook: Hook = straight;
  let otherHook: Hook = straight;
  const w = () => present(world, 'the opened world');

  before(async () => {
    const carrier = await opening();
    const [court, police, prison] = await Promise.all([COURT, POLICE, PRISON].map((organ) => inventedOrgan(organ)));
    assert.ok(court && police && prison);
    const known = [entryOf(COURT, carrier.nowhere)];
    const receiver = police.meet(known, carrier.transport);
    const other = prison.meet(known, carrier.transport);
    const door = await carrier.open((parcel) => hook(parcel, receiver.receiver));
    const otherDoor = await carrier.open((parcel) => otherHook(parcel, other.receiver));
    const sender = court.meet([entryOf(POLICE, door.address), entryOf(PRISON, otherDoor.address)], carrier.transport);
    world = { carrier, court, police, prison, sender, receiver, other, door, otherDoor };
  });
  after(async () => {
    if (world === undefined) return;
    await world.door.close();
    await world.otherDoor.close();
    await world.carrier.transport.close();
    await world.carrier.close();
    await Promise.all([world.court, world.police, world.prison].map(({ deployment }) => deployment.close()));
  });

  /** Runs with something between sender and receiver. */
  const through = async <T>(next: Hook, work: () => Promise<T>): Promise<T> => {
    hook = next;
    try {
      return await work();
    } finally {
      hook = straight;
    }
  };
  const pass = (millis: number) => {
    for (const { clock } of [w().court, w().police, w().prison]) clock.now += millis;
  };
  /** Rounds until nothing is due, with time for every pause between them. */
  const drain = async (): Promise<void> => {
    for (let rounds = 0; rounds < 30; rounds += 1) {
      pass(90 * MINUTE);
      if ((await dispatchOnce(w().sender.parts)).claimed === 0) return;
    }
    assert.fail('the outbox does not become empty');
  };
  const put = (...messages: Parameters<Meeting['put']>[0]) => w().sender.put(messages.map((message) => ({ dueAt: new Date(w().court.clock.now).toISOString(), ...message })));
  const letters = () => listDeadLetters({ database: w().court.deployment.database }, { limit: 100 });
  const refusals = async (organ: InventedOrgan): Promise<readonly string[]> => {
    const read = await organ.deployment.database.audit(async ({ select }) =>
      ok(await select<{ entry: Uint8Array }>('select entry from ledger.audit_pending union all select entry from ledger.audit_leaf', [])));
    const rows = read.ok ? read.value : [];
    return rows.map(({ entry }) => String(Reflect.get(Object(JSON.parse(Buffer.from(entry).toString())), 'act'))).filter((act) => act.startsWith('exchange.refuse'));
  };

  test(`${name}: a message is delivered, has its effect once, and is known to be delivered`, async () => {
    const ids = await put(...Array.from({ length: 25 }, () => ({ recipient: POLICE, data: { text: '发往公安机关的通知' } })));
    assert.deepEqual(await dispatchOnce(w().sender.parts), { claimed: 25, delivered: 25, failed: 0 });
    assert.deepEqual(await w().police.effects(ids), ids.map(() => 1));
    assert.deepEqual(await outboxBacklog({ database: w().court.deployment.database }), []);
  });

  test(`${name}: a lost acknowledgement leads to a second delivery and to no second effect`, async () => {
    const ids = await put({ recipient: POLICE });
    let calls = 0;
    await through(async (parcel, receiver) => {
      calls += 1;
      const reply = await receiver(parcel);
      return calls === 1 ? { status: 503, body: Buffer.from('{}') } : reply;
    }, drain);
    assert.equal(calls, 2);
    assert.deepEqual(await w().police.effects(ids), [1]);
  });

  test(`${name}: a parcel that arrives twice, or again as it was, is refused as a replay, has no effect, and is audited`, async () => {
    const parcels: Parcel[] = [];
    const ids = await put({ recipient: POLICE });
    await through((parcel, receiver) => {
      parcels.push(parcel);
      return receiver(parcel);
    }, () => dispatchOnce(w().sender.parts));
    const before = (await refusals(w().police)).length;
    const [parcel] = parcels;
    assert.ok(parcel);
    const again = await w().carrier.transport.send(w().door.address, parcel);
    assert.equal(again.ok && again.value.status, 401);
    assert.deepEqual(await w().police.effects(ids), [1]);
    assert.deepEqual((await refusals(w().police)).slice(before), ['exchange.refuse:SIGNATURE_REPLAYED']);
  });

  test(`${name}: of one stream the later message is sent only after the earlier one, whatever fails on the way`, async () => {
    const streamId = w().sender.exchange.mint();
    const ids = await put(...[3, 1, 2].map((sequence) => ({ recipient: POLICE, streamId, sequence })));
    const [third, first, second] = ids;
    const seen: string[] = [];
    let calls = 0;
    await through(async (parcel, receiver) => {
      calls += 1;
      if (calls % 3 !== 0) return { status: 503, body: Buffer.from('{}') };
      const reply = await receiver(parcel);
      seen.push(...[...Buffer.from(parcel.body).toString().matchAll(/"id":"([^"]+)"/g)].map((match) => match[1] ?? ''));
      return reply;
    }, drain);
    assert.deepEqual(seen, [first, second, third]);
    assert.deepEqual(await w().police.effects(ids), [1, 1, 1]);
  });

  test(`${name}: messages out of order are taken all the same: what order means is the handler's`, async () => {
    const { signer, mint } = w().sender.exchange;
    const streamId = mint();
    for (const sequence of [2, 1]) {
      const text = eventText(COURT, { messageId: mint(), streamId, sequence, recipient: POLICE, messageType: 'note', createdAt: '2026-11-21T08:00:00.000Z' }, Buffer.from('{}'));
      const parcel = signParcel([text], { signer, authority: w().door.authority, nowMillis: w().court.clock.now, random: w().court.deployment.random });
      const reply = await w().carrier.transport.send(w().door.address, parcel);
      assert.match(String(reply.ok && Buffer.from(reply.value.body)), /"outcome":"accepted"/);
    }
  });

  test(`${name}: an organ that is away for a while gets everything once it is back, at the same address`, async () => {
    const { carrier, door } = w();
    await door.close();
    const ids = await put({ recipient: POLICE }, { recipient: POLICE }, { recipient: PRISON });
    await dispatchOnce(w().sender.parts);
    assert.deepEqual(await w().police.effects(ids), [0, 0, 0]);
    assert.deepEqual((await w().prison.effects(ids)).at(2), 1, 'another organ is served meanwhile');
    const reopened = await carrier.open((parcel) => hook(parcel, w().receiver.receiver), door.address);
    world = { ...w(), door: reopened };
    assert.equal(reopened.address, door.address);
    await drain();
    assert.deepEqual((await w().police.effects(ids)).slice(0, 2), [1, 1]);
  });

  test(`${name}: a slow organ is given up in time, and holds up nobody else`, async () => {
    const ids = await put({ recipient: POLICE }, { recipient: PRISON });
    const release = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    otherHook = async (parcel, receiver) => {
      const reply = await receiver(parcel);
      arrived.resolve();
      return reply;
    };
    await through(async (parcel, receiver) => {
      await release.promise;
      return receiver(parcel);
    }, async () => {
      let isStopping = false;
      const running = runDispatcher(w().sender.parts, { idle: () => new Promise((resolve) => { setTimeout(resolve, 5); }), isStopping: () => isStopping, tell: () => undefined });
      await arrived.promise;
      assert.deepEqual(await w().police.effects(ids), [0, 0]);
      isStopping = true;
      release.resolve();
      await running;
    });
    otherHook = straight;
    await drain();
    assert.deepEqual([(await w().police.effects(ids))[0], (await w().prison.effects(ids))[1]], [1, 1]);
  });

  test(`${name}: a message larger than a parcel is a dead letter at once, and the others go`, async () => {
    const ids = await put({ recipient: POLICE, data: { text: 'x'.repeat(900 * 1024) } }, { recipient: POLICE });
    assert.deepEqual(await dispatchOnce(w().sender.parts), { claimed: 2, delivered: 1, failed: 1 });
    assert.deepEqual((await letters()).map(({ messageId, lastError }) => [messageId, lastError]), [[ids[0], 'MESSAGE_TOO_LARGE']]);
    const huge = { method: 'POST', authority: w().door.authority, path: '/v1/exchange/events', headers: {}, body: Buffer.alloc(1024 * 1024 + 1) } as const;
    assert.deepEqual(await w().carrier.transport.send(w().door.address, huge), { ok: false, error: { code: 'PARCEL_TOO_LARGE' } });
  });

  test(`${name}: a recipient nobody configured is a dead letter with a clear sentence; once configured, a replay delivers it`, async () => {
    const organ = 'justiceBureau/D04';
    const [id] = await put({ recipient: organ });
    assert.ok(id !== undefined);
    await dispatchOnce(w().sender.parts);
    const [letter] = (await letters()).filter(({ messageId }) => messageId === id);
    assert.equal(letter?.reason.en, 'The recipient is not configured; add its address and key, then send again.');
    const late = await inventedOrgan(organ);
    const door = await w().carrier.open(late.meet([entryOf(COURT, w().carrier.nowhere)], w().carrier.transport).receiver);
    const sender = w().court.meet([entryOf(organ, door.address)], w().carrier.transport);
    const parts = { ...sender.parts, database: w().court.deployment.database, audit: sender.exchange.audit };
    assert.equal(await replayDeadLetters(parts, { messageIds: [id], actor: { id: 'clerk', organ: COURT } }), 1);
    late.clock.now = w().court.clock.now;
    assert.deepEqual(await dispatchOnce(parts), { claimed: 1, delivered: 1, failed: 0 });
    assert.deepEqual(await late.effects([id]), [1]);
    await door.close();
    await late.deployment.close();
  });

  test(`${name}: a key nobody configured is refused and audited; the message waits`, async () => {
    const forger = w().court.meet([entryOf(POLICE, w().door.address)], w().carrier.transport);
    const parts = { ...forger.parts, signer: { ...inventedKey('court/E05'), organ: COURT, keyId: COURT } };
    const ids = await put({ recipient: POLICE });
    const before = (await refusals(w().police)).length;
    assert.deepEqual(await dispatchOnce(parts), { claimed: 1, delivered: 0, failed: 1 });
    assert.deepEqual((await refusals(w().police)).slice(before), ['exchange.refuse:SIGNATURE_INVALID']);
    assert.deepEqual(await w().police.effects(ids), [0]);
    await drain();
    assert.deepEqual(await w().police.effects(ids), [1]);
  });

  for (const [minutes, isTaken] of [[-5, true], [5, true], [-5.05, false], [5.05, false]] as const) {
    test(`${name}: a sender whose clock is wrong by ${minutes} minutes is ${isTaken ? 'heard' : 'refused until it is set right'}`, async () => {
      const ids = await put({ recipient: POLICE });
      const right = w().court.clock.now;
      w().police.clock.now = Math.ceil(right / 1000) * 1000;
      w().court.clock.now = w().police.clock.now + minutes * MINUTE;
      await put({ recipient: POLICE, dueAt: '2026-01-01T00:00:00.000Z' });
      const parts = { ...w().sender.parts };
      const report = await dispatchOnce(parts);
      assert.ok(report.claimed >= 1);
      assert.equal(report.delivered > 0, isTaken);
      w().court.clock.now = right;
      await drain();
      assert.deepEqual(await w().police.effects(ids), [1]);
    });
  }

  test(`${name}: a receipt of another organ, of another batch, or changed on the way counts for nothing`, async () => {
    const ids = await put({ recipient: POLICE });
    const forge = [
      (body: string) => body.replace('"accepted"', '"repeated"'),
      (body: string) => body.replace(/"digest":"sha-256=:.{4}/, '"digest":"sha-256=:AAAA'),
      (body: string) => body.replaceAll(POLICE, PRISON),
      () => '{"results":[]}', () => '[]', () => 'null', () => '',
    ];
    for (const change of forge) {
      await through(async (parcel, receiver) => {
        const { status, body } = await receiver(parcel);
        return { status, body: Buffer.from(change(Buffer.from(body).toString())) };
      }, async () => {
        pass(90 * MINUTE);
        assert.deepEqual(await dispatchOnce(w().sender.parts), { claimed: 1, delivered: 0, failed: 1 });
      });
    }
    await drain();
    assert.deepEqual(await w().police.effects(ids), [1]);
  });

  test(`${name}: of a batch what a handler refuses leaves nothing behind and is a dead letter; what breaks is tried again; the rest is taken`, async () => {
    const [good, refused, broken, last] = await put(
      { recipient: POLICE }, { recipient: POLICE, data: { wish: 'refuse' } }, { recipient: POLICE, data: { wish: 'break' } }, { recipient: POLICE });
    const ids = [good, refused, broken, last].map((id) => present(id, 'an id'));
    assert.deepEqual(await dispatchOnce(w().sender.parts), { claimed: 4, delivered: 2, failed: 2 });
    assert.deepEqual(await w().police.effects(ids), [1, 0, 0, 1]);
    const dead = (await letters()).filter(({ messageId }) => ids.includes(messageId));
    assert.deepEqual(dead.map(({ messageId, lastError }) => [messageId, lastError]), [[refused, 'REFUSED_INVENTED_REFUSAL']]);
    assert.ok((await refusals(w().police)).includes('exchange.refuse:INVENTED_REFUSAL'));
    // Whatever the number of attempts: what was not refused for good is sent again.
    for (let round = 0; round < 12; round += 1) {
      pass(90 * MINUTE);
      assert.deepEqual(await dispatchOnce(w().sender.parts), { claimed: 1, delivered: 0, failed: 1 });
    }
    assert.deepEqual((await letters()).filter(({ messageId }) => messageId === broken), [], 'silence is no refusal');
    const failedAt = new Date(w().court.clock.now).toISOString();
    const buried = await w().court.deployment.database.operate(async ({ outbox }) => ok(await outbox.bury([{ messageId: present(broken, 'an id'), failedAt, error: 'RECIPIENT_BUSY' }])));
    assert.deepEqual(buried, { ok: true, value: 1 }, 'only people give up what is owed');
  });

  test(`${name}: a message for another organ, of a kind nobody takes, or under a used id is refused for good`, async () => {
    const { signer, mint } = w().sender.exchange;
    const head = { messageId: mint(), streamId: mint(), sequence: 1, recipient: POLICE, messageType: 'note', createdAt: '2026-11-21T08:00:00.000Z' };
    const send = async (change: Partial<typeof head>, payload = '{}') => {
      const text = eventText(COURT, { ...head, ...change }, Buffer.from(payload));
      const reply = await w().carrier.transport.send(w().door.address, signParcel([text], {
        signer, authority: w().door.authority, nowMillis: w().court.clock.now, random: w().court.deployment.random,
      }));
      const body: unknown = JSON.parse(Buffer.from(reply.ok ? reply.value.body : '{}').toString());
      const results: unknown = Reflect.get(Object(body), 'results');
      return Array.isArray(results) ? [Reflect.get(Object(results[0]), 'outcome'), Reflect.get(Object(results[0]), 'code')] : undefined;
    };
    assert.deepEqual(await send({}), ['accepted', undefined]);
    assert.deepEqual(await send({}), ['repeated', undefined]);
    assert.deepEqual(await send({}, '{"another":"text"}'), ['refused', 'MESSAGE_ID_REUSED']);
    assert.deepEqual(await send({ messageId: mint(), recipient: PRISON }), ['refused', 'RECIPIENT_WRONG']);
    assert.deepEqual(await send({ messageId: mint(), messageType: 'unheardOf' }), ['refused', 'KIND_UNKNOWN']);
    assert.deepEqual(await w().police.effects([head.messageId]), [1]);
  });

  test(`${name}: an organ cannot speak for another`, async () => {
    const { signer, mint } = w().sender.exchange;
    const text = eventText(PRISON, { messageId: mint(), streamId: mint(), sequence: 1, recipient: POLICE, messageType: 'note', createdAt: '2026-11-21T08:00:00.000Z' }, Buffer.from('{}'));
    const reply = await w().carrier.transport.send(w().door.address, signParcel([text], {
      signer, authority: w().door.authority, nowMillis: w().court.clock.now, random: w().court.deployment.random,
    }));
    assert.equal(reply.ok && reply.value.status, 403);
  });
};
