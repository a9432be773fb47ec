import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, skip, startConsole } from './started.ts';

// The researcher, from signing in to an amendment that was tried: everything is counted in the page.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

for (const [where, size] of [['telephone', PHONE], ['desk', DESK]] as const) {
  test(`the lab stands at once at a ${where}; another pack is one choice away, a moved figure is counted`, { skip }, async () => {
    assert.ok(running);
    const { page, context, mistakes, barriers } = await running.signIn('researcher', size);
    await page.waitForSelector('.lab-coverage h2');
    await page.waitForSelector('.flow');
    assert.equal(await page.title(), '政策实验室 · 封存');
    const marks = await page.locator('.lab-choose .pack-status').allInnerTexts();
    assert.deepEqual(marks, ['■ 现行法律', '◇ 建议，不是法律'], 'law in force and a proposal are marked apart');
    await page.selectOption('select[name=pack-second]', 'cn-a2');
    await page.waitForSelector('.lab-coverage h2:has-text("A2")');
    const before = await page.innerText('.lab-coverage h2');
    await page.focus('input[type=range]');
    await page.keyboard.press('End');
    await page.waitForFunction((old) => document.querySelector('.lab-coverage h2')?.textContent !== old, before);
    await page.waitForSelector('.clause-lit');
    assert.match(await page.innerText('.lab-population'), /用时 \d+ 毫秒/);
    assert.deepEqual(await barriers(), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing sticks out');
    assert.deepEqual(mistakes, [], 'no error in the console, no other host');
    await context.close();
  });
}

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

test('clause by clause, in English: each clause stands beside its statute, with what it decided', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes, barriers } = await running.signIn('researcher', { ...DESK, locale: 'en-GB' });
  await page.goto(`${running.origin}/packs`);
  await page.waitForSelector('.clause .statutes blockquote');
  await page.waitForSelector('.clause-decided:has-text("decided")');
  assert.match(await page.innerText('main'), /Law in force/);
  assert.deepEqual(await barriers(), []);
  assert.deepEqual(mistakes, []);
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

test('statistics are shown with what is spent of the privacy budget', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes, barriers } = await running.signIn('researcher', PHONE);
  await page.goto(`${running.origin}/statistics`);
  await page.waitForSelector('h2:has-text("隐私预算")');
  assert.deepEqual(await barriers(), []);
  assert.deepEqual(mistakes, []);
  await context.close();
});
