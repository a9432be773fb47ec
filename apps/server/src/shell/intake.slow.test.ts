import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import { startInvented } from '../testing/invented-server.ts';

test('a message is taken once: the second time it is a duplicate of the same case', async (t) => {
  const { as, state } = await startInvented(t);
  const first = await as('court-clerk').submitMessage({ body: inventedMessage(1) });
  const again = await as('court-clerk').submitMessage({ body: inventedMessage(1) });
  assert.ok(first.ok && again.ok);
  assert.equal(first.body.outcome, 'accepted');
  assert.equal(again.body.outcome, 'duplicate');
  assert.ok('caseCode' in first.body && 'caseCode' in again.body && first.body.caseCode === again.body.caseCode);
  assert.equal(state.committed.length, 2);
});

test('a batch answers once for every message, in their order', async (t) => {
  const { as } = await startInvented(t);
  const answer = await as('court-clerk').submitBatch({
    body: [inventedMessage(1), inventedMessage(2, { data: { source: {} } }), inventedMessage(1)],
  });
  assert.ok(answer.ok);
  assert.deepEqual(answer.body.results.map(({ outcome }) => outcome), ['accepted', 'exception', 'duplicate']);
  assert.deepEqual([answer.body.accepted, answer.body.duplicate, answer.body.exception], [1, 1, 1]);
});

for (const [messages, status] of [[500, 200], [501, 422]] as const) {
  test(`a batch of ${messages} messages is answered with ${status}`, async (t) => {
    const { as } = await startInvented(t);
    const body = Array.from({ length: messages }, (_, at) => inventedMessage(at));
    assert.equal((await as('court-clerk').submitBatch({ body })).status, status);
  });
}

test('an organ cannot send in the name of another, not even with one message of a batch', async (t) => {
  const { as, state } = await startInvented(t);
  const other = inventedMessage(2, { organ: 'police:B02' });
  assert.equal((await as('court-clerk').submitMessage({ body: other })).status, 403);
  assert.equal((await as('court-clerk').submitBatch({ body: [inventedMessage(1), other] })).status, 403);
  assert.equal((await as('police-clerk').submitMessage({ body: other })).status, 200);
  assert.equal(state.taken.size, 1);
});

test('a place in a body that is not as described is named by the schema, never by what stands there', async (t) => {
  const { as } = await startInvented(t);
  const answer = await as('court-clerk').submitBatch({ body: [inventedMessage(1), { ...inventedMessage(2), type: '虚构某' }] });
  assert.ok(!answer.ok);
  assert.deepEqual(answer.problem.errors, [{ at: '/1/type', rule: 'pattern' }]);
  assert.ok(!JSON.stringify(answer.problem).includes('虚构'));
});

test('exceptions: a page after another, each item once, and only of the own organ', async (t) => {
  const { as } = await startInvented(t);
  const broken = Array.from({ length: 5 }, (_, at) => inventedMessage(at, { data: { source: {} } }));
  await as('court-clerk').submitBatch({ body: broken });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await as('court-reviewer').listExceptions({ search: { limit: 2, ...(cursor === undefined ? {} : { cursor }) } });
    assert.ok(page.ok && page.body.items.length <= 2);
    seen.push(...page.body.items.map(({ exceptionId }) => exceptionId));
    cursor = page.body.next;
  } while (cursor !== undefined);
  assert.equal(new Set(seen).size, 5);
  const others = await as('police-clerk').listExceptions({});
  assert.ok(others.ok && others.body.items.length === 0);
  const forged = await as('court-clerk').listExceptions({ search: { cursor: 'AAAA' } });
  assert.ok(!forged.ok && forged.problem.code === 'CURSOR_INVALID');
});

