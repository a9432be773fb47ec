import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';
import { inWords, isSound, lead, leave, look, press, until, type View } from './together.ts';

// What two people decide: a certificate nobody can give at once, a look that was kept from the person, an objection that
// was refused and goes upward.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const VIEWS: readonly (readonly [where: string, view: View])[] =
  [['a telephone', { ...PHONE, language: 'zh' }], ['a desk, in English', { ...DESK, language: 'en' }]];

const choose = (seat: Seat, value: string): Promise<void> => seat.page.check(`main input[value="${value}"]`);

test('a certificate is decided by persons: verification and finding, each approved by another', { skip }, async () => {
  assert.ok(running);
  const { signIn } = running;
  const [officer, head] = [await signIn('police-reviewer', PHONE), await signIn('police-approver', PHONE)];
  for (const [where, view] of VIEWS) {
    const say = (zh: string, en: string): string => inWords(view, { zh, en });
    await look(running, officer, '/desk/certificates', view);
    await until(officer, 'main tbody tr');
    await isSound(officer, `certificates at ${where}`);
    await officer.page.selectOption('main select', 'accepted');
    await officer.page.locator('main tbody tr', { hasText: say('已受理', 'accepted') }).locator('a').first().click();
    await until(officer, 'input[value=recordUnclear]');
    const at = officer.page.url();
    await isSound(officer, `accepted at ${where}`);
    await choose(officer, 'recordUnclear');
    await press(officer, say('提请批准', 'Ask'));
    await until(officer, lead(say('调查核实待批准', 'verification to be approved')));
    assert.equal(await officer.page.locator('main button[type=submit]').count(), 0, 'who asks is not offered to approve');

    await look(running, head, at, view);
    await until(head, 'main form button[type=submit]');
    assert.match(await head.page.innerText('main .facts'), view.language === 'zh' ? /记录不完整/ : /incomplete or unclear/i, 'what is agreed to is shown');
    await isSound(head, `to approve at ${where}`);
    await choose(head, 'yes');
    await press(head, say('确认决定', 'Decide'));
    await until(head, lead(say('调查核实中', 'being verified')));
    assert.match(await head.page.innerText('main .facts'), view.language === 'zh' ? /不计入/ : /paused/i);

    await officer.page.reload();
    await until(officer, 'main input[value=certificate]');
    await choose(officer, 'certificate');
    await press(officer, say('报审批', 'Propose'));
    await until(officer, lead(say('查询结果待审批', 'finding to be approved')));
    await head.page.reload();
    await until(head, lead(say('查询结果待审批', 'finding to be approved')));
    assert.match(await head.page.innerText('main .facts'), view.language === 'zh' ? /承办人意见\s*出具/ : /Proposed\s*issue/i, 'the finding is shown');
    await choose(head, 'yes');
    await press(head, say('确认决定', 'Decide'));
    await until(head, lead(say('已办结', 'decided')));
    const [saved] = await Promise.all([head.page.waitForEvent('download'), press(head, say('保存文书', 'Save the paper'))]);
    assert.equal(saved.suggestedFilename(), 'document.pdf', 'a file that names nobody');
    await isSound(head, `decided at ${where}`);
  }
  await leave([officer, head]);
});

test('a look that was withheld is reviewed where its term calls for it, and the citizen sees it from then on', { skip }, async () => {
  assert.ok(running);
  const { signIn } = running;
  const [approver, citizen] = [await signIn('court-approver', PHONE), await signIn('citizen', PHONE)];
  for (const [where, view] of VIEWS) {
    const say = (zh: string, en: string): string => inWords(view, { zh, en });
    await look(running, citizen, '/looks', view);
    await until(citizen, 'main article');
    const before = await citizen.page.locator('main article').count();

    await look(running, approver, '/', view);
    await until(approver, 'main tbody tr');
    await approver.page.locator('main tbody tr', { hasText: say('暂不告知的复核', 'review of a withheld look') }).locator('a').first().click();
    await until(approver, 'main input[name=prolongs]');
    await isSound(approver, `the review at ${where}`);
    await choose(approver, 'yes');
    await approver.page.waitForSelector('main input[name=ground]');
    await choose(approver, 'no');
    await press(approver, say('案件已办结，告知不影响办案', 'The case is over'));
    await press(approver, say('确认', 'Confirm'));
    await until(approver, 'main:not(:has(input[name=prolongs])) .page-head');

    await citizen.page.reload();
    await until(citizen, 'main article');
    assert.equal(await citizen.page.locator('main article').count(), before + 1, 'one look more');
    await isSound(citizen, `looks at ${where}`);
  }
  await leave([approver, citizen]);
});

