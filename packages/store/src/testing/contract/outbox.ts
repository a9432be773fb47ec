import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BugError } from '@fengcun/kernel';
import { shardKeyOf } from '../../identity/sharded-id.ts';
import type { OutboxMessage } from '../../ports/outbox.ts';
import { ciphertext, NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

const T1 = '2026-11-21T09:00:10.000Z';
const T2 = '2026-11-21T09:00:20.000Z';
const LATER = '2026-12-01T00:00:00.000Z';

/** Messages out: claimed once, in the order of their stream, reported, buried, replayed. */
export const outboxContract = (name: string, bench: () => Bench): void => {
  const organ = (word: string): string => `police/${bench().seed}/${word}`;
  const message = (change: Partial<OutboxMessage> = {}): OutboxMessage => {
    const streamId = change.streamId ?? bench().nextId();
    const messageId = bench().nextId(shardKeyOf(streamId));
    return {
      ...ciphertext(messageId), messageId, streamId, sequence: 1, recipient: organ('one'), messageType: 'sealOrder', createdAt: NOW, dueAt: NOW, ...change,
    };
  };
  const put = (...messages: readonly OutboxMessage[]) => bench().write(({ operations }) => operations.outbox.put(messages));
  /** What a claim gives of these messages; the database may hold others. */
  const claim = async (of: readonly OutboxMessage[], at: string, until: string, except: readonly string[] = []) => {
    const ids = of.map(({ messageId }) => messageId);
    const claimed = await bench().operate(({ outbox }) => outbox.claim({ now: at, until, limit: 1000, except }));
    return claimed.filter(({ messageId }) => ids.includes(messageId));
  };
  const ids = (list: readonly Readonly<{ messageId: string }>[]) => list.map(({ messageId }) => messageId);
  const failed = ({ messageId }: OutboxMessage) => ({ messageId, failedAt: T1, error: 'UNREACHABLE' });

  test(`${name}: the messages of a stream are told with how they stand, in the order of their making`, async () => {
    const { operate } = bench();
    const first = message();
    const second = message({ streamId: first.streamId, recipient: organ('two') });
    await put(first, second);
    await operate(({ outbox }) => outbox.delivered([first.messageId], T1));
    const told = await operate(({ outbox }) => outbox.ofStream(first.streamId));
    assert.deepEqual(told.map(({ messageId, state, deliveredAt }) => [messageId, state, deliveredAt]), [
      [first.messageId, 'delivered', T1], [second.messageId, 'waiting', null],
    ]);
    assert.deepEqual(await operate(({ outbox }) => outbox.ofStream(bench().nextId())), []);
  });

  test(`${name}: a due message is claimed by one deliverer, again when the claim runs out, never once delivered`, async () => {
    const { operate } = bench();
    const [due, later] = [message(), message({ dueAt: LATER })];
    await put(due, later);
    assert.deepEqual(await claim([due, later], NOW, T1), [{ ...due, dueAt: T1, attempts: 1 }]);
    assert.deepEqual(await claim([due, later], NOW, T1), []);
    assert.deepEqual(await claim([due, later], T1, T2), [{ ...due, dueAt: T2, attempts: 2 }]);
    assert.equal(await operate(({ outbox }) => outbox.delivered([due.messageId], T1)), 1);
    assert.equal(await operate(({ outbox }) => outbox.delivered([due.messageId], T1)), 0);
    assert.deepEqual(await claim([due, later], T2, T2), []);
    assert.ok((await operate(({ outbox }) => outbox.purge(T2))) >= 1);
  });

  test(`${name}: eight deliverers at once claim every message exactly once`, async () => {
    const messages = Array.from({ length: 40 }, () => message({ dueAt: '2026-10-01T00:00:00.000Z' }));
    await put(...messages);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(messages, '2026-10-02T00:00:00.000Z', T2)));
    assert.deepEqual(ids(claims.flat()).toSorted(), ids(messages).toSorted());
  });

  test(`${name}: of a stream to one recipient a later message waits for the earlier one, to another it does not`, async () => {
    const { operate, nextId } = bench();
    const streamId = nextId();
    const [second, first] = [message({ streamId, sequence: 2 }), message({ streamId, sequence: 1 })];
    const other = message({ streamId, sequence: 2, recipient: organ('two') });
    const all = [second, first, other];
    await put(...all);
    assert.deepEqual(ids(await claim(all, NOW, T1)), ids([first, other]));
    assert.deepEqual(await claim(all, NOW, T1), []);
    // The earlier one failed and waits: the later one still does.
    assert.equal(await operate(({ outbox }) => outbox.postpone([{ ...failed(first), dueAt: LATER }])), 1);
    assert.deepEqual(await claim([first, second], T1, T2), []);
    await operate(({ outbox }) => outbox.delivered([first.messageId], T1));
    assert.deepEqual(ids(await claim([first, second], T1, T2)), [second.messageId]);
  });

  test(`${name}: recipients that a claim passes over keep their messages`, async () => {
    const [one, two] = [message(), message({ recipient: organ('two') })];
    await put(one, two);
    assert.deepEqual(ids(await claim([one, two], NOW, T1, [one.recipient])), [two.messageId]);
    assert.deepEqual(ids(await claim([one, two], NOW, T1)), [one.messageId]);
  });

  test(`${name}: a dead letter is never due, holds nothing back, is shown with its reason, and waits again when replayed`, async () => {
    const { operate, nextId } = bench();
    const streamId = nextId();
    const recipient = organ('dead');
    const [first, second] = [message({ streamId, recipient }), message({ streamId, recipient, sequence: 2 })];
    await put(first, second);
    await claim([first], NOW, T1);
    assert.equal(await operate(({ outbox }) => outbox.bury([failed(first)])), 1);
    assert.equal(await operate(({ outbox }) => outbox.bury([failed(first)])), 0);
    const { messageId, messageType, createdAt, sequence } = first;
    const letter = { messageId, streamId, sequence, recipient, messageType, createdAt, attempts: 1, failedAt: T1, lastError: 'UNREACHABLE' };
    assert.deepEqual(await operate(({ outbox }) => outbox.deadLetters({ recipient, limit: 10 })), [letter]);
    assert.deepEqual(await operate(({ outbox }) => outbox.deadLetters({ recipient, afterId: messageId, limit: 10 })), []);
    const backlog = await operate(({ outbox }) => outbox.backlog());
    assert.deepEqual(backlog.filter((row) => row.recipient === recipient), [
      { recipient, state: 'dead', messages: 1, oldestAt: NOW }, { recipient, state: 'waiting', messages: 1, oldestAt: NOW },
    ]);
    assert.deepEqual(ids(await claim([first, second], LATER, LATER)), [second.messageId]);
    assert.equal(await operate(({ outbox }) => outbox.delivered([first.messageId], T1)), 0, 'a dead letter is not delivered');
    // Somebody has looked at it: it rests, and is found where such letters are, until it is sent again.
    assert.deepEqual([await operate(({ outbox }) => outbox.rest([first.messageId])), await operate(({ outbox }) => outbox.rest([first.messageId]))], [1, 0]);
    assert.deepEqual(await operate(({ outbox }) => outbox.deadLetters({ recipient, limit: 10 })), []);
    assert.deepEqual(await operate(({ outbox }) => outbox.deadLetters({ recipient, limit: 10, isResting: true })), [letter]);
    assert.equal(await operate(({ outbox }) => outbox.replay([first.messageId], NOW)), 1);
    assert.equal(await operate(({ outbox }) => outbox.replay([first.messageId], NOW)), 0);
    assert.deepEqual((await claim([first], NOW, T1)).map(({ attempts }) => attempts), [1]);
  });

  test(`${name}: a message minted outside the shard of its stream is a bug`, async () => {
    const { nextId } = bench();
    const streamId = nextId(1);
    await assert.rejects(put(message({ streamId, messageId: nextId(2) })), BugError);
  });
};
