import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CivilDate, ok, present } from '@fengcun/kernel';
import { dumpOf } from '../intake/testing/import-fixture.ts';
import { sql } from 'kysely';
import { changeRoles, disableAccount, listAccounts } from './keep-accounts.ts';
import { parseNewAccount } from './account.ts';
import { beginKeeping } from './account-act.ts';
import { citizenOf } from './citizen.ts';
import { setUpDemoCodes } from './demo-codes.ts';
import { subjectFinder } from './find-subject.ts';
import { drawLimits } from './limits.ts';
import { accountBench, invented, ISSUER, MINUTE, NUMBER, numberOf, ORIGIN } from './testing/account-fixture.ts';
import { softwareAuthenticator, type Tampering } from './testing/software-authenticator.ts';
import { totpCode, totpStep } from './totp.ts';

let made: Awaited<ReturnType<typeof accountBench>> | undefined;
before(async () => { made = await accountBench(); });
after(async () => { await made?.close(); });
const bench = () => present(made, 'the bench');

const unbase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** Sets up codes for whoever is signed in; the secret of the session that goes on, and that of the codes. */
const withCodes = async (secret: string) => {
  const { portAs, signedIn, now } = bench();
  const { session, actor } = await signedIn(secret);
  const proposed = await (await portAs(actor)).propose(session, 'totp');
  assert.ok(proposed.ok && proposed.value.secret !== undefined);
  const key = unbase32(proposed.value.secret);
  const confirmed = await (await portAs(actor)).confirm({ kind: 'totp', code: totpCode(key, totpStep(now())) }, { session, browser: 'firefox/linux' });
  assert.ok(confirmed.ok);
  return { secret: confirmed.value.secret, key };
};

const stepUp = async (secret: string, code: string) => {
  const { portAs, signedIn } = bench();
  const { session, actor } = await signedIn(secret);
  return (await portAs(actor)).use({ kind: 'totp', code }, { session, browser: 'firefox/linux' });
};

test('an account is one sentence from being right: each wrong member is refused, with nothing of the person repeated', () => {
  for (const [more, code] of [
    [{ account: 'Wang Wu' }, 'ACCOUNT_FORM'], [{ organ: 'Beijing' }, 'ACCOUNT_FORM'], [{ roles: [] }, 'ROLE_UNKNOWN'], [{ roles: ['chief'] }, 'ROLE_UNKNOWN'],
    [{ roles: ['sysadmin', 'auditor'] }, 'ROLES_JOINED'], [{ roles: ['auditor', 'clerk'] }, 'ROLES_JOINED'], [{ roles: ['citizen'] }, 'CITIZEN_UNBOUND'],
    [{ identityNumber: `${NUMBER.slice(0, 17)}${NUMBER.endsWith('0') ? '1' : '0'}` }, 'ACCOUNT_FORM'], [{ subjects: [{ issuer: 'not an address', subject: 'x' }] }, 'ACCOUNT_FORM'],
    [{ isAdmin: true }, 'ACCOUNT_FORM'], [{ displayName: '' }, 'ACCOUNT_FORM'], [{ wards: [{ name: '甲', identityNumber: NUMBER, until: 'some day' }] }, 'ACCOUNT_FORM'],
  ] as const) {
    const parsed = parseNewAccount(invented('invented-one', more));
    assert.ok(!parsed.ok && parsed.error.code === code, JSON.stringify([more, parsed]));
    assert.ok(!JSON.stringify(parsed).includes('19900307') && !JSON.stringify(parsed).includes('甲'));
  }
});

