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
