import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { auditJourney, endSessionJourney, statusJourney } from './journeys/keepers.ts';
import { VIEWS, walk } from './journeys/run.ts';
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

walk({
  'the auditor verifies every entry in the page with one press, and finds one without names': auditJourney,
  'the security administrator ends a session, and whoever held it is asked to sign in': endSessionJourney,
  'the system administrator sees how it runs and what is set, in numbers and codes alone': statusJourney,
}, { views: VIEWS.embedded, running: () => running });

test('who runs the platform and who audits it see what is worked off by itself, and find an organ; who guards access does not', { skip }, async () => {
  assert.ok(running);
  for (const [person, at] of [['system-administrator', DESK], ['audit-administrator', { ...PHONE, locale: 'en-GB' }]] as const) {
    const seat: Seat = await running.signIn(person, at);
    const { page, barriers } = seat;
    await page.goto(`${running.origin}/timers`);
    await page.waitForSelector('main .tiles');
    assert.deepEqual(await barriers(), []);
    assert.doesNotMatch(await page.innerText('main'), /seal-(?:look|determine|follow)|T\d{2}:\d{2}/, 'words, no names of queues');
    await page.goto(`${running.origin}/directory`);
    await page.waitForSelector('main tbody tr');
    const all = await page.locator('main tbody tr').count();
    await page.fill('input[name=search]', '临渡区 检察院');
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1);
    assert.ok(all > 5);
    assert.match(await page.innerText('main tbody tr'), /procuratorate\/530202J[^]*沧河市人民检察院/, 'its code, and who stands above it');
    await page.fill('input[name=search]', '没有这个机关');
    await page.waitForSelector('main .nothing');
    assert.deepEqual(await barriers(), []);
    await ended(seat);
  }
  const guard = await running.signIn('security-administrator', DESK);
  assert.equal(await guard.page.locator('nav a[href="/timers"], nav a[href="/directory"]').count(), 0);
  await ended(guard);
});

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
  await page.selectOption('[name=kind]', 'code');
  await page.fill('[name=act]', 'seal.');
  await page.click('main .primary');
  await page.waitForSelector('.rows');
  const told = await page.innerText('main');
  const acts = await page.locator('.rows .found:has(.found-code)').count();
  assert.equal(acts, await page.locator('.rows tbody tr').count(), 'every act is told in words, its code beside it');
  assert.doesNotMatch(told.replaceAll(/[a-z]+\.[A-Za-z]+/g, ''), /sealingService|sealing\b|cpl-|m2022/, 'no code of a role, a purpose or a law');
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
