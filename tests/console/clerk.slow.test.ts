import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { acknowledgeJourney, focused, judgment, orderJourney, takeIn } from './journeys/clerk.ts';
import { VIEWS, walk } from './journeys/run.ts';
import { type Console, DESK, PHONE, skip, startConsole } from './started.ts';

// The clerk: from a dropped judgment to a seal order, from an order to its answer, and what waits for a person.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

walk({
  'drop, doubtful field, confirm: the seal order is out, in four interactions': orderJourney,
  'due, carried out, acknowledged: three interactions, the second factor among them': acknowledgeJourney,
}, { views: VIEWS.embedded, running: () => running });

test('a value that is none is told at its field and kept; Esc goes back', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('court-clerk', { ...DESK, locale: 'en-GB' });
  const { page } = seat;
  await page.click('.cards a[href="/intake"]');
  await page.setInputFiles('.drop-place input', judgment());
  await page.waitForSelector('.reading-field-doubted');
  await page.keyboard.type('2007-02-30');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.reading-field .told');
  assert.equal(await page.inputValue('.reading-field input'), '2007-02-30', 'what was written is still there');
  assert.match(await page.innerText('.reading-side'), /needs a person/);
  assert.deepEqual(await seat.barriers(), []);
  await page.keyboard.press('Escape');
  assert.match(await focused(seat), /birthDate/);
  await seat.context.close();
});

test('papers of a case are sent piece by piece, listed, and opened under a neutral name', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('court-clerk', DESK);
  const { page } = seat;
  await page.click('.cards a[href="/intake"]');
  // An adult's judgment: its case stays open.
  await takeIn(seat, '1990-01-02');
  await page.click('.outcome a[href="/cases"]');
  // Without a second factor the seal is not told, and the case itself is.
  await page.click('.gate-dialog .plain');
  await page.fill('form.form input:not([type=file])', '侦查卷');
  const buffer = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3 * 1024 * 1024, 0x20), Buffer.from('\n%%EOF\n')]);
  await page.setInputFiles('form.form input[type=file]', { name: 'volume.pdf', mimeType: 'application/pdf', buffer });
  await page.click('form.form button[type=submit]');
  await page.waitForSelector('td:has-text("侦查卷")', { timeout: 30_000 });
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('td button:has-text("打开")')]);
  assert.equal(saved.suggestedFilename().split('.')[0], 'attachment');
  assert.deepEqual(await seat.barriers(), []);
  assert.deepEqual(seat.mistakes, []);
  await seat.context.close();
});

test('an exception shows what it says and is set aside by two for a reason; it waits no more', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('court-clerk', PHONE);
  const { page } = seat;
  await page.click('.cards a[href="/exceptions"]');
  await page.waitForSelector('td a');
  const address = await page.getAttribute('td a', 'href') ?? '';
  assert.match(address, /^\/exceptions\/[0-9a-f-]{36}$/);
  await page.click('td a');
  await page.waitForSelector('#set-aside');
  assert.deepEqual(await seat.barriers(), []);
  await page.selectOption('#set-aside', 'sentAgain');
  await page.click('.set-aside button');
  await page.waitForSelector('.outcome:has-text("等另一人同意")');
  await page.click('.outcome a');
  await page.click(`a[href="${address}"]`);
  // Who proposed it does not agree to it.
  await page.click('.set-aside button:has-text("同意搁置")');
  await page.waitForSelector('.told:has-text("不得自行批准")');
  assert.deepEqual(seat.mistakes, []);
  await seat.context.close();
  const other = await running.signIn('court-reviewer', PHONE);
  await other.page.goto(new URL(address, other.page.url()).href);
  await other.page.click('.set-aside button:has-text("同意搁置")');
  await other.page.waitForSelector('.outcome:has-text("已搁置")');
  await other.page.click('.outcome a');
  await other.page.waitForSelector(`a[href="${address}"]`, { state: 'detached' });
  assert.deepEqual(other.mistakes, []);
  await other.context.close();
});

test('a code nobody was given tells nothing, a device without a camera says so, and nothing is kept', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('court-clerk', PHONE);
  const { page } = seat;
  await page.click('.cards a[href="/cases"]');
  await page.fill('.code-typed', 'hello');
  await page.click('.code-entry .primary');
  assert.match(await page.innerText('.code-entry .told'), /18 位/);
  await page.click('.code-entry .plain');
  await page.waitForSelector('.scan .told');
  assert.match(await page.innerText('.scan'), /摄像头/);
  await page.click('.scan .plain');
  await page.fill('.code-typed', '0000-0000-0000-00AA-00');
  await page.click('.code-entry .primary');
  await page.click('.gate-dialog .plain');
  await page.waitForSelector('.nothing');
  assert.match(await page.innerText('.nothing'), /未查询到可以提供的信息/);
  const kept: readonly string[] = await page.evaluate('Object.keys(localStorage).concat(Object.keys(sessionStorage))');
  assert.deepEqual(kept.filter((name) => name !== 'fengcun-language'), []);
  assert.doesNotMatch(page.url(), /0000/);
  assert.deepEqual(seat.mistakes, []);
  await seat.context.close();
});
