import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Console, DESK } from './started.ts';

/** Presses a button of the page by its words. */
export const press = async (page: Page, label: string): Promise<void> => {
  await page.click(`main button:has-text("${label}")`);
};

/** Waits until the page says that a procedure has come so far. */
export const stage = (page: Page, words: string): Promise<unknown> => page.waitForSelector(`.page-head p:has-text("${words}")`);

/** An identity number of nobody: the area 530202, a birthday, and the character that belongs to it. */
const NOBODY = '530202199001010031';

/** One inquiry from the form to the result: applied for, examined, decided by another, undertaken, prepared, shown once. */
export const inquiryJourney = async (running: Console): Promise<void> => {
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
};
