import assert from 'node:assert/strict';
import type { Journey } from './run.ts';

/** The auditor verifies every entry in the page with one press, and finds one without names. */
export const auditJourney: Journey = async ({ sit, say }) => {
  const auditor = await sit('audit-administrator');
  const { page } = auditor;
  await page.waitForSelector('main .primary');
  await auditor.sound('home');
  await page.click('main .primary');
  await page.waitForSelector('.outcome');
  assert.ok((await page.innerText('.outcome h2')).includes(say({ zh: '账本完整', en: 'The log is whole and unchanged' })));
  const [, size = '', checked = ''] = /(\d+) 条，逐条核对 (\d+) 条|(\d+), each of (\d+) checked/.exec(await page.innerText('.outcome'))?.filter(Boolean) ?? [];
  assert.ok(Number(size) > 100 && size === checked, 'every entry was checked');
  await auditor.sound('verified');
  await auditor.open('/entries');
  await page.selectOption('[name=kind]', 'seal.');
  await page.click('main .primary');
  await page.waitForSelector('.rows');
  assert.doesNotMatch(await page.innerText('main'), /\d{17}[\dX]/, 'no number of a person');
  await auditor.sound('entries');
  await auditor.leave();
};

/** The security administrator ends a session, and whoever held it is asked to sign in. */
export const endSessionJourney: Journey = async ({ sit, say, running }) => {
  const clerk = await sit('police-clerk');
  const security = await sit('security-administrator');
  const { page } = security;
  await security.until('.rows');
  await security.sound('accounts');
  const row = page.locator('tr', { has: page.locator('code', { hasText: /^demo-police-clerk$/ }) });
  await row.locator('button').first().click();
  await row.locator('button.primary').click();
  await row.locator(`text=${say({ zh: '已全部退出', en: 'signed out' })}`).waitFor();
  assert.equal((await clerk.page.request.get(`${running.origin}/v1/session`)).status(), 401, 'nothing is left of the session');
  await security.open('/recoveries');
  await page.waitForSelector('form');
  await security.sound('recoveries');
  await clerk.context.close();
  await security.leave();
};

/** The system administrator sees how it runs and what is set, in numbers and codes alone. */
export const statusJourney: Journey = async ({ sit, view }) => {
  const keeper = await sit('system-administrator');
  const { page } = keeper;
  await page.waitForSelector('.tiles');
  assert.equal(await page.locator('.tiles li').count(), 5);
  assert.match(await page.innerText('main'), /access\/\d{4}/);
  assert.doesNotMatch(await page.innerText('main'), /\d{17}[\dX]/);
  await keeper.sound('status');
  await keeper.open('/settings');
  await page.waitForSelector('.setting-group');
  assert.equal(await page.locator('.setting-group[open]').count() > 0, view.where === 'desk', 'nothing is changed: folded on a telephone');
  while (await page.locator('.setting-group:not([open])').count() > 0) await page.locator('.setting-group:not([open]) > summary').first().click();
  const settings = await page.innerText('main');
  for (const id of ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7']) assert.ok(settings.includes(id), id);
  await keeper.sound('settings');
  await keeper.leave();
};
