import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AccountAsked, Actor, KeeperActShown, Role } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import { accountNamed } from '../accounts/keep-accounts.ts';
import { rolesOf } from '../accounts/account-rows.ts';
import { ISSUER, NUMBER } from '../accounts/testing/account-fixture.ts';
import { keepingBench, SECURITY, SYSTEM, TWIN } from './testing/keeping-fixture.ts';

const REASON = '岗位调整，虚构';
const PLATFORM = 'platform/P01';
const [ONE, TWO, SAME] = [SECURITY, SYSTEM, TWIN].map((who) => present(who, 'an administrator'));
const [security, system, twin] = [present(ONE, 'one'), present(TWO, 'two'), present(SAME, 'three')];

let bench: Awaited<ReturnType<typeof keepingBench>>;
before(async () => { bench = await keepingBench(); });
after(() => bench.close());

/** An account of the directory; the person who has it. */
const account = async (name: string, roles: readonly Role[], more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const added = await bench.add(name, { roles, ...more });
  assert.ok(added.ok, JSON.stringify(added));
  return present(await accountNamed(bench.deployment, name), name).personId;
};
const stands = async (name: string): Promise<string> => {
  const row = present(await accountNamed(bench.deployment, name), name);
  return row.state === 'active' ? rolesOf(row).join(' ') : 'suspended';
};
const asked = async (name: string, roles: readonly Role[], by: Actor = security) =>
  (await bench.as(by)).askRoles({ account: name, roles, reason: REASON }, by);
const decided = async (id: string, by: Actor = system, isAgreed = true) =>
  (await bench.as(by)).decide({ id, kind: 'roleChange', isAgreed }, by);
const suspended = async (name: string, by: Actor = security) =>
  (await bench.as(by)).suspend({ account: name, reason: REASON }, by);
const added = async (more: Partial<AccountAsked>, by: Actor = security) => (await bench.as(by)).addAccount({
  account: 'nobody', organ: 'court/110000000001', roles: ['clerk'], displayName: '虚构 某人', reason: REASON,
  issuer: ISSUER, subject: more.account ?? 'nobody', ...more,
}, by);
const act = (done: Awaited<ReturnType<typeof asked>>): KeeperActShown => {
  assert.ok(done.ok, JSON.stringify(done));
  return done.value;
};
const refused = (done: Awaited<ReturnType<typeof asked>>): string => (done.ok ? 'taken' : done.error.code);

test('other roles: asked for by one, nothing changes; agreed to by another, they stand and the sessions are over', async () => {
  await account('judge-one', ['reviewer']);
  const session = await bench.signIn('judge-one');
  const change = act(await asked('judge-one', ['reviewer', 'clerk']));
  assert.deepEqual([change.state, change.account], ['asked',
    { account: 'judge-one', organ: 'court/110000000001', before: ['reviewer'], after: ['clerk', 'reviewer'] }]);
  assert.equal(await stands('judge-one'), 'reviewer', 'before another agreed');
  assert.ok(await bench.find(session), 'and the session goes on');
  assert.equal(refused(await asked('judge-one', ['approver'])), 'CHANGE_STANDS', 'one change at a time');
  assert.equal(refused(await decided(change.id, security)), 'FOUR_EYES');
  assert.equal(refused(await decided(change.id, twin)), 'FOUR_EYES', 'another account of the person who asked');
  const done = act(await decided(change.id));
  assert.deepEqual([done.state, done.askedBy, done.decidedBy], ['done', 'security', 'system']);
  assert.equal(await stands('judge-one'), 'clerk reviewer');
  assert.equal(await bench.find(session), undefined, 'begun under other roles');
  assert.equal(refused(await decided(change.id)), 'JOINT_ACT_OVER', 'once');
  assert.equal(refused(await decided(change.id, system, false)), 'JOINT_ACT_OVER');
});

test('what is not agreed to, or not within seven days, changes nothing, and may be asked for again', async () => {
  await account('judge-two', ['reviewer']);
  const first = act(await asked('judge-two', ['approver']));
  assert.equal(act(await decided(first.id, system, false)).state, 'refused');
  const second = act(await asked('judge-two', ['approver']));
  bench.later(7 * 86_400_000);
  assert.equal(refused(await decided(second.id)), 'JOINT_ACT_OVER');
  assert.equal(await stands('judge-two'), 'reviewer');
  assert.equal(act(await asked('judge-two', ['approver'])).state, 'asked');
});

test('nobody gives themselves a role, asks for or agrees to one of their own, or suspends themselves', async () => {
  const person = await account('guard-self', ['securityAdmin'], { organ: PLATFORM });
  const runner = await account('runner-self', ['sysadmin'], { organ: PLATFORM });
  await account('runner-other', ['sysadmin'], { organ: PLATFORM });
  await account('judge-three', ['reviewer']);
  const self: Actor = { ...security, id: 'guard-self', person };
  const other: Actor = { ...system, id: 'runner-self', person: runner };
  const rows: readonly (readonly [string, () => Promise<string>])[] = [
    ['asks for a role', async () => refused(await asked('guard-self', ['sysadmin'], self))],
    ['suspends their own account', async () => refused(await suspended('guard-self', self))],
    ['adds another account of their own', async () => refused(await added({ account: 'guard-more', roles: ['securityAdmin'], sameAs: 'guard-self' }, self))],
    ['agrees to a role of their own', async () => refused(await decided(act(await asked('runner-self', ['clerk'])).id, other))],
  ];
  for (const [what, done] of rows) assert.equal(await done(), 'FOUR_EYES', what);
  assert.equal(await accountNamed(bench.deployment, 'guard-more'), undefined);
});