test('name and number of a person stand nowhere in the database; the account is found by its subject alone', async () => {
  const { add, deployment } = bench();
  const ward = { name: '虚构小某', identityNumber: NUMBER, until: '2027-03-06' };
  assert.deepEqual(await add('citizen-one', { organ: 'none', roles: ['citizen'], identityNumber: NUMBER, displayName: '骆某某', wards: [ward] }), ok('citizen-one'));
  const dump = await dumpOf(deployment);
  assert.ok(dump.includes('citizen-one'), 'the account is there');
  for (const secret of ['骆某某', NUMBER, Buffer.from(NUMBER).toString('hex'), '小某']) assert.ok(!dump.includes(secret), secret);
  const find = subjectFinder(deployment);
  const found = await find({ issuer: ISSUER, subject: 'citizen-one' });
  assert.deepEqual(found?.actor.roles, ['citizen']);
  for (const wrong of [{ issuer: 'http://other.example', subject: 'citizen-one' }, { issuer: ISSUER, subject: 'Citizen-one' }, { issuer: ISSUER, subject: '' }]) {
    assert.equal(await find(wrong), undefined);
  }
  const act = await beginKeeping(deployment, 'account.list', { account: 'keeper', request: 'one' });
  const opened = await citizenOf(deployment, act, { account: 'citizen-one', day: '2027-03-06' as CivilDate });
  assert.deepEqual(opened, { name: '骆某某', identityNumber: NUMBER, wards: [ward] });
  assert.deepEqual((await citizenOf(deployment, act, { account: 'citizen-one', day: '2027-03-07' as CivilDate }))?.wards, [], 'guardianship has ended the day after');
});

test('neither a name nor a subject is given twice, and no person joins 三员 by a second account', async () => {
  const { add, deployment } = bench();
  const number = numberOf('11010519850101581');
  assert.ok((await add('audit-one', { roles: ['auditor'], identityNumber: number })).ok);
  for (const [name, more, code] of [
    ['audit-one', { subjects: [] }, 'ACCOUNT_TAKEN'], ['audit-two', { subjects: [{ issuer: ISSUER, subject: 'audit-one' }] }, 'ACCOUNT_TAKEN'],
    ['audit-three', { roles: ['sysadmin'], identityNumber: number }, 'ROLES_JOINED'], ['audit-four', { roles: ['clerk'], sameAs: 'audit-one' }, 'ROLES_JOINED'],
    ['audit-five', { sameAs: 'nobody-there' }, 'ACCOUNT_UNKNOWN'],
  ] as const) {
    const added = await add(name, more);
    assert.ok(!added.ok && added.error.code === code, `${name}: ${JSON.stringify(added)}`);
  }
  assert.ok((await add('same-one', { roles: ['reviewer'] })).ok);
  assert.ok((await add('same-two', { roles: ['approver'], sameAs: 'same-one' })).ok);
  const wrong = await changeRoles(deployment, 'keeper', { account: 'same-two', roles: ['securityAdmin'] });
  assert.ok(!wrong.ok && wrong.error.code === 'ROLES_JOINED');
  const listed = await listAccounts(deployment, 'keeper');
  const [one, two] = ['same-one', 'same-two'].map((name) => listed.find(({ account }) => account === name)?.person);
  assert.ok(one !== undefined && one === two, 'two accounts, one person');
});

test('a session is found by its secret in its kind of browser, and by nothing else', async () => {
  const { add, signIn, find, deployment } = bench();
  await add('session-one');
  const secret = await signIn('session-one');
  const found = await find(secret);
  assert.equal(found?.actor.id, 'session-one');
  assert.equal(found?.actor.hasSecondFactor, false);
  assert.equal(await find(secret, 'chrome/windows'), undefined, 'another kind of browser');
  for (const wrong of [`${secret}A`, secret.slice(0, -1), secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), '', found?.session.key ?? '']) {
    assert.equal(await find(wrong), undefined);
  }
  assert.ok(!(await dumpOf(deployment)).includes(secret), 'the secret is nowhere kept');
});

test('a session ends after a quarter of an hour without use, after a working day in all, and when it is ended', async () => {
  const { add, signIn, find, later, portAs, signedIn } = bench();
  await add('session-two');
  const idle = await signIn('session-two');
  later(14 * MINUTE);
  assert.ok(await find(idle), 'still there after 14 minutes, and used by that');
  later(14 * MINUTE);
  assert.ok(await find(idle));
  later(15 * MINUTE);
  assert.equal(await find(idle), undefined, 'nobody used it for 15 minutes');
  const long = await signIn('session-two');
  for (let minutes = 0; minutes < 470; minutes += 10) { later(10 * MINUTE); assert.ok(await find(long), `${minutes}`); }
  later(10 * MINUTE);
  assert.equal(await find(long), undefined, 'eight hours are over, used or not');
  const ended = await signIn('session-two');
  const { session, actor } = await signedIn(ended);
  await (await portAs(actor)).close(session);
  assert.equal(await find(ended), undefined);
});

