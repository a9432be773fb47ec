import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import { fetchAs, startInvented } from '../testing/invented-server.ts';

const KEY = { 'idempotency-key': '"invented-key-000001"' };

const post = (url: string, headers: Record<string, string>, body: unknown, account = 'court-clerk') =>
  fetchAs(account)(`${url}/v1/intake/messages`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
  });

test('the same request under the same key gets the same bytes, and is done once', async (t) => {
  const { url, state } = await startInvented(t);
  const first = await post(url, KEY, inventedMessage(1));
  const again = await post(url, KEY, inventedMessage(1));
  assert.equal(await again.text(), await first.text());
  assert.equal(again.status, first.status);
  assert.equal(first.headers.get('idempotency-replayed'), null);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal(state.calls.filter((call) => call === 'intake.submit').length, 1);
  assert.equal(state.committed.length, 2, 'the repetition is audited as well');
});

test('the same key with another body is refused', async (t) => {
  const { url } = await startInvented(t);
  await post(url, KEY, inventedMessage(1));
  const other = await post(url, KEY, inventedMessage(2));
  assert.equal(other.status, 422);
  assert.match(await other.text(), /"code":"IDEMPOTENCY_KEY_REUSED"/);
});

test('a key belongs to its sender: another gets nothing of the kept answer', async (t) => {
  const { url } = await startInvented(t);
  await post(url, KEY, inventedMessage(1));
  const other = await post(url, KEY, inventedMessage(1, { organ: 'police:B02' }), 'police-clerk');
  assert.equal(other.status, 200);
  assert.equal(other.headers.get('idempotency-replayed'), null);
});

test('a quoted and a bare key are one key; keys of fewer than 16 characters are refused', async (t) => {
  const { url } = await startInvented(t);
  await post(url, KEY, inventedMessage(1));
  const bare = await post(url, { 'idempotency-key': 'invented-key-000001' }, inventedMessage(1));
  assert.equal(bare.headers.get('idempotency-replayed'), 'true');
  assert.equal((await post(url, { 'idempotency-key': 'a'.repeat(15) }, inventedMessage(1))).status, 400);
  assert.equal((await post(url, { 'idempotency-key': 'a'.repeat(16) }, inventedMessage(1))).status, 200);
  assert.equal((await post(url, { 'idempotency-key': 'a'.repeat(129) }, inventedMessage(1))).status, 400);
});

test('a request that failed leaves its key free, and nothing behind', async (t) => {
  let isBroken = true;
  const { url, state } = await startInvented(t, {
    change: (ports) => ({
      ...ports,
      atomically: (work) => ports.atomically((inner) => work({
        ...inner,
        intake: {
          submit: async (...given) => {
            const results = await inner.intake.submit(...given);
            if (isBroken) throw new Error('the disk broke after the message was taken');
            return results;
          },
        },
      })),
    }),
  });
  assert.equal((await post(url, KEY, inventedMessage(1))).status, 500);
  assert.equal(state.taken.size + state.kept.size, 0);
  assert.deepEqual(state.committed.map(({ phase }) => phase), ['failure']);
  isBroken = false;
  assert.equal((await post(url, KEY, inventedMessage(1))).status, 200);
});