test('which version stands is said by clerk and reviewer of the organ, the second after seeing the proposal', async (t) => {
  const { as, state } = await startInvented(t);
  await as('court-clerk').submitMessage({ body: inventedMessage(1, { data: { source: {} } }) });
  const [id = '', item] = [...state.exceptions][0] ?? [];
  assert.ok(item !== undefined);
  const choose = { action: 'choose', chosen: 'a'.repeat(64), reason: 'asInDocument' };
  let attempt = 0;
  const resolve = async (account: string, version: number, body: unknown = choose) => {
    const key = `choosing-attempt-${attempt += 1}`;
    const answer = await as(account).resolveException({ params: { id }, body, headers: { 'if-match': `"${version}"`, 'idempotency-key': key } });
    return answer.ok ? answer.body.item.state : answer.problem.code;
  };
  assert.equal(await resolve('court-clerk', 1), 'EXCEPTION_OTHER_REMEDY');
  state.exceptions.set(id, { ...item, reasons: [{ code: 'RECORDS_CONTRADICT', at: '', message: '' }] });
  const rows: readonly (readonly [string, number, unknown, string])[] = [
    ['court-clerk', 1, { ...choose, chosen: 'a'.repeat(63) }, 'BODY_INVALID'], ['court-clerk', 1, { ...choose, reason: 'bored' }, 'BODY_INVALID'],
    ['police-clerk', 1, choose, 'NOTHING_TO_TELL'], ['court-clerk', 1, choose, 'waiting'],
    ['court-clerk', 2, choose, 'FOUR_EYES'], ['court-reviewer', 1, choose, 'VERSION_CHANGED'], ['court-reviewer', 2, choose, 'replayed'],
  ];
  for (const [account, version, body, expected] of rows) assert.equal(await resolve(account, version, body), expected, `${account} ${expected}`);
});

test('an exception is resolved at the version that was seen: a stale one is refused, a missing one too', async (t) => {
  const { as, state } = await startInvented(t);
  await as('court-clerk').submitMessage({ body: inventedMessage(1, { data: { source: {} } }) });
  const id = [...state.exceptions.keys()][0] ?? '';
  const seen = await as('court-clerk').readException({ params: { id } });
  assert.equal(seen.headers.get('etag'), '"1"');
  const resolve = (headers: Record<string, string>, body: unknown) =>
    as('court-clerk').resolveException({ params: { id }, body, headers });
  const replay = { action: 'replay' };
  const first = await resolve({ 'if-match': '"1"', 'idempotency-key': 'first-attempt-0001' }, replay);
  assert.ok(first.ok && first.headers.get('etag') === '"2"');
  const codes = [];
  for (const [headers, body] of [
    [{ 'if-match': '"1"', 'idempotency-key': 'second-attempt-001' }, replay],
    [{ 'idempotency-key': 'third-attempt-0001' }, replay],
    [{ 'if-match': '*', 'idempotency-key': 'fourth-attempt-001' }, replay],
    [{ 'if-match': '"2"' }, replay],
    [{ 'if-match': '"2"', 'idempotency-key': 'fifth-attempt-0001' },
      { action: 'replayCorrected', message: inventedMessage(1, { organ: 'police:B02' }) }],
  ] as const) {
    const answer = await resolve(headers, body);
    codes.push(answer.ok ? 'done' : answer.problem.code);
  }
  assert.deepEqual(codes, ['VERSION_CHANGED', 'VERSION_REQUIRED', 'HEADER_INVALID', 'IDEMPOTENCY_KEY_MISSING', 'FORBIDDEN']);
  const corrected = await resolve({ 'if-match': '"2"', 'idempotency-key': 'sixth-attempt-0001' },
    { action: 'replayCorrected', message: inventedMessage(1) });
  assert.ok(corrected.ok && corrected.body.item.state === 'replayed');
  const late = await resolve({ 'if-match': '"3"', 'idempotency-key': 'seventh-attempt-01' }, replay);
  assert.ok(!late.ok && late.problem.code === 'EXCEPTION_NOT_WAITING');
});
