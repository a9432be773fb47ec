import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { INQUIRY_STAGES } from '../../apps/web/src/parts/inquiry/words.ts';
import { inquiryJourney } from './journeys/inquirer.ts';
import { runOver, VIEWS, walk } from './journeys/run.ts';
import { type Console, PHONE, skip, startConsole } from './started.ts';

// One inquiry from the form to the result, with four people at four screens: nobody decides alone.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

test('whether a basis can work is said in the first two fields', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes, barriers } = await running.signIn('unit-inquirer', PHONE);
  await page.goto(`${running.origin}/inquiries/new`);
  await page.selectOption('select[name=kind]', 'platform');
  assert.match(await page.innerText('.verdict-no'), /外部平台不得查询/);
  await page.selectOption('select[name=kind]', 'unit');
  await page.selectOption('select[name=basis]', 'none');
  assert.match(await page.innerText('.verdict-no'), /没有国家规定/);
  await page.selectOption('select[name=kind]', 'minorContactUnit');
  await page.selectOption('select[name=basis]', 'LB-14');
  await page.waitForSelector('.verdict-yes');
  await page.fill('input[name=personNumber]', '53020219900101003');
  await page.press('input[name=personNumber]', 'Tab');
  const field = page.locator('.field:has(input[name=personNumber])');
  assert.match(await field.locator('.told').innerText(), /身份证号码/, 'a number that can be none is told at its field');
  assert.equal(await page.getAttribute('input[name=personNumber]', 'aria-invalid'), 'true');
  assert.equal(await page.getAttribute('input[name=personNumber]', 'aria-describedby'), await field.locator('.told').getAttribute('id'));
  assert.deepEqual(await barriers(), []);
  assert.deepEqual(mistakes, []);
  await context.close();
});

walk({ 'an inquiry goes from the form to a result that is shown once, decided by two': inquiryJourney }, {
  views: VIEWS.embedded, running: () => running,
});

test('two people on the same inquiry: the second is told, and what was written stays', { skip }, async () => {
  assert.ok(running);
  const first = await runOver(running, { where: 'desk', language: 'zh' }).sit('court-approver');
  const decide = { zh: '确认决定', en: 'Decide' };
  await first.open('/desk/inquiries');
  await first.page.selectOption('select', 'proposed');
  await first.page.click('tbody a');
  await first.page.waitForSelector('text=确认决定');
  const second = await first.context.newPage();
  await second.goto(first.page.url());
  await second.click('input[value=no]');
  await second.fill('.form textarea', '依据与岗位的关系没有说明。');
  await first.page.check('input[name=decision][value=yes]');
  await first.press(decide);
  await first.stands(INQUIRY_STAGES.granted);
  await second.click(`main button:has-text("${decide.zh}")`);
  await second.waitForSelector('.told p');
  assert.match(await second.innerText('.told'), /请重新查看/);
  assert.equal(await second.inputValue('.form textarea'), '依据与岗位的关系没有说明。', 'nothing is lost');
  await first.leave();
});
