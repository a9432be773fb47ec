import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// Accounts by two administrators, each at a screen of their own; a suspension; the dead letter of the invented world.

const ENGLISH = 'en-GB';
let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const sound = async ({ page, barriers }: Seat): Promise<void> => {
  assert.deepEqual(await barriers(), []);
  assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
};
const ended = async (...seats: readonly Seat[]): Promise<void> => {
  for (const seat of seats) {
    assert.deepEqual(seat.mistakes, []);
    await sound(seat);
    await seat.context.close();
  }
};
const rowOf = ({ page }: Seat, account: string) => page.locator('tr', { has: page.locator('code', { hasText: new RegExp(`^${account}$`) }) });
const isSignedIn = async ({ page }: Seat): Promise<boolean> => {
  assert.ok(running);
  return (await page.request.get(`${running.origin}/v1/session`)).status() === 200;
};

test('roles: asked for at a telephone, agreed to at a desk by another; the account has them and is signed out', { skip }, async () => {
  assert.ok(running);
  const clerk = await running.signIn('court-clerk', DESK);
  const guard = await running.signIn('security-administrator', PHONE);
  await guard.confirmItIsMe();
  await rowOf(guard, 'demo-court-clerk').getByText('变更角色').click();
  await guard.page.check('input[value=reviewer]');
  await guard.page.click('form .prepared button');
  await sound(guard);
  await guard.page.click('form .primary');
  await guard.page.waitForSelector('.outcome');
  assert.match(await guard.page.innerText('.outcome'), /经办 → 经办、承办/);
  assert.equal(await guard.page.locator('.outcome .primary').count(), 0, 'whoever asked is offered no agreement');
  assert.ok(await isSignedIn(clerk), 'nothing has changed yet');
  const runner = await running.signIn('system-administrator', { ...DESK, locale: ENGLISH });
  await runner.page.waitForSelector('.outcome');
  await runner.page.goto(`${running.origin}/role-changes`);
  await runner.page.click('.outcome .primary');
  await runner.page.click('.outcome .primary');
  await runner.confirmItIsMe();
  await runner.page.waitForSelector('.outcome', { state: 'detached' });
  const history = await runner.page.innerText('main section');
  for (const words of ['demo-security-administrator', 'demo-system-administrator', 'Clerk → Clerk, Reviewer', 'done']) assert.ok(history.includes(words), words);
  assert.equal(await isSignedIn(clerk), false, 'begun under other roles');
  await clerk.context.close();
  await ended(guard, runner);
});

test('a suspension at a desk ends the session at once; the only administrator of a kind is not suspended', { skip }, async () => {
  assert.ok(running);
  const approver = await running.signIn('court-approver', PHONE);
  const guard = await running.signIn('security-administrator', { ...DESK, locale: ENGLISH });
  await guard.confirmItIsMe();
  const suspend = async (account: string): Promise<void> => {
    await rowOf(guard, account).getByText('Suspend', { exact: true }).click();
    await guard.page.click('form .prepared button >> nth=2');
    assert.equal(await guard.page.inputValue('form textarea[name=reason]'), '已经离岗。', 'Chinese on an English page too');
    await guard.page.click('form .primary');
  };
  await suspend('demo-audit-administrator');
  await guard.page.waitForSelector('form .told p');
  assert.match(await guard.page.innerText('form .told'), /last administrator/);
  await guard.page.click('form .quiet:has-text("Cancel")');
  await suspend('demo-court-approver');
  await guard.page.waitForSelector('form', { state: 'detached' });
  assert.equal(await isSignedIn(approver), false);
  await rowOf(guard, 'demo-court-approver').getByText('suspended').waitFor();
  assert.equal(await rowOf(guard, 'demo-court-approver').getByText('Use again').count(), 1);
  await approver.context.close();
  await ended(guard);
});

test('an account is added on a telephone, and waits for another', { skip }, async () => {
  assert.ok(running);
  const guard = await running.signIn('security-administrator', PHONE);
  await guard.confirmItIsMe();
  await guard.page.click('main .plain:has-text("开设账号")');
  const fields = { organ: 'court/530202', account: 'fresh-judge', displayName: '虚构 新人', issuer: 'https://issuer.example', subject: 'fresh' };
  for (const [name, value] of Object.entries(fields)) await guard.page.fill(`input[name=${name}]`, value);
  await guard.page.check('input[value=reviewer]');
  await guard.page.click('form .prepared button');
  await sound(guard);
  await guard.page.click('form .primary');
  await guard.page.waitForSelector('.outcome');
  assert.match(await guard.page.innerText('.outcome'), /fresh-judge[\s\S]*停用 → 承办/);
  assert.doesNotMatch(await guard.page.innerText('main'), /虚构 新人/, 'the name is in the encrypted content alone');
  await ended(guard);
});

test('the dead letter of the world is set aside for a reason, and found where such letters are', { skip }, async () => {
  assert.ok(running);
  const runner = await running.signIn('system-administrator', PHONE);
  await runner.page.click('main a[href="/dead-letters"]');
  await runner.page.waitForSelector('.letters-dead tbody tr:has-text("紧急授权通知")');
  await runner.page.check('.letters-dead input[name=letter]');
  await runner.page.click('.letters-dead .prepared button >> nth=1');
  await sound(runner);
  await runner.page.click('.letters-dead form .plain:has-text("搁置")');
  await runner.confirmItIsMe();
  await runner.page.waitForSelector('.letters-resting input[name=letter]');
  assert.equal(await runner.page.locator('.letters-dead input[name=letter]').count(), 0);
  assert.match(await runner.page.innerText('.letters-resting'), /已经用纸质文书送达/, 'why it was set aside is told');
  const auditor = await running.signIn('audit-administrator', { ...DESK, locale: ENGLISH });
  await auditor.page.goto(`${running.origin}/dead-letters`);
  await auditor.page.waitForSelector('.letters-resting tbody tr');
  assert.equal(await auditor.page.locator('input[name=letter]').count(), 0, 'who audits looks and does nothing');
  await ended(runner, auditor);
});
