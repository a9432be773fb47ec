import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// Those who examine and decide: a request of a person, the opening of a seal, a leak. Nobody decides alone.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const press = async ({ page }: Seat, label: string): Promise<void> => { await page.click(`main button:has-text("${label}")`); };

/** Waits for what shows the outcome; answers the second factor where it is asked for on the way. */
const until = async (seat: Seat, selector: string): Promise<void> => {
  const { page, confirmItIsMe } = seat;
  const asked = await Promise.race([
    page.waitForSelector('#second-factor-code').then(() => true, () => false), page.waitForSelector(selector).then(() => false, () => false),
  ]);
  if (asked) await confirmItIsMe();
  await page.waitForSelector(selector);
};
const lead = (words: string): string => `.page-head p:has-text("${words}")`;

const isWithin = (seat: Seat): Promise<boolean> => seat.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

const isSound = async (seat: Seat, where: string): Promise<void> => {
  assert.deepEqual(await seat.barriers(), [], where);
  assert.equal(await isWithin(seat), true, `${where}: nothing sticks out`);
};

for (const [where, size] of [['telephone', PHONE], ['desk', DESK]] as const) {
  test(`a request of a person is checked, answered by two, and told, at a ${where}`, { skip }, async () => {
    assert.ok(running);
    const { origin, signIn } = running;
    const citizen = await signIn('citizen', size);
    await citizen.page.goto(`${origin}/requests/new`);
    await citizen.page.click('.pick-one:has(input[value="copy"])');
    await citizen.page.fill('input[name=organ]', 'police/530202000000');
    await citizen.page.fill('textarea', '虚构：请提供本人记录的复制件。');
    await citizen.page.click('button[type=submit]');
    await citizen.page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    const id = citizen.page.url().split('/').at(-1) ?? '';

    const reviewer = await signIn('police-reviewer', size);
    await reviewer.page.goto(`${origin}/desk/requests/${id}`);
    await until(reviewer, 'input[name=document]');
    assert.match(await reviewer.page.innerText('main'), /请提供本人记录的复制件/);
    await reviewer.page.fill('input[name=document]', `虚构公受〔2026〕${size.width}号`);
    await press(reviewer, '审查材料');
    await until(reviewer, lead('已受理'));
    await isSound(reviewer, 'accepted');
    await press(reviewer, '已提供本人信息的复制件');
    await press(reviewer, '报审批');
    await until(reviewer, lead('待审批'));
    assert.equal(await reviewer.page.locator('main button:has-text("确认决定")').count(), 0, 'who proposes is not offered to decide');

    const approver = await signIn('police-approver', size);
    await approver.page.goto(`${origin}/desk/requests/${id}`);
    await until(approver, 'text=所拟答复');
    assert.match(await approver.page.innerText('main'), /已提供本人信息的复制件/, 'what is agreed to is shown');
    await isSound(approver, 'proposed');
    await approver.page.fill('input[name=document]', `虚构公答〔2026〕${size.width}号`);
    await press(approver, '确认决定');
    await until(approver, lead('已答复'));
    assert.equal(await approver.page.title(), '权利申请 · 封存', 'a title names no person');

    await citizen.page.reload();
    await citizen.page.waitForSelector('.outcome h2');
    assert.match(await citizen.page.innerText('.outcome'), /同意[^]*已提供本人信息的复制件/);
    assert.equal(await citizen.page.locator('text=请求人').count(), 0, 'the desk’s own part is not for the person');
    for (const one of [citizen, reviewer, approver]) {
      assert.deepEqual(one.mistakes, []);
      await one.context.close();
    }
  });

  test(`a seal is opened on a ground of law, by two, at a ${where}`, { skip }, async () => {
    assert.ok(running);
    const { origin, signIn } = running;
    const reviewer = await signIn('court-reviewer', size);
    await reviewer.page.goto(`${origin}/seals`);
    await until(reviewer, 'tbody tr');
    await isSound(reviewer, 'seals');
    await reviewer.page.selectOption('select', 'sealed');
    await reviewer.page.waitForSelector('tbody .mark-sealed');
    await reviewer.page.click('tbody tr:has(.mark-sealed):not(:has-text("待审批")) a');
    await until(reviewer, 'input[value=wrongSeal]');
    await isSound(reviewer, 'seal');
    await reviewer.page.check('input[value=wrongSeal]');
    await press(reviewer, '提出');
    await until(reviewer, 'text=等待另一人审批');
    assert.equal(await reviewer.page.locator('main button:has-text("批准")').count(), 0, 'who proposes is not offered to approve');

    const approver = await signIn('court-approver', size);
    await approver.page.goto(reviewer.page.url());
    await until(approver, 'main button:has-text("批准解除封存")');
    // The sentence of law is loaded when it is shown.
    await approver.page.waitForSelector('.outcome-closed summary:has-text("第二十二条")');
    assert.match(await approver.page.innerText('.outcome-closed'), /封存不当[^]*第二十二条/, 'ground and article are on the page');
    await isSound(approver, 'to approve');
    await press(approver, '批准解除封存');
    await approver.page.waitForSelector('main button:has-text("批准解除封存")', { state: 'detached' });
    assert.match(await approver.page.innerText('.page-head'), /封存中|已撤销封存|已解封/);
    for (const one of [reviewer, approver]) {
      assert.deepEqual(one.mistakes, []);
      await one.context.close();
    }
  });

  test(`a leak is reported, contained, assessed, spared by two, and closed, at a ${where}`, { skip }, async () => {
    assert.ok(running);
    const { origin, signIn } = running;
    const reviewer = await signIn('court-reviewer', size);
    const { page } = reviewer;
    await page.goto(`${origin}/incidents/new`);
    await page.fill('textarea[name=facts]', '虚构：一份打印件遗留在大厅，两分钟后取回。');
    await press(reviewer, '报告');
    await until(reviewer, lead('已报告'));
    const at = page.url();
    assert.match(at, /\/incidents\/[0-9a-f-]{36}$/);
    await page.fill('textarea[name=measures]', '虚构：已取回，无人翻看。');
    await press(reviewer, '已止漏');
    await until(reviewer, lead('已止漏'));
    await page.check('label:has-text("罪名") input');
    await page.fill('textarea[name=persons]', 'person-7');
    await page.fill('textarea[name=cause]', '虚构：未取走打印件。');
    await page.fill('textarea[name=harm]', '虚构：没有他人看到。');
    await press(reviewer, '评估完毕');
    await until(reviewer, lead('已评估'));
    await isSound(reviewer, 'assessed');
    await page.check('input[value=spare]');
    await page.fill('textarea[name=reasons]', '虚构：监控显示无人接触。');
    await press(reviewer, '报审批');
    await until(reviewer, 'text=等待另一人审批');

    const approver = await signIn('court-approver', size);
    await approver.page.goto(at);
    await until(approver, 'main button:has-text("确认决定")');
    assert.match(await approver.page.innerText('main'), /监控显示无人接触/, 'the reasons are shown');
    assert.equal(await approver.page.isDisabled('main button:has-text("确认决定")'), true, 'nothing is chosen for the person');
    await approver.page.check('input[name=agrees][value=yes]');
    await press(approver, '确认决定');
    await until(approver, lead('已通知或者免予通知'));
    await page.reload();
    await until(reviewer, 'input[value=close]');
    await press(reviewer, '已止漏，涉及的人均已通知');
    await page.click('main form button[type=submit]');
    await until(reviewer, lead('已结'));
    for (const one of [reviewer, approver]) {
      assert.deepEqual(one.mistakes, []);
      await one.context.close();
    }
  });
}

test('whoever proposed to open a seal is refused as the second person, in words', { skip }, async () => {
  assert.ok(running);
  const approver = await running.signIn('court-approver', DESK);
  await approver.page.goto(`${running.origin}/seals`);
  await until(approver, 'tbody tr');
  await approver.page.selectOption('select', 'sealed');
  await approver.page.click('tbody tr:has(.mark-sealed):not(:has-text("待审批")) a');
  await until(approver, 'input[value=wrongSeal]');
  await approver.page.check('input[value=wrongSeal]');
  await press(approver, '提出');
  await until(approver, 'main button:has-text("批准解除封存")');
  await press(approver, '批准解除封存');
  await approver.page.waitForSelector('.told p');
  assert.match(await approver.page.innerText('.told'), /不得自行批准/);
  await approver.context.close();
});
