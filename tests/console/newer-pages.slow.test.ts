import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type MadeConsole, type MadeSeat, SOME_ID, startMade } from './made-console.ts';
import { skip } from './started.ts';

// After an upgrade the pages are built anew and the files of before are gone: a window that is open says so in one
// sentence, goes on with the new version, and loses nothing that was typed.

const PHONE = { width: 390, height: 844 } as const;
const NEWER = /系统已更新/;

let made: MadeConsole | undefined;
before(async () => { if (skip === false) made = await startMade(); });
after(async () => { await made?.stop(); });

const sit = async (role: string): Promise<MadeSeat> => {
  assert.ok(made);
  return made.sit(role, PHONE);
};

/** The files of before are gone, and the document names a new script; `until` the window opens it. */
const upgrade = async (page: Page, gone: RegExp): Promise<void> => {
  await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
  await page.route((address) => address.pathname === '/', (route) => (route.request().resourceType() === 'fetch'
    ? route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/index-newer.js"></script>' }) : route.fallback()));
};

/** Opening the document again brings the files of the new version. */
const bringNew = (page: Page, gone: RegExp): void => {
  page.once('domcontentloaded', () => { void page.unroute(gone); });
};

test('a page whose file is gone says in one sentence that there is a new version, and opens it', { skip }, async () => {
  const { page, open, context } = await sit('citizen');
  await open('/');
  await page.waitForSelector('.cards');
  const gone = /\/assets\/looks-/;
  await upgrade(page, gone);
  bringNew(page, gone);
  await page.click('.cards a[href="/looks"]');
  await page.waitForSelector('.notice');
  assert.match(await page.innerText('.notice'), NEWER);
  assert.doesNotMatch(await page.innerText('main'), /显示失败/);
  await page.waitForSelector('.page-head h1');
  assert.equal(new URL(page.url()).pathname, '/looks', 'it goes on where it was going');
  assert.match(await page.innerText('h1'), /谁看过我的记录/);
  await context.close();
});

test('a part whose file is gone leaves the form with what was typed, and the frame says what to do', { skip }, async () => {
  const { page, open, context } = await sit('inquirer');
  await upgrade(page, /\/assets\/statute-words-/);
  await open('/inquiries/new');
  await page.selectOption('select[name=kind]', 'judicialOrgan');
  await page.fill('input[name=inquirer]', '虚构法院');
  await page.waitForSelector('.frame-notices p');
  assert.match(await page.innerText('.frame-notices'), NEWER);
  assert.match(await page.innerText('.frame-notices'), /填写的内容都在/);
  assert.equal(await page.inputValue('input[name=inquirer]'), '虚构法院');
  await page.fill('textarea[name=reasons]', '虚构的理由');
  assert.equal(await page.inputValue('textarea[name=reasons]'), '虚构的理由', 'one can go on typing');
  await context.close();
});

test('a file that does not come although nothing is newer, or without a line, is said and tried again', { skip }, async () => {
  const { page, open, context } = await sit('citizen');
  await open('/');
  await page.waitForSelector('.cards');
  await page.route(/\/assets\/looks-/, (route) => route.fulfill({ status: 404, body: '' }));
  await page.click('.cards a[href="/looks"]');
  await page.waitForSelector('.notice');
  assert.match(await page.innerText('.notice'), /暂时没有取到/);
  await context.route('**/*', (route) => route.abort('internetdisconnected'));
  await page.click('.notice .primary');
  await page.waitForSelector('.notice p:has-text("无法连接服务")');
  await context.unrouteAll();
  await context.close();
});

test('a second factor needs no further file', { skip }, async () => {
  const { page, open, context } = await sit('inquirer');
  await open(`/inquiries/${SOME_ID}`);
  await page.waitForSelector('.facts');
  await upgrade(page, /\/assets\//);
  await page.route(/\/v1\/inquiries\/[^/]+\/withdrawals$/, (route) => route.fulfill({
    status: 403, contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'urn:fengcun:problem:x', status: 403, code: 'SECOND_FACTOR_NEEDED', title: '虚构' }),
  }));
  await page.click('main button:text-is("撤回申请")');
  await page.click('main button:text-is("确定撤回")');
  await page.waitForSelector('#second-factor-code');
  await context.close();
});
