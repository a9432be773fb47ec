import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CopyProgress, NEVER_SEALED, type SealingState } from '@fengcun/registry';
import type { StreamMessage } from '@fengcun/store';
import { holdersToTellAgain } from './resend-orders.ts';

const NOW = Date.parse('2026-11-24T08:00:00.000Z');
const POLICE = 'police/110000000003';
const copy = { holder: POLICE, receipt: undefined } as unknown as CopyProgress;
const state = { ...NEVER_SEALED, order: { sequence: 2 }, copies: new Map([[POLICE, copy]]) } as unknown as SealingState;
const message = (change: Partial<StreamMessage>): StreamMessage => ({
  messageId: 'm', sequence: 2, recipient: POLICE, messageType: 'sealOrder', createdAt: '2026-11-20T08:00:00.000Z',
  state: 'waiting', deliveredAt: null, failedAt: null, lastError: null, ...change,
});

for (const [what, messages, expected] of [
  ['no message is known any more', [], [POLICE]],
  ['its message waits, however long', [message({})], []],
  ['it was delivered a day ago less a millisecond', [message({ state: 'delivered', deliveredAt: '2026-11-23T08:00:00.001Z' })], []],
  ['it was delivered a day ago', [message({ state: 'delivered', deliveredAt: '2026-11-23T08:00:00.000Z' })], [POLICE]],
  ['it was given up less than an hour ago', [message({ state: 'dead', failedAt: '2026-11-24T07:00:00.001Z' })], []],
  ['it was given up an hour ago', [message({ state: 'dead', failedAt: '2026-11-24T07:00:00.000Z' })], [POLICE]],
  ['the last was delivered long ago and a newer waits', [message({ state: 'delivered', deliveredAt: '2026-11-21T08:00:00.000Z' }), message({})], []],
  ['only the message of an older order waits', [message({ sequence: 1 })], [POLICE]],
  ['only a reminder waits', [message({ messageType: 'sealReminder' })], [POLICE]],
  ['only the message to another waits', [message({ recipient: 'court/110000000001' })], [POLICE]],
] as const) {
  test(`an order not answered is ${expected.length > 0 ? '' : 'not '}sent again when ${what}`, () => {
    assert.deepEqual(holdersToTellAgain(state, messages, NOW), expected);
  });
}

test('who has answered is told nothing again', () => {
  const answered = { ...state, copies: new Map([[POLICE, { ...copy, receipt: { result: 'applied' } }]]) } as unknown as SealingState;
  assert.deepEqual(holdersToTellAgain(answered, [], NOW), []);
});