test('other roles, disabling, and the administrator end every session at once', async () => {
  const { add, signIn, find, deployment, portAs } = bench();
  await add('session-three');
  const sessions = [await signIn('session-three'), await signIn('session-three')];
  await changeRoles(deployment, 'keeper', { account: 'session-three', roles: ['approver'] });
  for (const secret of sessions) assert.equal(await find(secret), undefined);
  const again = await signIn('session-three');
  assert.deepEqual((await find(again))?.actor.roles, ['approver']);
  const admin = await portAs({ id: 'security-one', organ: 'platform/P01', roles: ['securityAdmin'] });
  assert.equal(await admin.endSessionsOf('session-three'), true);
  assert.equal(await find(again), undefined);
  await disableAccount(deployment, 'keeper', 'session-three');
  assert.equal(await subjectFinder(deployment)({ issuer: ISSUER, subject: 'session-three' }), undefined, 'nobody signs in as it again');
});

test('a role written into the database by somebody else lets nobody in', async () => {
  const { add, signIn, find, deployment } = bench();
  await add('tampered');
  const secret = await signIn('tampered');
  assert.ok(await find(secret));
  await sql`update ops.account set roles = 'approver supervisor' where account_name = 'tampered'`.execute(deployment.connection);
  assert.equal(await find(secret), undefined);
  assert.equal(await subjectFinder(deployment)({ issuer: ISSUER, subject: 'tampered' }), undefined);
});

test('codes: the factor counts for five minutes, a code once, the secret of the session changes', async () => {
  const { add, signIn, find, later, now } = bench();
  await add('codes-one');
  const first = await signIn('codes-one');
  const { secret, key } = await withCodes(first);
  assert.equal(await find(first), undefined, 'whoever knew the secret before knows nothing now');
  assert.equal((await find(secret))?.actor.hasSecondFactor, true);
  const replayed = await stepUp(secret, totpCode(key, totpStep(now())));
  assert.ok(!replayed.ok && replayed.error.code === 'SECOND_FACTOR_REFUSED', 'the code that confirmed it was used');
  later(5 * MINUTE - 1);
  assert.equal((await find(secret))?.actor.hasSecondFactor, true);
  later(1);
  assert.equal((await find(secret))?.actor.hasSecondFactor, false, 'five minutes are over');
  const code = totpCode(key, totpStep(now()));
  const used = await stepUp(secret, code);
  assert.ok(used.ok);
  assert.equal((await find(used.value.secret))?.actor.hasSecondFactor, true);
  const [again, older] = [await stepUp(used.value.secret, code), await stepUp(used.value.secret, totpCode(key, totpStep(now()) - 1))];
  assert.ok(!again.ok && !older.ok, 'neither the same code nor one before it');
});

test('codes: five guesses at once, then one in half a minute; the right code is refused as well, with the same words', async () => {
  const { add, signIn, later, now } = bench();
  await add('codes-two');
  const { secret, key } = await withCodes(await signIn('codes-two'));
  later(10 * MINUTE);
  const wrong = String((Number(totpCode(key, totpStep(now()))) + 1) % 1_000_000).padStart(6, '0');
  const answers = [];
  for (let at = 0; at < 5; at += 1) answers.push(await stepUp(secret, wrong));
  answers.push(await stepUp(secret, totpCode(key, totpStep(now()))));
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1, 'all alike');
  later(31_000);
  assert.ok((await stepUp(secret, totpCode(key, totpStep(now())))).ok, 'half a minute later the right code counts');
});

