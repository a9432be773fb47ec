import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeRoles } from '@fengcun/application';
import { present } from '@fengcun/kernel';
import { attackedServer } from '../testing/attacked-server.ts';
import { type SignedInFetch, stepUpWith } from '../testing/sign-in.ts';

let running: Awaited<ReturnType<typeof attackedServer>> | undefined;
before(async () => { running = await attackedServer(); });
after(async () => { await running?.stop(); });
const server = () => present(running, 'the server that is attacked');
const MINUTE = 60_000;

type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>;

const ask = async (one: SignedInFetch, path: string, body?: unknown): Promise<Answer> => {
  const answer = await one.fetch(path, body === undefined ? {} : {
    method: 'POST', ...(body === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() as Answer['body'] };
};

const codeOf = ({ body }: Answer): unknown => body['code'];
const me = (one: SignedInFetch) => ask(one, '/v1/session');

test('what needs the second factor is refused without it, says so, and is refused again after five minutes', async () => {
  const { signIn, nextCode, later } = server();
  const one = await signIn('security');
  assert.equal(codeOf(await ask(one, '/v1/accounts')), 'SECOND_FACTOR_NEEDED');
  assert.equal(await stepUpWith(one, nextCode()), 200);
  assert.equal((await ask(one, '/v1/accounts')).status, 200);
  later(5 * MINUTE);
  assert.equal(codeOf(await ask(one, '/v1/accounts')), 'SECOND_FACTOR_NEEDED');
});

test('who may not do a thing at all is not told that a second factor would help', async () => {
  const one = await server().signIn('clerk');
  assert.equal(codeOf(await ask(one, '/v1/accounts')), 'FORBIDDEN');
  assert.equal(await stepUpWith(one, server().nextCode()), 200);
  assert.equal(codeOf(await ask(one, '/v1/accounts')), 'FORBIDDEN');
});

test('codes over the wire: a replay, guesses and the limit all have the same answer', async () => {
  const { signIn, nextCode, later } = server();
  const one = await signIn('approver');
  const code = nextCode();
  assert.equal(await stepUpWith(one, code), 200);
  const refused = async (tried: string) => {
    const answer = await ask(one, '/v1/session/step-up', { kind: 'totp', code: tried });
    return JSON.stringify([answer.status, answer.body]);
  };
  const answers = [await refused(code), await refused('000000'), await refused('999999'), await refused('123456')];
  answers.push(await refused(nextCode()), await refused(nextCode()));
  assert.ok(answers.filter((answer) => answer === answers[0]).length >= 4, 'one answer to everything that is refused');
  later(5 * MINUTE);
  assert.equal(await stepUpWith(one, nextCode()), 200, 'the right one counts after a while');
});

test('race: two step-ups with one code at the same moment: one is taken', async () => {
  const { signIn, nextCode } = server();
  const [one, other] = [await signIn('supervisor'), await signIn('supervisor')];
  const code = nextCode();
  const done = await Promise.all([stepUpWith(one, code), stepUpWith(other, code)]);
  assert.deepEqual(done.toSorted(), [200, 403]);
});

test('clock games: later the session is over; earlier it is not there yet; a second factor gains nothing by either', async () => {
  const { signInFully, later } = server();
  const one = await signInFully('clerk');
  assert.equal((await me(one)).body['hasSecondFactor'], true);
  later(-10 * MINUTE);
  assert.equal((await me(one)).status, 401, 'before it began');
  later(10 * MINUTE);
  assert.equal((await me(one)).status, 200);
  later(16 * MINUTE);
  assert.equal((await me(one)).status, 401, 'a quarter of an hour without use');
  later(-16 * MINUTE);
  assert.equal((await me(one)).body['hasSecondFactor'], true, 'the clock alone decides, and nothing was lost by looking');
});

test('sign-in as another role: roles come from the directory, at once, and end what was begun before', async () => {
  const { signIn, deployment } = server();
  const one = await signIn('reviewer');
  assert.deepEqual((await me(one)).body['roles'], ['reviewer']);
  for (const path of ['/v1/session/begin?role=approver', '/v1/session?roles=approver', '/v1/session?account=approver']) {
    assert.equal((await one.fetch(path)).status, 400, path);
  }
  await changeRoles(deployment, 'keeper', { account: 'reviewer', roles: ['inquirer'] });
  assert.equal((await me(one)).status, 401, 'the session of before is over');
  assert.deepEqual((await me(await signIn('reviewer'))).body['roles'], ['inquirer']);
  await changeRoles(deployment, 'keeper', { account: 'reviewer', roles: ['reviewer'] });
});

test('the administrator ends sessions of others at once; nobody else does', async () => {
  const { signIn, signInFully } = server();
  const victim = await signIn('approver');
  const stranger = await signInFully('clerk');
  assert.equal(codeOf(await ask(stranger, '/v1/accounts/ended-sessions', { account: 'approver' })), 'FORBIDDEN');
  assert.equal((await me(victim)).status, 200);
  assert.equal((await ask(await signInFully('security'), '/v1/accounts/ended-sessions', { account: 'approver' })).status, 200);
  assert.equal((await me(victim)).status, 401);
});

test('recovery: not for oneself, not by one person under two accounts, not by who is not an administrator', async () => {
  const { signInFully, later } = server();
  const security = await signInFully('security');
  assert.equal(codeOf(await ask(security, '/v1/accounts/recoveries', { account: 'security-twin' })), 'FOUR_EYES');
  const asked = await ask(security, '/v1/accounts/recoveries', { account: 'approver-two' });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const path = `/v1/accounts/recoveries/${String(asked.body['jointId'])}/agreement`;
  assert.equal(codeOf(await ask(security, path, null)), 'FOUR_EYES');
  assert.equal(codeOf(await ask(await signInFully('security-twin'), path, null)), 'FOUR_EYES', 'the same person under another account');
  assert.equal(codeOf(await ask(await signInFully('approver'), path, null)), 'FORBIDDEN');
  assert.equal((await ask(await signInFully('security-two'), path, null)).status, 200);
  assert.equal(codeOf(await ask(await signInFully('security-two'), path, null)), 'JOINT_ACT_OVER', 'once');
  later(((23 - 10) % 24) * 3_600_000);
  assert.equal(codeOf(await ask(await signInFully('security'), '/v1/accounts/recoveries', { account: 'clerk' })), 'BY_DAY_ONLY', 'and not by night');
  assert.equal(codeOf(await ask(await signInFully('approver'), '/v1/accounts/recoveries', { account: 'clerk' })), 'FORBIDDEN', 'the hour is told to who may by day');
});

test('breaking the glass over the wire: another organ learns nothing, the asker under another account is refused, two agree', async () => {
  const { signInFully } = server();
  const asked = await ask(await signInFully('reviewer'), '/v1/break-glass', { action: 'seal.read', reason: 'dangerToLife' });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const id = String(asked.body['jointId']);
  const agree = async (person: string, of = id) => ask(await signInFully(person), `/v1/break-glass/${of}/agreement`, null);
  const [there, notThere] = [await agree('stranger'), await agree('stranger', '01900000-0000-7000-8000-00000000ffff')];
  assert.deepEqual(there, notThere, 'an approver of another organ cannot tell it from nothing');
  assert.equal(codeOf(there), 'NOTHING_TO_TELL');
  assert.equal(codeOf(await agree('twin')), 'FOUR_EYES');
  assert.equal((await agree('approver')).body['stillNeeded'], 1);
  assert.equal(codeOf(await agree('approver')), 'FOUR_EYES');
  const done = await agree('supervisor');
  assert.deepEqual([done.body['state'], done.body['stillNeeded']], ['agreed', 0]);
  assert.equal(codeOf(await agree('twin')), 'JOINT_ACT_OVER');
});

test('an alarm is seen by the procuratorate that was told, with the session alone; nobody else sees, marks or reviews it', async () => {
  const { signIn, signInFully } = server();
  const asked = await ask(await signInFully('twin'), '/v1/break-glass', { action: 'inquiry.apply', reason: 'courtDeadline' });
  assert.equal(asked.body['told'], 'procuratorate/C03');
  const id = String(asked.body['jointId']);
  const mine = async () => {
    const { items } = (await ask(await signIn('supervisor'), '/v1/break-glass')).body as Readonly<{ items: readonly Answer['body'][] }>;
    return present(items.find(({ jointId }) => jointId === id), 'the alarm');
  };
  assert.equal((await mine())['seenAt'], undefined);
  for (const person of ['approver', 'reviewer', 'clerk', 'security']) {
    const one = await signInFully(person);
    for (const [path, body] of [['', undefined], [`/${id}/sight`, null], [`/${id}/review`, { finding: 'inOrder' }]] as const) {
      assert.equal(codeOf(await ask(one, `/v1/break-glass${path}`, body)), 'FORBIDDEN', `${person} ${path}`);
    }
  }
  const supervisor = await signIn('supervisor');
  assert.equal(codeOf(await ask(supervisor, `/v1/break-glass/${id}/review`, { finding: 'inOrder' })), 'SECOND_FACTOR_NEEDED');
  const seen = await ask(supervisor, `/v1/break-glass/${id}/sight`, null);
  assert.equal(seen.status, 200, JSON.stringify(seen.body));
  assert.notEqual((await mine())['seenAt'], undefined);
  assert.ok(!JSON.stringify(await mine()).includes('twin'), 'who asked there is not told');
  const fully = await signInFully('supervisor');
  assert.equal(codeOf(await ask(fully, `/v1/break-glass/${id}/review`, { finding: 'inOrder' })), 'STANDS_OTHERWISE', 'nothing was used');
  const notThere = await ask(fully, '/v1/break-glass/01900000-0000-7000-8000-00000000ffff/sight', null);
  assert.equal(codeOf(notThere), 'NOTHING_TO_TELL');
});

test('a flood by one person is refused with 429 and leaves others alone', async () => {
  const { signIn } = server();
  const [flooder, other] = [await signIn('stranger'), await signIn('clerk')];
  const statuses = new Map<number, number>();
  for (let round = 0; round < 10; round += 1) {
    // Refused by the policy set, so that nothing but the limit is measured.
    const answers = await Promise.all(Array.from({ length: 25 }, () => flooder.fetch('/v1/accounts')));
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  assert.deepEqual([...statuses].toSorted(), [[403, 100], [429, 150]], 'a hundred at once, then no more');
  assert.equal((await me(other)).status, 200);
});
