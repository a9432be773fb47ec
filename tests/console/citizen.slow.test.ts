import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { certificateJourney, complaintJourney, wardJourney } from './journeys/citizen.ts';
import { VIEWS, walk } from './journeys/run.ts';
import { type Console, PHONE, skip, startConsole } from './started.ts';

// The person concerned, from signing in to a paper in hand, on a telephone and at a desk.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

walk({
  'somebody gets a certificate in three steps': certificateJourney,
  'who looked is one step from home; a complaint is filed, shown with its remedies, and taken back': complaintJourney,
}, { views: VIEWS.embedded, running: () => running });

walk({ 'a guardian chooses for whom, and gets a certificate for the ward': wardJourney }, {
  views: [{ where: 'telephone', language: 'en' }], running: () => running,
});

test('what is signed out is gone: no answer is kept by the browser and the way back shows nothing', { skip }, async () => {
  assert.ok(running);
  const { page, context } = await running.signIn('citizen', PHONE);
  await page.click('.cards a[href="/looks"]');
  await page.waitForSelector('h2');
  await page.click('.person .quiet:last-child');
  await page.waitForSelector('.welcome');
  await page.goBack();
  await page.waitForTimeout(300);
  assert.equal(await page.locator('.story, .facts, article').count(), 0);
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), caches: await caches.keys(), databases: (await indexedDB.databases()).length,
  }));
  assert.deepEqual(kept, { local: [], session: [], caches: [], databases: 0 });
  await context.close();
});

test('a window is one person’s: when somebody else signs in beside it, nothing of the first is left in it', { skip }, async () => {
  assert.ok(running);
  const { page, context } = await running.signIn('citizen', PHONE);
  const { origin } = new URL(page.url());
  await page.click('.cards a[href="/requests/new"]');
  await page.fill('textarea', '虚构：第一个人写的话。');
  const beside = await context.newPage();
  // The session of before ends without a word to the first window, as over night.
  await context.clearCookies();
  await beside.goto(`${origin}/`);
  await beside.waitForSelector('.welcome');
  assert.equal(await page.inputValue('textarea'), '虚构：第一个人写的话。', 'whoever only looks in takes nothing away');
  await beside.click('.welcome-sign-in');
  await beside.click('button[value="guardian"]');
  await beside.waitForSelector('.shell');
  await page.waitForSelector('.person-name:has-text("沈问禾")');
  assert.equal(new URL(page.url()).pathname, '/');
  assert.equal(await page.locator('textarea').count(), 0);
  await beside.click('.person .quiet:last-child');
  await page.waitForSelector('.welcome');
  await context.close();
});

test('who signs out without a line is told that they are still in', { skip }, async () => {
  assert.ok(running);
  const { page, context } = await running.signIn('citizen', PHONE);
  await page.waitForSelector('.cards');
  await context.setOffline(true);
  await page.click('.person .quiet:last-child');
  await page.waitForSelector('.frame-notices p:has-text("还没有退出")');
  await context.setOffline(false);
  await page.click('.person .quiet:last-child');
  await page.waitForSelector('.welcome');
  await context.close();
});
