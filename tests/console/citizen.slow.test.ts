import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { printedPaper } from '../../apps/cli/src/certificate/printed-facts.ts';
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

test('anybody checks a paper without signing in: as it stands, or not; nothing of it stays in the browser', { skip }, async () => {
  assert.ok(running);
  const holder = await running.signIn('guardian', PHONE);
  const papers = await holder.page.evaluate(async () => {
    const { items } = await (await fetch('/v1/certificates?limit=20')).json() as { items: readonly { certificateId: string }[] };
    return Promise.all(items.map(async ({ certificateId }) => {
      const bytes = new Uint8Array(await (await fetch(`/v1/certificates/${certificateId}/paper`)).arrayBuffer());
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    }));
  });
  await holder.page.click('.person .quiet:last-child');
  await holder.page.waitForSelector('.welcome');
  const read = await Promise.all(papers.map((bytes) => printedPaper(Buffer.from(bytes, 'latin1'), 'document.pdf')));
  const paper = read.find((one) => one !== undefined);
  assert.ok(paper, 'a certificate was issued in the journeys above');
  const { page } = holder;
  await page.click('a[href="/check"]');
  await page.waitForSelector('form');
  const fill = async (name: string): Promise<string> => {
    await page.fill('textarea', paper.code);
    for (const [label, text] of [
      ['出具机关', paper.facts.organ], ['编号', paper.facts.number], ['姓名', name], ['国籍', paper.facts.nationality],
      ['证件名称', paper.facts.documentType], ['证件号码', paper.facts.documentNumber], ['出具日期', paper.facts.issuedOn],
    ] as const) await page.getByLabel(label, { exact: true }).fill(text);
    if (paper.facts.validUntil !== undefined) await page.getByLabel('有效期至', { exact: true }).fill(paper.facts.validUntil);
    await page.click('button[type=submit]');
    await page.waitForSelector('.outcome h2');
    assert.deepEqual(await holder.barriers(), []);
    return page.innerText('.outcome');
  };
  assert.match(await fill('虚无人'), /核验未通过[^]*不说明当事人有犯罪记录/);
  assert.match(await fill([...paper.facts.name].join(' ')), new RegExp(`核验通过[^]*${paper.facts.issuedOn}`));
  assert.equal(page.url(), `${new URL(page.url()).origin}/check`, 'nothing of the paper is in the address');
  assert.match(await page.title(), /^核验无犯罪记录证明 · 封存$/);
  assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [[], []]);
  await page.reload();
  await page.waitForSelector('textarea');
  assert.equal(await page.inputValue('textarea'), '', 'a page opened again is empty');
  await holder.context.close();
});
