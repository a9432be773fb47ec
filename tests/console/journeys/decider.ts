import assert from 'node:assert/strict';
import { INCIDENT_STATES } from '../../../apps/web/src/pages/decider/incidents/words.ts';
import { DESK_STAGES } from '../../../apps/web/src/pages/decider/requests/words.ts';
import { buttonOf, type Journey } from './run.ts';

const PROPOSE = { zh: '报审批', en: 'Propose' };
const DECIDE = { zh: '确认决定', en: 'Decide' };
const COPY_PROVIDED = { zh: '已提供本人信息的复制件。', en: 'A copy was provided.' };

/** A request of a person is checked, answered by two, and told. */
export const requestJourney: Journey = async ({ sit, say, view }) => {
  const citizen = await sit('citizen');
  await citizen.open('/requests/new');
  await citizen.page.click('.pick-one:has(input[value="copy"])');
  await citizen.page.fill('input[name=organ]', 'police/530202000000');
  await citizen.page.fill('textarea', '虚构：请提供本人记录的复制件。');
  await citizen.page.click('button[type=submit]');
  await citizen.page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const id = citizen.page.url().split('/').at(-1) ?? '';

  const reviewer = await sit('police-reviewer');
  await reviewer.open(`/desk/requests/${id}`);
  await reviewer.until('input[name=document]');
  assert.match(await reviewer.page.innerText('main'), /请提供本人记录的复制件/);
  await reviewer.page.fill('input[name=document]', `虚构公受〔2026〕${view.where.length}号`);
  await reviewer.press({ zh: '审查材料', en: 'Check the papers' });
  await reviewer.stands(DESK_STAGES.accepted);
  await reviewer.sound('accepted');
  await reviewer.page.check('input[name=outcome][value=granted]');
  await reviewer.take(COPY_PROVIDED);
  await reviewer.press(PROPOSE);
  await reviewer.stands(DESK_STAGES.proposed);
  assert.equal(await reviewer.page.locator(buttonOf(say(DECIDE))).count(), 0, 'who proposes is not offered to decide');

  const approver = await sit('police-approver');
  await approver.open(`/desk/requests/${id}`);
  await approver.until(`text=${say({ zh: '所拟答复', en: 'Proposed' })}`);
  assert.ok((await approver.page.innerText('main')).includes(COPY_PROVIDED.zh), 'what is agreed to is shown, in Chinese');
  await approver.sound('proposed');
  await approver.page.fill('input[name=document]', `虚构公答〔2026〕${view.where.length}号`);
  await approver.page.check('input[name=agrees][value=yes]');
  await approver.press(DECIDE);
  await approver.stands(DESK_STAGES.answered);
  assert.equal(await approver.page.title(), say({ zh: '权利申请 · 封存', en: 'Request · Fengcun' }), 'a title names no person');

  await citizen.page.reload();
  await citizen.page.waitForSelector('.outcome h2');
  assert.ok((await citizen.page.innerText('.outcome')).includes(COPY_PROVIDED.zh), 'the answer is Chinese, whoever wrote it');
  await citizen.sound('answered');
  assert.equal(await citizen.page.locator(`text=${say({ zh: '请求人', en: 'Who asks' })}`).count(), 0, 'the desk’s own part is not for the person');
  for (const one of [citizen, reviewer, approver]) await one.leave();
};

const APPROVE = { zh: '批准解除封存', en: 'Approve the opening' };
const WAITS = { zh: '等待另一人审批', en: 'Waits for another person' };

