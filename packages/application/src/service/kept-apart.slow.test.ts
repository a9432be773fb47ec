import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sha256Hex } from '@fengcun/kernel';
import { type InventedPlatform, inventedPlatform, POLICE } from '../seals/testing/invented-platform.ts';
import { isKeyedAct, keptApart } from './kept-apart.ts';
import { commitLine, openIntents } from './service-act.ts';

let platform: InventedPlatform;
before(async () => { platform = await inventedPlatform(); });
after(() => platform.deployment.close());

/** The port of one request: each is an act of its own, as over HTTP. */
const port = async () => {
  const { deployment } = platform;
  const service = await commitLine(deployment, openIntents(), {
    what: 'INCIDENT_REPORTED', phase: 'intent', action: 'incident.report', decision: 'allow', policies: [],
    policySetHash: sha256Hex('invented'), actorId: 'clerk', organ: POLICE, roles: ['approver'],
    purpose: 'supervision', requestId: Buffer.from(deployment.random(16)).toString('hex'),
    at: new Date(deployment.clock()).toISOString(),
  });
  return keptApart(deployment, service);
};

const digest = (text: string): Uint8Array => hash('sha256', text, 'buffer');
const request = (key: string, body = 'a body') => ({
  scope: 'clerk|incident.report', keyHash: digest(key), requestHash: digest(body),
  createdAt: '2026-01-05T00:00:00Z', expiresAt: '2026-01-06T00:00:00Z',
});
const ANSWER = { status: 201, body: { id: 'an invented id' }, etag: '"1"' };

test('a request repeated after its answer was lost gets the kept answer and is not done again', async () => {
  const first = await port();
  assert.deepEqual(await first.begin(request('lost')), { outcome: 'new' });
  await first.complete(request('lost'), ANSWER);
  assert.deepEqual(await (await port()).begin(request('lost')), { outcome: 'answered', kept: ANSWER });
  assert.deepEqual(await (await port()).begin(request('lost', 'other words')), { outcome: 'mismatch' });
});

test('a request repeated while the first runs, or after the service died in it, is not done', async () => {
  await (await port()).begin(request('died'));
  assert.deepEqual(await (await port()).begin(request('died')), { outcome: 'inProgress' });
});

test('a refusal gives the key back; what was answered stays answered', async () => {
  const refused = await port();
  await refused.begin(request('refused'));
  await refused.release(request('refused'));
  assert.deepEqual(await (await port()).begin(request('refused', 'corrected')), { outcome: 'new' });
  await refused.release(request('lost'));
  assert.equal((await (await port()).begin(request('lost'))).outcome, 'answered');
});

test('a signature is used once, whatever its request came to', async () => {
  const signature = { ...request('signature'), scope: 'signature' };
  assert.deepEqual(await (await port()).begin(signature), { outcome: 'new' });
  assert.deepEqual(await (await port()).begin(signature), { outcome: 'inProgress' });
});

test('acts of routes that ask for a key are kept, others are not: a disclosure is never shown again', () => {
  for (const act of ['INQUIRY_APPLIED', 'RIGHTS_REQUEST_FILED', 'INCIDENT_REPORTED'] as const) {
    assert.ok(isKeyedAct(act), act);
  }
  assert.equal(isKeyedAct('INQUIRY_DISCLOSED'), false);
});
