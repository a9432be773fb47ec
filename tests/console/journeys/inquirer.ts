import assert from 'node:assert/strict';
import { INQUIRY_STAGES } from '../../../apps/web/src/parts/inquiry/words.ts';
import { buttonOf, type Journey } from './run.ts';

/** An identity number of nobody: the area 530202, a birthday, and the character that belongs to it. */
const NOBODY = '530202199001010031';
const DECIDE = { zh: '确认决定', en: 'Decide' };
const SHOW = { zh: '查看', en: 'Show' };

const APPLICATION = {
  inquirer: '虚构市柳岸小学', letterNumber: '虚函〔2026〕9号', officerName: '虚构经办', officerNumber: NOBODY,
  personName: '虚构某', personNumber: NOBODY, organ: 'court/530202',
};

/** One inquiry from the form to the result: applied for, examined, decided by another, undertaken, prepared, shown once. */
export const inquiryJourney: Journey = async ({ sit, say }) => {
  const school = await sit('school-inquirer');
  const { page } = school;
  await school.sound('home');
  await page.click('.page-head-acts a');
  await page.selectOption('select[name=kind]', 'minorContactUnit');
  await page.selectOption('select[name=basis]', 'LB-14');
  await page.selectOption('select[name=occupation]', { index: 1 });
  for (const [name, value] of Object.entries(APPLICATION)) await page.fill(`input[name=${name}]`, value);
  for (const name of ['reasons', 'purpose', 'scopeOfUse']) await page.fill(`textarea[name=${name}]`, '拟聘用，依法审查，仅人事部门知悉。');
  for (const box of await page.locator('.checks input').all()) await box.check();
  await school.sound('form');
  await school.press({ zh: '提交申请', en: 'Apply' });
  await page.waitForURL(/\/inquiries\/[0-9a-f-]{36}$/);
  const id = page.url().split('/').at(-1) ?? '';
  await school.stands(INQUIRY_STAGES.applied);
  assert.equal(await page.title(), say({ zh: '查询办理情况 · 封存', en: 'Inquiry · Fengcun' }));

  const reviewer = await sit('court-reviewer');
  const desk = reviewer.page;
  await reviewer.open(`/desk/inquiries/${id}`);
  await reviewer.press({ zh: '受理审查', en: 'Check the intake' });
  await reviewer.stands(INQUIRY_STAGES.accepted);
  await reviewer.sound('accepted');
  for (const select of await desk.locator('.form select').all()) await select.selectOption('yes');
  for (const question of await desk.locator('.form fieldset:has(input:not([name=outcome]))').all()) await question.locator('input').first().check();
  await desk.check('input[name=outcome][value=grant]');
  await desk.fill('.form textarea', '岗位与依据相符，材料齐全。');
  await reviewer.press({ zh: '报审批', en: 'Propose' });
  await reviewer.stands(INQUIRY_STAGES.proposed);
  assert.equal(await desk.locator(buttonOf(say(DECIDE))).count(), 0, 'who proposes is not offered to decide');

  const approver = await sit('court-approver');
  await approver.open(`/desk/inquiries/${id}`);
  await approver.until(buttonOf(say(DECIDE)));
  await approver.page.check('input[name=decision][value=yes]');
  await approver.sound('to decide');
  await approver.press(DECIDE);
  await approver.stands(INQUIRY_STAGES.granted);

  await page.reload();
  await page.fill('input[name=signer]', '虚构经办');
  await school.sound('undertaking');
  await school.press({ zh: '签署', en: 'Sign' });
  await school.stands(INQUIRY_STAGES.undertaken);
  await desk.reload();
  await reviewer.press({ zh: '准备完毕', en: 'Prepared' });
  await reviewer.stands(INQUIRY_STAGES.prepared);
  await page.reload();
  await school.press(SHOW);
  await school.until('.disclosure');
  assert.match(await page.innerText('.disclosure [role=timer]'), /秒后关闭|closes in \d+ s/i);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.disclosure') ?? document.body).userSelect), 'none');
  await school.sound('shown');
  await school.press({ zh: '关闭', en: 'Close' });
  await school.stands(INQUIRY_STAGES.disclosed);
  await page.reload();
  await school.stands(INQUIRY_STAGES.disclosed);
  assert.equal(await page.locator(buttonOf(say(SHOW))).count(), 0, 'it is shown once');
  for (const one of [school, reviewer, approver]) await one.leave();
};
