import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, skip, startConsole } from './started.ts';

// The person concerned, from signing in to a paper in hand, on a telephone and at a desk.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

// The guardian, since a person of the world may have had three certificates this year already.
for (const [where, size] of [['telephone', PHONE], ['desk', DESK]] as const) {
  test(`somebody gets a certificate in three steps at a ${where}`, { skip }, async () => {
    assert.ok(running);
    const { page, context, mistakes, barriers } = await running.signIn('guardian', size);
    assert.deepEqual(await barriers(), [], 'home');
    await page.click('.cards a[href="/certificate"]');
    assert.equal(await page.title(), '无犯罪记录证明 · 封存', 'a title names no person');
    await page.click('main .primary');
    await page.waitForSelector('.facts');
    assert.doesNotMatch(await page.innerText('main'), /\d{17}[\dX]/, 'the number is not shown whole');
    assert.deepEqual(await barriers(), [], 'check');
    await page.click('main .primary');
    await page.waitForSelector('.outcome h2');
    assert.match(await page.innerText('.outcome h2'), /已出具|已受理/);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('.outcome .plain')]);
    assert.equal(saved.suggestedFilename(), 'document.pdf', 'the name of the file says nothing');
    assert.deepEqual(mistakes, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing sticks out');
    await context.close();
  });
}

test('who looked is one step from home, and a guardian chooses for whom', { skip }, async () => {
  assert.ok(running);
  const own = await running.signIn('citizen', PHONE);
  await own.page.click('.cards a[href="/looks"]');
  await own.page.waitForSelector('h2');
  assert.deepEqual(await own.barriers(), []);
  const guardian = await running.signIn('guardian', PHONE);
  await guardian.page.click('.cards a[href="/certificate"]');
  await guardian.page.click('.pick-one:nth-of-type(2)');
  await guardian.page.click('.primary');
  assert.match(await guardian.page.innerText('.facts'), /监护人/);
  await guardian.page.click('.primary');
  await guardian.page.waitForSelector('.outcome h2');
  assert.deepEqual([...own.mistakes, ...guardian.mistakes], []);
  await own.context.close();
  await guardian.context.close();
});

test('a complaint is filed, shown with its term and remedies, and taken back; in English too', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes, barriers } = await running.signIn('citizen', { ...PHONE, locale: 'en-GB' });
  await page.click('.cards a[href="/requests/new"]');
  await page.click('.pick-one:has(input[value="complaint"])');
  await page.fill('input[name="organ"]', 'police/530202000000');
  await page.fill('textarea', '虚构：单位得知了依法封存的记录，并因此解除了劳动合同。');
  for (const box of ['what shows that it is open', 'what shows the harm']) await page.check(`label:has-text("${box}") input`);
  assert.deepEqual(await barriers(), []);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  assert.equal(await page.title(), 'Request · Fengcun');
  await page.waitForSelector('.facts');
  assert.deepEqual(await barriers(), []);
  await page.click('button:has-text("Take it back")');
  await page.waitForSelector('text=taken back').catch(() => undefined);
  assert.deepEqual(mistakes, []);
  await context.close();
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
