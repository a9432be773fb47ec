import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { labJourney } from './journeys/researcher.ts';
import { VIEWS, walk } from './journeys/run.ts';
import { type Console, DESK, skip, startConsole } from './started.ts';

// The researcher, from signing in to an amendment that was tried: everything is counted in the page.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

walk({ 'the lab stands at once; another pack is one choice away, a moved figure is counted; clauses and statistics': labJourney }, {
  views: VIEWS.embedded, running: () => running,
});

test('the policy of the page is unchanged; the worker alone may compile, and may reach nothing', { skip }, async () => {
  assert.ok(running);
  const { page, context } = await running.signIn('researcher', DESK);
  const workers: string[] = [];
  page.on('worker', (worker) => { workers.push(worker.url()); });
  const answer = await page.goto(`${running.origin}/`);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  assert.doesNotMatch(policy, /unsafe/);
  await page.waitForSelector('.lab-coverage h2');
  const [address = ''] = workers;
  assert.match(address, /\/assets\/lab-worker-[\w-]+\.js$/);
  const file = await context.request.get(address);
  const own = file.headers()['content-security-policy'] ?? '';
  assert.match(own, /'unsafe-eval'/);
  assert.match(own, /connect-src 'none'/);
  await context.close();
});

test('a pack is edited: a mistake is told in its place, words are offered, it is tried and saved as a file', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes, barriers } = await running.signIn('researcher', DESK);
  await page.goto(`${running.origin}/write`);
  await page.waitForSelector('.cm-content');
  await page.waitForSelector('h2:has-text("检查通过")');
  assert.deepEqual(await barriers(), []);
  await page.click('.cm-content');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('nonsense: 1\n');
  await page.waitForSelector('.message-error:has-text("nonsense")');
  await page.waitForSelector('.cm-lint-marker-error');
  assert.equal(await page.isDisabled('.page-head-acts .primary'), true, 'what cannot be read cannot be tried');
  // Words and the line's end are undone one after the other; more than there is to undo does nothing.
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Control+z');
  await page.waitForSelector('h2:has-text("检查通过")');
  // Only the lines in sight are drawn: the first condition stands two screens down.
  for (let i = 0; i < 2; i += 1) await page.keyboard.press('PageDown');
  await page.click('.cm-line:has-text("when: recordKind")');
  await page.keyboard.press('End');
  await page.keyboard.type(' && firstOff');
  await page.click('.cm-tooltip-autocomplete li:has-text("firstOffender")');
  await page.waitForSelector('.cm-line:has-text("&& firstOffender")');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('.page-head-acts .plain:has-text("下载")')]);
  assert.equal(saved.suggestedFilename(), 'pack.yaml');
  const text = await readFile(await saved.path(), 'utf8');
  assert.match(text, /^id: cn-a3$/m);
  assert.match(text, /recordKind == 'conviction' && firstOffender$/m);
  await page.waitForSelector('.pack-status');
  await page.click('.page-head-acts .primary');
  await page.waitForSelector('.lab-coverage h2:has-text("A3")');
  assert.equal(await page.inputValue('select[name=pack-second]'), 'own-text');
  assert.deepEqual(mistakes, []);
  await context.close();
});
