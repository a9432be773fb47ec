import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import { startInvented } from '../testing/invented-server.ts';

test('a message is taken once: the second time it is a duplicate of the same case', async (t) => {
  const { as, state } = await startInvented(t);
  const first = await as('court-clerk').submitMessage({ body: inventedMessage(1) });
  assert.ok(first.ok, JSON.stringify(first));
  assert.equal(first.body.outcome, 'accepted');
  const again = await as('court-clerk').submitMessage({ body: inventedMessage(1) });
  assert.ok(again.ok);
  assert.equal(again.body.outcome, 'duplicate');
  assert.deepEqual(state.committed.map(({ what, phase }) => `${what} ${phase}`),
    ['INTAKE_MESSAGE_SUBMITTED intent', 'INTAKE_MESSAGE_SUBMITTED intent']);
});
