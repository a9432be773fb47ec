import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// The three administrators and the procurator: the log verified in the page, a proof that holds offline, sessions
// that end, numbers and codes.

const LAUNCHER = fileURLToPath(new URL('../../fengcun', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fengcun-proof-'));
let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sticksOut = ({ page }: Seat): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > innerWidth');
const ended = async (seat: Seat): Promise<void> => {
  assert.deepEqual(seat.mistakes, []);
  assert.equal(await sticksOut(seat), false);
  await seat.context.close();
};

for (const [where, size] of [['telephone', PHONE], ['desk', DESK]] as const) {
  test(`the auditor verifies every entry in the page with one press at a ${where}`, { skip }, async () => {
    assert.ok(running);
    const seat = await running.signIn('audit-administrator', size);
    const { page, barriers } = seat;
    assert.deepEqual(await barriers(), [], 'home');
    await page.click('main .primary');
    await page.waitForSelector('.outcome');
    assert.match(await page.innerText('.outcome h2'), /账本完整/);
    const [, size1 = '', size2 = ''] = /(\d+) 条，逐条核对 (\d+) 条/.exec(await page.innerText('.outcome')) ?? [];
    assert.ok(Number(size1) > 100 && size1 === size2, 'every entry was checked');
    assert.deepEqual(await barriers(), [], 'verified');
    await ended(seat);
  });
}

test('a checkpoint that was kept is the beginning of the log, and a forged one is told in plain words', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('procurator', { ...DESK, locale: 'en-GB' });
  const { page, barriers } = seat;
  await page.goto(`${running.origin}/ledger`);
  await page.click('main .primary');
  await page.waitForSelector('.outcome');
  assert.match(await page.innerText('.outcome'), /whole and unchanged/);
  assert.match(await page.innerText('.outcome'), /tiles of hashes/, 'a procurator reads no entries');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('.outcome .plain')]);
  assert.equal(saved.suggestedFilename(), 'checkpoint.txt');
  await saved.saveAs(join(folder, 'kept'));
  const kept = execFileSync('cat', [join(folder, 'kept')], { encoding: 'utf8' });
  await page.click('summary');
  await page.fill('.code-lines >> nth=0', kept);
  await page.click('main .primary');
  await page.waitForSelector('.outcome:has-text("only added to since")');
  const [origin, size] = kept.split('\n');
  await page.fill('.code-lines >> nth=0', `${origin}\n${size}\n${Buffer.alloc(32, 7).toString('base64')}\n`);
  await page.click('main .primary');
  await page.waitForSelector('.outcome-closed');
  assert.match(await page.innerText('.outcome'), /history was rewritten/);
  assert.deepEqual(await barriers(), []);
  await ended(seat);
});

test('an entry is found without names, and its proof holds offline for whoever has three files', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('audit-administrator', DESK);
  const { page, barriers } = seat;
  await page.click('.cards a[href="/entries"]');
  await page.fill('input >> nth=0', 'seal.');
  await page.click('main .primary');
  await page.waitForSelector('.rows');
  const told = await page.innerText('main');
  assert.doesNotMatch(told, /\d{17}[\dX]/, 'no number of a person');
  assert.deepEqual(await barriers(), []);
  const files = new Map<string, string>();
  const three = new Promise<void>((resolve) => {
    page.on('download', (download) => {
      const path = join(folder, download.suggestedFilename());
      void download.saveAs(path).then(() => {
        files.set(download.suggestedFilename(), path);
        if (files.size === 3) resolve();
      });
    });
  });
  await page.click('.rows button >> nth=-1');
  await three;
  const words = (await page.innerText('.command')).split(' ').slice(1).map((word) => files.get(word) ?? word);
  assert.match(execFileSync(LAUNCHER, words, { encoding: 'utf8', cwd: folder }), /^✔/);
  await ended(seat);
});

test('the security administrator ends a session, and whoever held it is asked to sign in', { skip }, async () => {
  assert.ok(running);
  const clerk = await running.signIn('police-clerk', DESK);
  const seat = await running.signIn('security-administrator', PHONE);
  const { page, barriers } = seat;
  await seat.confirmItIsMe();
  await page.waitForSelector('.rows');
  assert.deepEqual(await barriers(), [], 'accounts');
  const row = page.locator('tr', { has: page.locator('code', { hasText: /^demo-police-clerk$/ }) });
  await row.locator('button').click();
  await row.locator('button.primary').click();
  await row.locator('text=已全部退出').waitFor();
  const answer = await clerk.page.request.get(`${running.origin}/v1/session`);
  assert.equal(answer.status(), 401, 'nothing is left of the session');
  await page.goto(`${running.origin}/recoveries`);
  await page.waitForSelector('form');
  assert.deepEqual(await barriers(), [], 'recoveries');
  await clerk.context.close();
  await ended(seat);
});

test('the system administrator sees how it runs and what is set, in numbers and codes alone', { skip }, async () => {
  assert.ok(running);
  for (const at of [DESK, { ...PHONE, locale: 'en-GB' }]) {
    const seat = await running.signIn('system-administrator', at);
    const { page, barriers } = seat;
    await page.waitForSelector('.tiles');
    assert.equal(await page.locator('.tiles li').count(), 5);
    assert.match(await page.innerText('main'), /access\/\d{4}/);
    assert.doesNotMatch(await page.innerText('main'), /\d{17}[\dX]/);
    assert.deepEqual(await barriers(), [], 'status');
    await page.goto(`${running.origin}/settings`);
    await page.waitForSelector('.rows');
    const settings = await page.innerText('main');
    for (const id of ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7']) assert.ok(settings.includes(id), id);
    assert.deepEqual(await barriers(), [], 'settings');
    await ended(seat);
  }
});
