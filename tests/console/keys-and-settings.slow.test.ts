import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// Keys rotated and a reading of the law changed by two administrators, each at a screen of their own.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const ended = async (...seats: readonly Seat[]): Promise<void> => {
  for (const { page, mistakes, barriers, context } of seats) {
    assert.deepEqual(mistakes, []);
    assert.deepEqual(await barriers(), []);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
    await context.close();
  }
};

test('keys: the security administrator asks at a desk, the system administrator agrees on a telephone, and it is done', { skip }, async () => {
  assert.ok(running);
  const [one, two] = [await running.signIn('security-administrator', DESK), await running.signIn('system-administrator', { ...PHONE, locale: 'en-GB' })];
  await one.page.goto(`${running.origin}/keys`);
  await one.page.click('.prepared button');
  await one.page.click('form .primary');
  await one.confirmItIsMe();
  await one.page.waitForSelector('.outcome');
  assert.equal(await one.page.locator('.outcome .primary').count(), 0, 'whoever asked is offered no agreement');
  await two.page.goto(`${running.origin}/keys`);
  await two.page.click('.outcome .primary');
  await two.page.click('.outcome .primary');
  await two.confirmItIsMe();
  await two.page.waitForSelector('.outcome [role=status] .faint');
  assert.match(await two.page.innerText('.outcome [role=status]'), /(\d+) of \1 wrapped anew/);
  await ended(one, two);
});

test('settings: a reading of K2 is proposed, agreed to by another, and stands in the history with both', { skip }, async () => {
  assert.ok(running);
  const [one, two] = [await running.signIn('system-administrator', DESK), await running.signIn('security-administrator', PHONE)];
  await one.page.goto(`${running.origin}/settings`);
  await one.page.click('tr:has-text("K2") button.plain');
  await one.page.check('input[name=value]');
  await one.page.click('form .prepared button');
  await one.page.click('form .primary');
  await one.confirmItIsMe();
  await one.page.waitForSelector('.outcome');
  await two.page.goto(`${running.origin}/settings`);
  await two.page.click('.outcome .primary');
  await two.page.click('.outcome .primary');
  await two.confirmItIsMe();
  await two.page.waitForSelector('.setting-next');
  // The history is an answer of its own: it is read again beside the settings.
  const history = two.page.locator('main section').last();
  for (const who of ['demo-system-administrator', 'demo-security-administrator']) {
    await history.getByText(who).first().waitFor();
  }
  await ended(one, two);
});
