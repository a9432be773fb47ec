import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { verifyRelease } from '@fengcun/privacy';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// Publishing a table from the page: proposed, agreed to by two people of two organs, released, verified, told to whom it counted.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

/** What is published: a table of the quarter in which the citizen's record was sealed that the invented world has not published. */
let [product, period] = ['', ''];
const answerOf = (page: Seat['page'], path: string): Promise<unknown> =>
  page.evaluate(async (at) => (await fetch(at, { headers: { 'x-fengcun-request': '1' } })).json() as Promise<unknown>, path);
const quarterOf = (instant: string): string => {
  const inChina = new Date(Date.parse(instant) + 8 * 3_600_000);
  return `${inChina.getUTCFullYear()}Q${Math.floor(inChina.getUTCMonth() / 3) + 1}`;
};
/** The citizen, and how many computations their record took part in before. */
let [citizen, before0]: [Seat | undefined, number] = [undefined, 0];
type Looks = Readonly<{ seals: readonly Readonly<{ at: string; step: string }>[]; computations: readonly unknown[] }>;

const fits = async ({ page, barriers }: Seat, what: string): Promise<void> => {
  assert.deepEqual(await barriers(), [], what);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${what}: nothing sticks out`);
};
const ended = async (...seats: readonly Seat[]): Promise<void> => {
  for (const { mistakes, context } of seats) {
    assert.deepEqual(mistakes, []);
    await context.close();
  }
};
let job = '';

test('the record of the citizen was sealed in a quarter that is over', { skip }, async () => {
  assert.ok(running);
  citizen = await running.signIn('citizen', PHONE);
  const { seals, computations } = await answerOf(citizen.page, '/v1/my-looks') as Looks;
  const ordered = seals.find(({ step }) => step === 'SealOrdered');
  assert.ok(ordered);
  [period, before0] = [quarterOf(ordered.at), computations.length];
});

test('a researcher sees what a table would spend, proposes it, and sees whom it waits for', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('researcher', DESK);
  const { page } = seat;
  await page.click('nav a[href="/statistics"]');
  await page.click('.page-head-acts a[href="/statistics/propose"]');
  const { items } = await answerOf(page, '/v1/statistics/releases') as Readonly<{ items: readonly Readonly<{ releaseId: string }>[] }>;
  product = ['T3', 'T2', 'T1'].find((one) => items.every(({ releaseId }) => releaseId !== `${one}-${period}`)) ?? '';
  await page.check(`input[value=${product}]`);
  await page.selectOption('select[name=period]', period);
  await page.waitForSelector('.budget-preview p:has-text("≤ 上限 1/5")');
  await page.fill('input[name=publisher]', 'court/530202');
  await page.fill('input[name=supervisor]', 'procuratorate/530202J');
  await fits(seat, 'the form');
  await page.click('form button[type=submit]');
  await page.waitForURL('**/computations/*');
  await page.waitForSelector('[role=status]:has-text("等待")');
  job = new URL(page.url()).pathname;
  assert.equal(await page.locator('main button:has-text("同意")').count(), 0, 'whoever proposed does not agree');
  await fits(seat, 'the job');
  await ended(seat);
});

test('an approver and a procurator agree with a second factor; the approver releases; the page verifies; the bytes verify offline', { skip }, async () => {
  assert.ok(running);
  const { origin, signIn } = running;
  const approver = await signIn('court-approver', DESK);
  await approver.page.waitForSelector(`a[href="${job}"]`);
  await approver.page.click(`a[href="${job}"]`);
  await approver.page.click('main button.primary:has-text("同意")');
  await approver.confirmItIsMe();
  await approver.page.waitForSelector('.story li:nth-child(2)');
  const procurator = await signIn('procurator', { ...PHONE, locale: 'en' });
  await procurator.page.goto(origin + job);
  await procurator.page.waitForSelector('main button.primary:has-text("Agree")');
  await fits(procurator, 'the job at a telephone, in English');
  await procurator.page.click('main button.primary:has-text("Agree")');
  await procurator.confirmItIsMe();
  await procurator.page.waitForSelector('[role=status]:has-text("Both organs agreed")');
  await approver.page.reload();
  await approver.page.click('main button.primary:has-text("发布")');
  await approver.page.click('main a.primary[href^="/statistics/"]', { timeout: 60_000 });
  await approver.page.waitForSelector('.outcome-good h2:has-text("格")');
  await fits(approver, 'the release');
  const [download] = await Promise.all([approver.page.waitForEvent('download'), approver.page.click('.outcome-good button')]);
  const command = await approver.page.innerText('.command');
  const read = verifyRelease(await readFile(await download.path(), 'utf8'), /--key (\S+)/.exec(command)?.[1]);
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual([read.value.product, read.value.period, download.suggestedFilename()], [product, period, `${product}-${period}.json`]);
  await procurator.page.goto(`${origin}/statistics/${product}-${period}`);
  await procurator.page.waitForSelector('.folds summary');
  await procurator.page.click('.folds summary');
  await fits(procurator, 'the release at a telephone, in English');
  await ended(approver, procurator);
});

test('what is not there and what is not yours look alike, and a table is out once', { skip }, async () => {
  assert.ok(running);
  const { origin, signIn } = running;
  const police = await signIn('police-approver', PHONE);
  const told: string[] = [];
  for (const path of [job, '/computations/00000000-0000-7000-8000-000000000000', '/statistics/T9-2026Q3']) {
    await police.page.goto(origin + path);
    await police.page.waitForSelector('.nothing');
    // The way back is that of the address one typed; it tells nothing about what is there.
    told.push((await police.page.innerText('main')).replace(/^‹ .*$/m, ''));
  }
  assert.equal(new Set(told).size, 1, told.join(' | '));
  await police.page.goto(`${origin}/statistics/propose`);
  await police.page.check(`input[value=${product}]`);
  await police.page.selectOption('select[name=period]', period);
  await police.page.waitForSelector('.field .told');
  assert.equal(await police.page.locator('form button[type=submit]').isDisabled(), true);
  await ended(police);
});

test('lists, filters and the recogniser page stand without barriers, with nobody in them', { skip }, async () => {
  assert.ok(running);
  const auditor = await running.signIn('audit-administrator', PHONE);
  for (const path of ['/statistics', '/computations', '/recogniser']) {
    await auditor.page.goto(running.origin + path);
    await auditor.page.waitForSelector('body:not(:has(.waiting)) main h1');
    await fits(auditor, path);
  }
  await auditor.page.waitForSelector('.principle, .nothing');
  await auditor.page.goto(`${running.origin}/computations`);
  await auditor.page.selectOption('select[aria-label=种类]', 'statistics');
  await auditor.page.selectOption('select[aria-label=办理情况]', 'finished');
  await auditor.page.waitForSelector(`.cards a[href="${job}"]`);
  await ended(auditor);
});

test('the citizen is told that the own record took part, and nothing else', { skip }, async () => {
  assert.ok(citizen);
  await citizen.page.click('.menu-button');
  await citizen.page.click('nav a[href="/looks"]');
  await citizen.page.waitForSelector('h2:has-text("您的记录参与了")');
  const { computations } = await answerOf(citizen.page, '/v1/my-looks') as Looks;
  assert.equal(computations.length, before0 + 1);
  const quarter = `${period.slice(0, 4)}年第${period.slice(5)}季度`;
  assert.match(await citizen.page.innerText('main'), new RegExp(`你的记录可能被计入统计：${quarter}`), 'no code of a quarter');
  await fits(citizen, 'who looked');
  await ended(citizen);
});