test('codes: a hundred and fifty of a day, whoever guesses slowly; the next day the right code counts again', async () => {
  const { add, signIn, later, now } = bench();
  await add('codes-slow');
  const { key } = await withCodes(await signIn('codes-slow'));
  later(10 * MINUTE);
  const secret = await signIn('codes-slow');
  const wrong = () => String((Number(totpCode(key, totpStep(now()))) + 1) % 1_000_000).padStart(6, '0');
  // One in half a minute: 2,880 of a day, each of which may be any of three codes.
  for (let at = 0; at < 205; at += 1) {
    later(31_000);
    await stepUp(secret, wrong());
  }
  later(31_000);
  assert.ok(!(await stepUp(secret, totpCode(key, totpStep(now())))).ok, 'the guesses of this day are used up');
  later(24 * 60 * MINUTE);
  assert.ok((await stepUp(await signIn('codes-slow'), totpCode(key, totpStep(now())))).ok);
});

test('of two who use one code at once one is first', async () => {
  const { add, signIn, later, now } = bench();
  await add('codes-race');
  const { secret, key } = await withCodes(await signIn('codes-race'));
  later(2 * MINUTE);
  const code = totpCode(key, totpStep(now()));
  const done = await Promise.all([stepUp(secret, code), stepUp(secret, code)].map((one) => one.catch(() => ({ ok: false }))));
  assert.equal(done.filter(({ ok: isOk }) => isOk).length, 1);
});

test('a second factor is set up soon after signing in, and only with the one that stands afterwards', async () => {
  const { add, signIn, later, portAs, signedIn } = bench();
  await add('codes-three');
  const late = await signIn('codes-three');
  later(6 * MINUTE);
  const { session, actor } = await signedIn(late);
  assert.deepEqual(await (await portAs(actor)).propose(session, 'totp'), { ok: false, error: { code: 'SIGN_IN_AGAIN' } });
  const { secret } = await withCodes(await signIn('codes-three'));
  assert.ok((await (await portAs(actor)).propose((await signedIn(secret)).session, 'totp')).ok, 'with the factor just used');
  later(6 * MINUTE);
  const stolen = await signedIn(secret);
  assert.deepEqual(await (await portAs(actor)).propose(stolen.session, 'totp'), { ok: false, error: { code: 'SECOND_FACTOR_STANDS' } });
});

test('a second factor that was proposed before another stood is not confirmed without that one', async () => {
  const { add, signIn, now, portAs, signedIn, deployment } = bench();
  await add('codes-four');
  const { session, actor } = await signedIn(await signIn('codes-four'));
  const proposed = await (await portAs(actor)).propose(session, 'totp');
  assert.ok(proposed.ok && proposed.value.secret !== undefined);
  // Whoever the account belongs to is faster by a moment.
  await setUpDemoCodes(deployment, 'codes-four');
  const code = totpCode(unbase32(proposed.value.secret), totpStep(now()));
  const confirmed = await (await portAs(actor)).confirm({ kind: 'totp', code }, { session, browser: 'firefox/linux' });
  assert.deepEqual(confirmed, { ok: false, error: { code: 'SECOND_FACTOR_STANDS' } });
});

test('an authenticator signs for this host, this challenge, once, with the person verified, and its counter goes up', async () => {
  const { add, signIn, portAs, signedIn, later } = bench();
  await add('keys-one');
  let secret = await signIn('keys-one');
  const key = softwareAuthenticator({ rpId: 'localhost', origin: ORIGIN });
  const challengeOf = (options: unknown): string => String(Reflect.get(Object(options), 'challenge'));
  const { actor } = await signedIn(secret);
  const at = async () => ({ session: (await signedIn(secret)).session, browser: 'firefox/linux' });
  const propose = async () => {
    const proposed = await (await portAs(actor)).propose((await at()).session, 'webauthn');
    assert.ok(proposed.ok);
    return challengeOf(proposed.value.options);
  };
  for (const wrong of [{ origin: 'http://evil.example' }, { rpId: 'evil.example' }, { isVerified: false }, { type: 'webauthn.get' }] as readonly Tampering[]) {
    const refused = await (await portAs(actor)).confirm({ kind: 'webauthn', response: key.create(await propose(), wrong) }, await at());
    assert.ok(!refused.ok, JSON.stringify(wrong));
  }
  later(3 * MINUTE);
  const confirmed = await (await portAs(actor)).confirm({ kind: 'webauthn', response: key.create(await propose()) }, await at());
  assert.ok(confirmed.ok);
  secret = confirmed.value.secret;
  const challenge = async () => {
    const asked = await (await portAs(actor)).challenge((await at()).session);
    assert.ok(asked.ok);
    return challengeOf(asked.value.options);
  };
  const use = async (response: Readonly<Record<string, unknown>>) => (await portAs(actor)).use({ kind: 'webauthn', response }, await at());
  later(5 * MINUTE);
  const answer = key.get(await challenge());
  const used = await use(answer);
  assert.ok(used.ok);
  secret = used.value.secret;
  assert.equal((await signedIn(secret)).actor.hasSecondFactor, true);
  assert.ok(!(await use(answer)).ok, 'the challenge is gone');
  const other = softwareAuthenticator({ rpId: 'localhost', origin: ORIGIN });
  for (const wrong of [{ origin: 'http://localhost:9999' }, { rpId: 'other' }, { challenge: 'AAAA' }, { isVerified: false }, { counter: 1 }] as readonly Tampering[]) {
    later(2 * MINUTE);
    assert.ok(!(await use(key.get(await challenge(), wrong))).ok, JSON.stringify(wrong));
  }
  assert.ok(!(await use({ ...other.get(await challenge()), id: key.id })).ok, 'another key under the same name');
});

