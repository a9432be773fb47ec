import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_ROUTES } from '@fengcun/api';
import { fetchAs, startInvented, tokenOf } from '../testing/invented-server.ts';

const MARK = 'MARKEDSECRET';

test('nothing a sender wrote is in the log, in an audit line of a refusal, or in a problem', async (t) => {
  const { url, log, state } = await startInvented(t, {
    change: (ports) => ({ ...ports, reading: async () => { throw new Error(`${MARK} in the message of an error`); } }),
  });
  const answers: string[] = [];
  for (const [, route] of ALL_ROUTES) {
    const path = route.path.replace(/\{\+?\w+\}/g, MARK);
    for (const account of ['court-clerk', 'log-auditor', MARK]) {
      const response = await fetchAs(account)(`${url}${path}?${MARK}=${MARK}`, {
        method: route.method,
        headers: {
          'content-type': `application/json`, 'x-other': MARK, 'accept-language': MARK, 'idempotency-key': `${MARK}-${MARK}`,
          'if-match': `"${MARK}"`, traceparent: MARK, 'signature-input': MARK, signature: MARK,
        },
        ...(route.method === 'POST' ? { body: JSON.stringify({ [MARK]: MARK, data: { [MARK]: MARK }, source: MARK }) } : {}),
      });
      answers.push(await response.text(), JSON.stringify([...response.headers]));
    }
  }
  const proof = await fetchAs('log-auditor')(`${url}/v1/ledger/checkpoint`);
  answers.push(await proof.text());
  assert.equal(proof.status, 500);
  for (const text of [...answers, JSON.stringify(log), JSON.stringify(state.committed)]) {
    assert.ok(!text.includes(MARK), text.slice(0, 300));
    assert.ok(!text.includes(tokenOf('court-clerk')));
    assert.ok(!/node_modules|\.ts:\d|at .*\(/.test(text) || text.includes('"event"'), 'no stack traces out');
  }
  const failure = log.find(({ event }) => event === 'failure');
  assert.equal(failure?.code, 'Error');
  assert.match(failure?.where ?? '', /^log\.slow\.test\.ts:\d+$/);
});

test('a request leaves one line with the template of its route, its status and its id', async (t) => {
  const { url, log, server } = await startInvented(t);
  const response = await fetch(`${url}/v1/cases/0123456789ABCDEF00/timeline`);
  await response.text();
  await server.stop();
  const line = log.find(({ event }) => event === 'request');
  assert.equal(line?.route, 'GET /v1/cases/{code}/timeline');
  assert.equal(line?.status, 401);
  assert.equal(line?.requestId, response.headers.get('x-request-id'));
});

test('every answer tells browsers and caches to keep and guess nothing, and carries the trace on', async (t) => {
  const { url } = await startInvented(t);
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  for (const path of ['/health/live', '/v1/ledger/checkpoint', '/nothing']) {
    const { headers } = await fetch(url + path, { headers: { traceparent } });
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    assert.match(headers.get('traceparent') ?? '', /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/);
    assert.equal(headers.get('server'), null);
  }
});