test('one of 三员 has no other role, in one account or in several of one person', async () => {
  await account('judge-four', ['reviewer'], { identityNumber: NUMBER });
  assert.equal(refused(await asked('judge-four', ['auditor', 'reviewer'])), 'ROLES_JOINED');
  assert.equal(refused(await added({ account: 'audit-four', organ: PLATFORM, roles: ['auditor'], sameAs: 'judge-four' })), 'ROLES_JOINED');
  assert.equal(refused(await added({ account: 'audit-four', organ: PLATFORM, roles: ['auditor'], identityNumber: NUMBER })), 'ROLES_JOINED');
  assert.equal(await accountNamed(bench.deployment, 'audit-four'), undefined, 'nothing was added');
});

test('a new account is suspended until another agrees; what is incomplete or taken is not added', async () => {
  const change = act(await added({ account: 'fresh-clerk' }));
  assert.deepEqual(change.account, { account: 'fresh-clerk', organ: 'court/110000000001', before: [], after: ['clerk'] });
  assert.equal(await stands('fresh-clerk'), 'suspended');
  await assert.rejects(bench.signIn('fresh-clerk'), 'nobody signs in under it');
  act(await decided(change.id));
  assert.equal(await stands('fresh-clerk'), 'clerk');
  assert.ok(await bench.find(await bench.signIn('fresh-clerk')));
  const rows: readonly (readonly [Partial<AccountAsked>, string])[] = [
    [{ account: 'fresh-clerk', subject: 'another' }, 'ACCOUNT_TAKEN'],
    [{ account: 'fresh-two', subject: 'fresh-clerk' }, 'ACCOUNT_TAKEN'],
    [{ account: 'fresh-two', issuer: 'no address' }, 'ACCOUNT_INCOMPLETE'],
    [{ account: 'fresh-two', roles: ['citizen'], organ: 'none' }, 'ACCOUNT_INCOMPLETE'],
    [{ account: 'fresh-two', identityNumber: `${NUMBER.slice(0, 17)}?` }, 'ACCOUNT_INCOMPLETE'],
    [{ account: 'fresh-two', sameAs: 'known-to-nobody' }, 'ACCOUNT_INCOMPLETE'],
  ];
  for (const [more, code] of rows) assert.equal(refused(await added(more)), code, JSON.stringify(more));
  assert.equal(await accountNamed(bench.deployment, 'fresh-two'), undefined);
});

test('a suspension holds at once with every session; to be used again two are needed; an older wish gives nothing back', async () => {
  await account('judge-five', ['reviewer']);
  const session = await bench.signIn('judge-five');
  const wish = act(await asked('judge-five', ['reviewer', 'approver']));
  const done = act(await suspended('judge-five'));
  assert.deepEqual([done.kind, done.state, done.account?.after], ['suspension', 'done', []]);
  assert.equal(await bench.find(session), undefined);
  await assert.rejects(bench.signIn('judge-five'));
  assert.equal(refused(await suspended('judge-five')), 'JOINT_ACT_OVER', 'once');
  assert.equal(refused(await decided(wish.id)), 'JOINT_ACT_OVER', 'asked for before it was suspended');
  assert.equal(await stands('judge-five'), 'suspended');
  act(await decided(wish.id, system, false));
  const back = act(await asked('judge-five', ['reviewer']));
  assert.equal(refused(await decided(back.id, security)), 'FOUR_EYES');
  act(await decided(back.id));
  assert.equal(await stands('judge-five'), 'reviewer');
});

test('the last of 三员 that can sign in is neither suspended nor given another role; a suspended one counts for nobody', async () => {
  await account('audit-one', ['auditor'], { organ: PLATFORM });
  assert.equal(refused(await suspended('audit-one')), 'LAST_ADMINISTRATOR');
  assert.equal(refused(await asked('audit-one', ['clerk'])), 'LAST_ADMINISTRATOR');
  await account('audit-two', ['auditor'], { organ: PLATFORM });
  const wish = act(await asked('audit-one', ['clerk']));
  act(await suspended('audit-two'));
  assert.equal(refused(await decided(wish.id)), 'LAST_ADMINISTRATOR', 'it was not the last when it was asked for');
  assert.equal(refused(await suspended('audit-one')), 'LAST_ADMINISTRATOR');
  assert.equal(await stands('audit-one'), 'auditor');
  act(await decided(act(await asked('audit-two', ['auditor'])).id));
  act(await decided(wish.id));
  assert.equal(await stands('audit-one'), 'clerk');
});

test('nobody of that name, no act of that id, another kind of act: there is nothing to tell', async () => {
  assert.equal(refused(await asked('known-to-nobody', ['clerk'])), 'NOTHING_TO_TELL');
  assert.equal(refused(await suspended('known-to-nobody')), 'NOTHING_TO_TELL');
  assert.equal(refused(await decided('00000000-0000-7000-8000-000000000000')), 'NOTHING_TO_TELL');
  const [newest] = await (await bench.as(security)).roleChanges();
  const other = await (await bench.as(security)).decide({ id: present(newest, 'an act').id, kind: 'keyRotation', isAgreed: true }, security);
  assert.equal(refused(other), 'NOTHING_TO_TELL');
});

test('the history names account, roles, both people and why, and nothing about the person', async () => {
  const history = await (await bench.as(security)).roleChanges();
  assert.ok(history.length > 8);
  assert.ok(history.every(({ reason }) => reason === REASON));
  const text = JSON.stringify(history);
  assert.ok(!text.includes('虚构 ') && !text.includes(NUMBER) && !text.includes(ISSUER));
});