const refusal = async (officer: Seat, say: (zh: string, en: string) => string): Promise<void> => {
  await until(officer, 'main input[name=to]');
  await officer.page.fill('main input[name=to]', 'procuratorate/530202J');
  await officer.page.fill('main input[name=document]', '虚构公移〔2026〕1号');
  await press(officer, say('移送', 'Refer'));
  await officer.page.waitForSelector('main input[name=to]', { state: 'detached' });
  await choose(officer, 'refused');
  await officer.page.check(`main label:has-text("${say('不是本机关保存的记录', 'another organ keeps it')}") input`);
  await press(officer, say('该记录由其他机关保存', 'Another organ keeps it; the person'));
  await press(officer, say('报审批', 'Propose'));
  await until(officer, lead(say('待审批', 'to be approved')));
};

test('an objection is refused by two, taken upward, and decided by the organ above', { skip }, async () => {
  assert.ok(running);
  const { signIn } = running;
  const seats = {
    guardian: await signIn('guardian', PHONE), officer: await signIn('police-reviewer', PHONE),
    head: await signIn('police-approver', PHONE), above: await signIn('procurator-approver', PHONE),
  };
  const { guardian, officer, head, above } = seats;
  for (const [where, view] of VIEWS) {
    const say = (zh: string, en: string): string => inWords(view, { zh, en });
    await look(running, guardian, '/requests/new', view);
    await choose(guardian, 'objection');
    await guardian.page.fill('input[name=organ]', 'police/530202000000');
    await guardian.page.fill('main textarea', '虚构：学校的公示栏里出现了孩子的处理情况。');
    await guardian.page.click('main button[type=submit]');
    await guardian.page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    const id = guardian.page.url().split('/').at(-1) ?? '';

    await look(running, officer, `/desk/requests/${id}`, view);
    await until(officer, 'input[name=document]');
    await officer.page.fill('input[name=document]', '虚构公受〔2026〕1号');
    await press(officer, say('审查材料', 'Check the papers'));
    await refusal(officer, say);
    await isSound(officer, `proposed at ${where}`);
    await look(running, head, `/desk/requests/${id}`, view);
    await until(head, 'main input[name=document]');
    assert.match(await head.page.innerText('main'), view.language === 'zh' ? /不是本机关保存的记录/ : /another organ keeps it/, 'the ground is shown');
    await choose(head, 'yes');
    await head.page.fill('main input[name=document]', '虚构公答〔2026〕1号');
    await press(head, say('确认决定', 'Decide'));
    await until(head, lead(say('已答复', 'answered')));

    await guardian.page.reload();
    await guardian.page.waitForSelector('.outcome h2');
    await isSound(guardian, `refused at ${where}`);
    assert.equal(await guardian.page.inputValue('main input[name=organ]'), '云岭省沧河市临渡区人民检察院', 'where it was referred to is offered');
    await guardian.page.fill('main textarea', '虚构：公示来自该机关发出的函。');
    await press(guardian, say('向检察院提出', 'Go to the procuratorate'));
    await guardian.page.waitForSelector(`.page-head p:has-text("${say('已向上一级提出', 'to the organ above')}")`);

    await look(running, above, `/desk/requests/${id}`, view);
    await until(above, 'main input[name=outcome]');
    assert.match(await above.page.innerText('main .facts'), /公示来自该机关/, 'what the appeal says is shown');
    await isSound(above, `the appeal at ${where}`);
    await choose(above, 'granted');
    await above.page.fill('main textarea[name=measures]', '虚构：责令三日内撤下公示并核查来源。');
    await above.page.fill('main input[name=document]', '虚构检复〔2026〕1号');
    await press(above, say('答复', 'Answer'));
    await until(above, lead(say('上级已答复', 'answered by the organ above')));
    await guardian.page.reload();
    await guardian.page.waitForSelector('.outcome-good h2');
    assert.match(await guardian.page.innerText('.outcome-good'), /责令三日内撤下/);
    await isSound(guardian, `decided above at ${where}`);
  }
  await leave(Object.values(seats));
});