test('two administrators give a second factor back; none of them is the person, and they are two people', async () => {
  const { add, signIn, find, portAs } = bench();
  await add('lost-one');
  await add('lost-twin', { sameAs: 'lost-one', roles: ['clerk'] });
  const { secret } = await withCodes(await signIn('lost-one'));
  const [one, two] = [{ id: 'security-a', organ: 'platform/P01', roles: ['securityAdmin'] }, { id: 'system-b', organ: 'platform/P01', roles: ['sysadmin'] }] as const;
  const by = (id: string, person: string) => ({ id, organ: 'platform/P01', roles: ['securityAdmin'] as const, hasSecondFactor: true, person });
  const self = (await find(await signIn('lost-twin')))?.actor.person ?? '';
  assert.deepEqual(await (await portAs(one)).askRecovery('lost-one', by('other-account', self)), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await (await portAs(one)).askRecovery('nobody-there', by('security-a', 'p1')), { ok: false, error: { code: 'NOTHING_TO_TELL' } });
  const asked = await (await portAs(one)).askRecovery('lost-one', by('security-a', 'p1'));
  assert.ok(asked.ok && asked.value.stillNeeded === 1);
  const { jointId } = asked.value;
  for (const [id, person] of [['security-a', 'p1'], ['security-z', 'p1'], ['security-a', 'p9'], ['any', self]] as const) {
    assert.deepEqual(await (await portAs(two)).agreeRecovery(jointId, by(id, person)), { ok: false, error: { code: 'FOUR_EYES' } }, `${id} ${person}`);
  }
  assert.ok(await find(secret), 'nothing has happened yet');
  assert.equal((await (await portAs(two)).agreeRecovery(jointId, by('system-b', 'p2'))).ok, true);
  assert.equal(await find(secret), undefined, 'sessions ended');
  assert.deepEqual(await (await portAs(two)).agreeRecovery(jointId, by('system-c', 'p3')), { ok: false, error: { code: 'JOINT_ACT_OVER' } }, 'once');
  await withCodes(await signIn('lost-one'));
});

test('limits stand in the database, each under a key of its own; a restart fills nothing', async () => {
  const { deployment, later } = bench();
  const limit = { perSecond: 12 / 86_400, burst: 2 };
  const draw = (key: string, kind: 'subject' | 'actor' = 'subject') => drawLimits({ ...deployment }, [{ kind, key, limit }]);
  assert.deepEqual([await draw('term-a'), await draw('term-a'), await draw('term-a')], [true, true, false]);
  assert.deepEqual([await draw('term-b'), await draw('term-a', 'actor')], [true, true]);
  later(2 * 3_600_000 - 10);
  assert.equal(await draw('term-a'), false, 'twelve a day are one in two hours');
  later(20);
  assert.equal(await draw('term-a'), true);
  assert.ok(!(await dumpOf(deployment)).includes('term-a'));
});
