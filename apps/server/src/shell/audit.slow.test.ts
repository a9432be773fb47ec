import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INVENTED_CASE, inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import { seed } from '../testing/example-calls.ts';
import { INVENTED_NOW, startInvented } from '../testing/invented-server.ts';

test('no audit, no act: when the ledger takes nothing, nothing is read, nothing is taken, and the answer is 503', async (t) => {
  const { as, state } = await startInvented(t);
  seed(state);
  state.auditFails = true;
  const look = await as('court-clerk').caseTimeline({ params: { code: INVENTED_CASE }, search: { purpose: 'caseHandlingNeed' } });
  const sent = await as('court-clerk').submitMessage({ body: inventedMessage(1) });
  assert.ok(!look.ok && look.problem.code === 'UNAVAILABLE');
  assert.ok(!sent.ok && sent.problem.code === 'UNAVAILABLE');
  assert.equal(sent.headers.get('retry-after'), '1');
  assert.deepEqual(state.calls, []);
  assert.equal(state.taken.size, 0);
});

test('a refusal stays a refusal when the ledger takes nothing: it is never a permission', async (t) => {
  const { as, state } = await startInvented(t);
  state.auditFails = true;
  const answer = await as('unit-inquirer').listExceptions({});
  assert.ok(!answer.ok && answer.problem.code === 'UNAVAILABLE');
  assert.deepEqual(state.calls, []);
});

test('a black hole is given up after the time of an act', async (t) => {
  const { as } = await startInvented(t, {
    limits: { handlingMilliseconds: 100 },
    change: (ports) => ({ ...ports, reading: () => new Promise(() => undefined) }),
  });
  const answer = await as('log-auditor').ledgerCheckpoint({});
  assert.ok(!answer.ok && answer.problem.code === 'UNAVAILABLE');
});

test('the line says who, as whom, what, why and by which policies; the hash names the set', async (t) => {
  const { as, state } = await startInvented(t);
  seed(state);
  await as('court-clerk').caseTimeline({ params: { code: INVENTED_CASE }, search: { purpose: 'caseHandlingNeed', legalBasis: 'cpl-286-2' } });
  const [line] = state.committed;
  assert.ok(line);
  assert.match(line.policySetHash, /^[0-9a-f]{64}$/);
  assert.match(line.requestId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual({ ...line, policySetHash: '', requestId: '' }, {
    what: 'CASE_TIMELINE_READ', phase: 'intent', action: 'case.timeline', decision: 'allow',
    policies: ['organs-of-a-case-follow-it'], policySetHash: '', requestId: '', actorId: 'court-clerk',
    organ: 'court/A01', roles: ['clerk'], at: '2026-11-02T03:04:05.678Z', purpose: 'caseHandlingNeed',
    legalBasis: 'cpl-286-2', caseCode: INVENTED_CASE,
  });
});

test('a denial by a forbid names it: the system administrator touches no records', async (t) => {
  const { as, state } = await startInvented(t);
  await as('sys-admin').listExceptions({});
  assert.deepEqual(state.committed.map(({ policies }) => policies), [['administrators-touch-no-records']]);
});

test('strangers cannot flood the ledger: 60 refusals a minute are written, the rest are counted', async (t) => {
  const { url, state, setNow } = await startInvented(t);
  for (let at = 0; at < 70; at += 1) assert.equal((await fetch(`${url}/v1/ledger/checkpoint`)).status, 401);
  assert.equal(state.committed.length, 60);
  setNow(INVENTED_NOW.add({ seconds: 60 }));
  await fetch(`${url}/v1/ledger/checkpoint`);
  assert.equal(state.committed.at(-1)?.suppressed, 10);
});

test('addresses nobody knows and methods nobody takes are refused and noted', async (t) => {
  const { url, state } = await startInvented(t);
  const unknown = await fetch(`${url}/v1/nothing`, { method: 'POST', body: 'x'.repeat(1000) });
  const method = await fetch(`${url}/v1/intake/messages`, { method: 'DELETE' });
  const two = await fetch(`${url}/v1/ledger/tile/0/x001/067`, { method: 'PUT' });
  assert.deepEqual([unknown.status, method.status, two.status], [404, 405, 405]);
  assert.deepEqual([method.headers.get('allow'), two.headers.get('allow')], ['POST', 'GET']);
  assert.deepEqual(state.committed.map(({ what, problem }) => `${what} ${problem}`),
    ['REQUEST_REFUSED ROUTE_UNKNOWN', 'REQUEST_REFUSED METHOD_NOT_ALLOWED', 'REQUEST_REFUSED METHOD_NOT_ALLOWED']);
});

test('a probe that fails, hangs or says no makes the service not ready, with 503 and the names only', async (t) => {
  for (const check of [
    async () => { throw new Error('secret connection string'); },
    async () => [{ name: 'database', isReady: false }],
  ]) {
    const { as } = await startInvented(t, { change: (ports) => ({ ...ports, health: { check } }) });
    const answer = await as('nobody').healthReady({});
    assert.equal(answer.status, 503);
    assert.ok(answer.ok && answer.body.status === 'notReady');
    assert.ok(!JSON.stringify(answer.body).includes('secret'));
  }
});

test('liveness needs no database: it answers while every transaction hangs', async (t) => {
  const hang = () => new Promise<never>(() => undefined);
  const { as } = await startInvented(t, { change: (ports) => ({ ...ports, atomically: hang, reading: hang }) });
  assert.equal((await as('nobody').healthLive({})).status, 200);
});
