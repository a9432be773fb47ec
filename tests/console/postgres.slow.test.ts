import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../../packages/store/src/testing/postgres-server.ts';
import { inquiryJourney } from './inquiry-journey.ts';
import { type Console, PHONE, skip, startEmptyConsole } from './started.ts';

// The same pages over a real PostgreSQL server: what a court runs, not what a newcomer tries.

let database: Awaited<ReturnType<typeof startServer>> | undefined;
let running: Console | undefined;
before(async () => {
  if (skip !== false) return;
  database = await startServer();
  running = await startEmptyConsole(['--database-url', database.url]);
});
after(async () => {
  await running?.stop();
  await database?.stop();
});

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
