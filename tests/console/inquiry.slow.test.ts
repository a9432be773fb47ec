import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inquiryJourney, press, stage } from './inquiry-journey.ts';
import { type Console, DESK, PHONE, skip, startConsole } from './started.ts';

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
  assert.deepEqual(await barriers(), []);
  assert.deepEqual(mistakes, []);
  await context.close();
});

test('an inquiry goes from the form to a result that is shown once, decided by two', { skip }, async () => {
  assert.ok(running);
  await inquiryJourney(running);
});

test('two people on the same inquiry: the second is told, and what was written stays', { skip }, async () => {
  assert.ok(running);
  const first = await running.signIn('court-approver', DESK);
  await first.page.goto(`${running.origin}/desk/inquiries`);
  await first.page.selectOption('select', 'proposed');
  await first.page.click('tbody a');
  await first.page.waitForSelector('text=确认决定');
  const second = await first.context.newPage();
  await second.goto(first.page.url());
  await second.click('input[value=no]');
  await second.fill('.form textarea', '依据与岗位的关系没有说明。');
  await press(first.page, '确认决定');
  await first.confirmItIsMe();
  await stage(first.page, '已许可');
  await press(second, '确认决定');
  await second.waitForSelector('.told p');
  assert.match(await second.innerText('.told'), /请重新查看/);
  assert.equal(await second.inputValue('.form textarea'), '依据与岗位的关系没有说明。', 'nothing is lost');
  await first.context.close();
});

test('a session that ends in the middle of a form is renewed in another window, and the form goes on', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes } = await running.signIn('citizen', PHONE);
  await page.goto(`${running.origin}/requests/new`);
  await page.fill('input[name=organ]', 'police/530202000000');
  await page.fill('textarea', '虚构：请更正登记的住址。');
  await context.clearCookies();
  await page.click('button[type=submit]');
  await page.waitForSelector('.gate-dialog[open]');
  assert.match(await page.innerText('.gate-dialog'), /已填写的内容都在/);
  const [again] = await Promise.all([context.waitForEvent('page'), page.click('.gate-dialog a.primary')]);
  await again.click('button[value="citizen"]');
  await again.waitForSelector('.shell');
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await page.waitForSelector('main :text("请更正登记的住址")');
  assert.deepEqual(mistakes, []);
  await context.close();
});

test('without a line nothing is lost, and it is said', { skip }, async () => {
  assert.ok(running);
  const { page, context } = await running.signIn('citizen', PHONE);
  await page.goto(`${running.origin}/requests/new`);
  await page.fill('input[name=organ]', 'police/530202000000');
  await page.fill('textarea', '虚构：离线时写下的话。');
  await context.setOffline(true);
  await page.click('button[type=submit]');
  await page.waitForSelector('.told p');
  assert.match(await page.innerText('.told'), /无法连接服务/);
  assert.equal(await page.inputValue('textarea'), '虚构：离线时写下的话。');
  await context.setOffline(false);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await context.close();
});