/** A seal is opened on a ground of law, by two. */
export const openingJourney: Journey = async ({ sit, say }) => {
  const reviewer = await sit('court-reviewer');
  await reviewer.open('/seals');
  await reviewer.until('tbody tr');
  await reviewer.sound('seals');
  await reviewer.page.selectOption('select', 'sealed');
  await reviewer.page.waitForSelector('tbody .mark-sealed');
  const undecided = `tbody tr:has(.mark-sealed):not(:has-text("${say({ zh: '待审批', en: 'to be approved' })}")) a`;
  await reviewer.page.click(undecided);
  await reviewer.until('input[value=wrongSeal]');
  await reviewer.sound('seal');
  await reviewer.page.check('input[value=wrongSeal]');
  await reviewer.press({ zh: '提出', en: 'Propose' });
  await reviewer.until(`text=${say(WAITS)}`);
  assert.equal(await reviewer.page.locator(buttonOf(say(APPROVE))).count(), 0, 'who proposes is not offered to approve');

  const approver = await sit('court-approver');
  await approver.page.goto(reviewer.page.url());
  await approver.until(buttonOf(say(APPROVE)));
  // The sentence of law is loaded when it is shown.
  await approver.page.waitForSelector(`.outcome-closed summary:has-text("${say({ zh: '第二十二条', en: '22' })}")`);
  await approver.sound('to approve');
  await approver.press(APPROVE);
  await approver.page.waitForSelector(buttonOf(say(APPROVE)), { state: 'detached' });
  assert.match(await approver.page.innerText('.page-head'), /封存中|已撤销封存|已解封|being sealed|rescinded|unsealed/);
  for (const one of [reviewer, approver]) await one.leave();
};

/** A leak is reported, contained, assessed, spared by two, and closed. */
export const leakJourney: Journey = async ({ sit, say }) => {
  const reviewer = await sit('court-reviewer');
  const { page } = reviewer;
  await reviewer.open('/incidents/new');
  await page.fill('textarea[name=facts]', '虚构：一份打印件遗留在大厅，两分钟后取回。');
  await reviewer.press({ zh: '报告', en: 'Report' });
  await reviewer.stands(INCIDENT_STATES.reported);
  const at = page.url();
  assert.match(at, /\/incidents\/[0-9a-f-]{36}$/);
  await page.fill('textarea[name=measures]', '虚构：已取回，无人翻看。');
  await reviewer.press({ zh: '已止漏', en: 'Contained' });
  await reviewer.stands(INCIDENT_STATES.contained);
  await page.check(`label:has-text("${say({ zh: '罪名', en: 'crime' })}") input`);
  await page.fill('textarea[name=persons]', 'person-7');
  await page.fill('textarea[name=cause]', '虚构：未取走打印件。');
  await page.fill('textarea[name=harm]', '虚构：没有他人看到。');
  await reviewer.press({ zh: '评估完毕', en: 'Assessed' });
  await reviewer.stands(INCIDENT_STATES.assessed);
  await reviewer.sound('assessed');
  await page.check('input[value=spare]');
  await page.fill('textarea[name=reasons]', '虚构：监控显示无人接触。');
  await reviewer.press(PROPOSE);
  await reviewer.until(`text=${say({ zh: '等待另一人审批', en: 'waits for another person' })}`);

  const approver = await sit('court-approver');
  await approver.page.goto(at);
  await approver.until(buttonOf(say(DECIDE)));
  assert.match(await approver.page.innerText('main'), /监控显示无人接触/, 'the reasons are shown');
  await approver.press(DECIDE);
  assert.match(await approver.page.innerText('fieldset .told'), /请选择“决定”|Choose under “Decision”/, 'nothing is chosen for the person');
  assert.equal(await approver.page.evaluate(() => document.activeElement?.getAttribute('name')), 'agrees', 'the hand is led there');
  await approver.page.check('input[name=agrees][value=yes]');
  await approver.sound('to decide');
  await approver.press(DECIDE);
  await approver.stands(INCIDENT_STATES.notified);
  await page.reload();
  await reviewer.until('input[value=close]');
  await reviewer.take({ zh: '已止漏，涉及的人均已通知，隐患已整改。', en: 'Contained, everybody told, the cause removed.' });
  await page.click('main form button[type=submit]');
  await reviewer.stands(INCIDENT_STATES.closed);
  for (const one of [reviewer, approver]) await one.leave();
};
