import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inquiryJourney } from './inquiry-journey.ts';
import { type Console, PHONE, skip, startServerConsole } from './started.ts';

// The same pages over a real PostgreSQL server: what a court runs, not what a newcomer tries.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startServerConsole(); });
after(async () => { await running?.stop(); });

test('on PostgreSQL an inquiry goes from the form to a result that is shown once, decided by two', { skip }, async () => {
  assert.ok(running);
  await inquiryJourney(running);
});

test('on PostgreSQL a guardian gets a certificate for the ward, on a telephone', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes, barriers } = await running.signIn('guardian', PHONE);
  await page.click('.cards a[href="/certificate"]');
  await page.click('.pick-one:nth-of-type(2)');
  await page.click('main .primary');
  await page.click('main .primary');
  await page.waitForSelector('.outcome h2');
  assert.equal(await page.innerText('.outcome h2'), '已出具');
  assert.deepEqual(await barriers(), []);
  assert.deepEqual(mistakes, []);
  await context.close();
});
