import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Console, DESK, PHONE, skip, startConsole } from './started.ts';

// One inquiry from the form to the result, with four people at four screens: nobody decides alone.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const press = async (page: Page, label: string): Promise<void> => {
  await page.click(`main button:has-text("${label}")`);
};
const stage = (page: Page, words: string): Promise<unknown> => page.waitForSelector(`.page-head p:has-text("${words}")`);

/** An identity number of nobody: the area 530202, a birthday, and the character that belongs to it. */
const NOBODY = '530202199001010031';

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
  const school = await running.signIn('school-inquirer', DESK);
  const { page } = school;
  await page.click('.page-head-acts a');
  await page.selectOption('select[name=kind]', 'minorContactUnit');
  await page.selectOption('select[name=basis]', 'LB-14');
  await page.selectOption('select[name=occupation]', { index: 1 });
  const words = {
    inquirer: '虚构市柳岸小学', letterNumber: '虚函〔2026〕9号', officerName: '虚构经办', officerNumber: NOBODY,
    personName: '虚构某', personNumber: NOBODY, organ: 'court/530202',
  };
  for (const [name, value] of Object.entries(words)) await page.fill(`input[name=${name}]`, value);
  for (const name of ['reasons', 'purpose', 'scopeOfUse']) await page.fill(`textarea[name=${name}]`, '拟聘用，依法审查，仅人事部门知悉。');
  for (const box of await page.locator('.checks input').all()) await box.check();
  await press(page, '提交申请');
  await page.waitForURL(/\/inquiries\/[0-9a-f-]{36}$/);
  const id = page.url().split('/').at(-1) ?? '';
  assert.equal(await page.title(), '查询办理情况 · 封存');

  const reviewer = await running.signIn('court-reviewer', DESK);
  await reviewer.page.goto(`${running.origin}/desk/inquiries/${id}`);
  await press(reviewer.page, '受理审查');
  await stage(reviewer.page, '已受理');
  assert.deepEqual(await reviewer.barriers(), []);
  for (const select of await reviewer.page.locator('.form select').all()) await select.selectOption('yes');
  for (const question of await reviewer.page.locator('.form fieldset:has(input:not([name=outcome]))').all()) await question.locator('input').first().check();
  await reviewer.page.fill('.form textarea', '岗位与依据相符，材料齐全。');
  await press(reviewer.page, '报审批');
  await stage(reviewer.page, '待审批');
  assert.equal(await reviewer.page.locator('text=确认决定').count(), 0, 'who proposes is not offered to decide');

  const approver = await running.signIn('court-approver', DESK);
  await approver.page.goto(`${running.origin}/desk/inquiries/${id}`);
  await press(approver.page, '确认决定');
  await approver.confirmItIsMe();
  await stage(approver.page, '已许可');

  await page.reload();
  await page.fill('input[name=signer]', '虚构经办');
  await press(page, '签署');
  await school.confirmItIsMe();
  await stage(page, '已签承诺书');
  await reviewer.page.reload();
  await press(reviewer.page, '准备完毕');
  await reviewer.confirmItIsMe();
  await stage(reviewer.page, '可以查看结果');
  await page.reload();
  await press(page, '查看');
  await page.waitForSelector('.disclosure');
  assert.match(await page.innerText('.disclosure [role=timer]'), /秒后关闭/);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.disclosure') ?? document.body).userSelect), 'none');
  await press(page, '关闭');
  await stage(page, '已告知');
  await page.reload();
  await stage(page, '已告知');
  assert.equal(await page.locator('button:has-text("查看")').count(), 0, 'it is shown once');
  assert.deepEqual([...school.mistakes, ...reviewer.mistakes, ...approver.mistakes], []);
  for (const one of [school, reviewer, approver]) await one.context.close();
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
