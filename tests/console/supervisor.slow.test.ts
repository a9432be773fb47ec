import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// The procurator: from a late seal to an opinion, approved by a second one, answered by the unit, closed.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

/** Interactions of one person, counted as the design counts them: a click, or a field that is filled. */
type Counted = Readonly<{ click: (selector: string) => Promise<void>; fill: (selector: string, words: string) => Promise<void>; count: () => number }>;

const counted = ({ page }: Seat): Counted => {
  let interactions = 0;
  return {
    click: async (selector) => { interactions += 1; await page.click(selector); },
    fill: async (selector, words) => { interactions += 1; await page.fill(selector, words); },
    count: () => interactions,
  };
};

/** Waits for what shows the outcome; answers the second factor where it is asked for on the way. */
const until = async ({ page, confirmItIsMe }: Seat, selector: string): Promise<void> => {
  const asked = await Promise.race([
    page.waitForSelector('#second-factor-code').then(() => true, () => false), page.waitForSelector(selector).then(() => false, () => false),
  ]);
  if (asked) await confirmItIsMe();
  await page.waitForSelector(selector);
};
const lead = (words: string): string => `.page-head p:has-text("${words}")`;
const button = (label: string): string => `main button:has-text("${label}")`;

/** The first organ that is late and has people in the demonstration. */
const LATE: Readonly<Record<string, string>> = { '公安机关 530202000000': 'police-reviewer', '人民法院 530202': 'court-reviewer' };

test('coverage and patterns are told in one sentence and a table, at a telephone', { skip }, async () => {
  assert.ok(running);
  const procurator = await running.signIn('procurator', PHONE);
  const { page, barriers } = procurator;
  for (const path of ['/', '/coverage', '/patterns', '/matters', '/incidents', '/seals', '/break-glass']) {
    await page.goto(`${running.origin}${path}`);
    await until(procurator, 'body:not(:has(.waiting)) main h1');
    assert.deepEqual(await barriers(), [], path);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${path}: nothing sticks out`);
  }
  assert.deepEqual(procurator.mistakes, []);
  await procurator.context.close();
});

test('a late seal becomes an opinion in five interactions, approved by another, answered, closed', { skip }, async () => {
  assert.ok(running);
  const { origin, signIn } = running;
  const procurator = await signIn('procurator', DESK);
  const { page } = procurator;
  const hand = counted(procurator);
  await hand.click('nav a[href="/overdue"]');
  await until(procurator, 'section.sheet');
  const late = await page.locator('section.sheet h2').allInnerTexts();
  const organ = Object.keys(LATE).find((one) => late.includes(one));
  assert.ok(organ, `one of ${late.join('、')} has people in the demonstration`);
  assert.deepEqual(await procurator.barriers(), []);
  await hand.click(`section.sheet:has(h2:text-is("${organ}")) a.primary`);
  await page.waitForSelector('textarea');
  assert.match(await page.inputValue('textarea'), /逾期未送回回执/, 'what was found comes along');
  await hand.click('main button[type=submit]');
  await until(procurator, lead('已立'));
  await hand.click(button('请立即对逾期未封存的记录'));
  await hand.click(button('报审'));
  await until(procurator, lead('意见待审'));
  assert.ok(hand.count() <= 5, `${hand.count()} interactions`);
  const at = page.url();
  assert.equal(await page.title(), '监督事项 · 封存');

  const second = await signIn('procurator-second', DESK);
  await second.page.goto(at);
  await until(second, button('确认'));
  assert.match(await second.page.innerText('main'), /请立即对逾期未封存的记录/, 'what is agreed to is shown');
  await second.page.fill('main input[maxlength="80"]', '虚构检纠〔2026〕77号');
  await second.page.click(button('确认'));
  await until(second, lead('意见已送达'));

  const unit = await signIn(LATE[organ] ?? '', PHONE);
  await unit.page.goto(at);
  await until(unit, button('回复'));
  const [measures, result] = await unit.page.locator('main textarea').all();
  await measures?.fill('虚构：已对全部副本采取封存措施。');
  await result?.fill('虚构：回执已全部送回。');
  await unit.page.click(button('回复'));
  await until(unit, lead('单位已报告纠正'));
  assert.deepEqual(await unit.barriers(), []);

  await page.reload();
  await until(procurator, button('结案'));
  assert.match(await page.innerText('main'), /虚构检纠〔2026〕77号/);
  await page.click(button('结案'));
  await until(procurator, lead('已结'));
  for (const one of [procurator, second, unit]) {
    assert.deepEqual(one.mistakes, []);
    await one.context.close();
  }
});
