import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';
import { inWords, isSound, leave, look, press, until, type View } from './together.ts';

// What nobody may do alone and no page lets them: an emergency that two others agree to, a second factor given back by two.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const VIEWS: readonly (readonly [where: string, view: View])[] =
  [['a telephone', { ...PHONE, language: 'zh' }], ['a desk, in English', { ...DESK, language: 'en' }]];

/** Nobody's numbers: an area of no country, days of birth, and the characters that belong to them. */
const ABOUT = ['530202199001010031', '53020219900101004X'] as const;
/** LIMIT: how often one person may be asked about in a day; the next time waits or breaks the glass. */
const OFTEN = 20;

const filled = async ({ page }: Seat, about: string): Promise<void> => {
  await page.selectOption('select[name=kind]', 'minorContactUnit');
  await page.selectOption('select[name=basis]', 'LB-14');
  await page.selectOption('select[name=occupation]', { index: 1 });
  const words = {
    inquirer: '虚构市柳岸小学', letterNumber: '虚函〔2026〕19号', officerName: '虚构经办', officerNumber: ABOUT[0],
    personName: '虚构某', personNumber: about, organ: 'court/530202',
  };
  for (const [name, value] of Object.entries(words)) await page.fill(`input[name=${name}]`, value);
  for (const name of ['reasons', 'purpose', 'scopeOfUse']) await page.fill(`textarea[name=${name}]`, '拟聘用，依法审查，仅人事部门知悉。');
  for (const box of await page.locator('.checks input').all()) await box.check();
};

/** The same application again and again, as a program of the school might send it by mistake. */
const askedTooOften = async ({ page }: Seat): Promise<void> => {
  const [sent] = await Promise.all([page.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith('/v1/inquiries')),
    page.click('main button[type=submit]')]);
  await page.waitForURL(/\/inquiries\/[0-9a-f-]{36}$/);
  const body = sent.postData() ?? '';
  const taken = await page.evaluate(async ({ text, times }) => {
    const headers = { 'content-type': 'application/json', 'x-fengcun-request': '1' };
    const statuses: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const answer = await fetch('/v1/inquiries', { method: 'POST', body: text, headers: { ...headers, 'idempotency-key': crypto.randomUUID() } });
      statuses.push(answer.status);
    }
    return statuses;
  }, { text: body, times: OFTEN - 1 });
  assert.deepEqual([...new Set(taken)], [200], 'within the limit');
};

for (const [at, [where, view]] of VIEWS.entries()) {
  test(`beyond the limit a glass is broken once: asked for, agreed to by two others, used, and seen, at ${where}`, { skip }, async () => {
    assert.ok(running);
    const { signIn } = running;
    const say = (zh: string, en: string): string => inWords(view, { zh, en });
    const school = await signIn('school-inquirer', view);
    await look(running, school, '/inquiries/new', view);
    await filled(school, ABOUT[at] ?? '');
    await askedTooOften(school);
    await look(running, school, '/inquiries/new', view);
    await filled(school, ABOUT[at] ?? '');
    await school.page.click('main form button[type=submit]');
    await school.page.waitForSelector('input[name=emergency]');
    await isSound(school, 'the limit');
    await school.page.check('input[name=emergency][value=dangerToLife]');
    await press(school, say('申请紧急授权', 'Ask'));
    await until(school, 'main section code');
    const number = await school.page.innerText('main section code');
    await isSound(school, 'asked');
    await school.page.click('main form button[type=submit]');
    await school.page.waitForSelector('main .told');
    assert.equal(await school.page.inputValue('input[name=personNumber]'), ABOUT[at], 'nobody agreed yet, and nothing entered is lost');
    await school.page.waitForSelector(`main section .told:has-text("${say('还没有两人都同意', 'two have not agreed yet')}")`);
    const stranger = await signIn('court-approver', view);
    await look(running, stranger, '/break-glass', view);
    await stranger.page.fill('input[name=number]', number);
    await press(stranger, say('查看', 'Look'));
    await until(stranger, `main .told:has-text("${say('不归您同意', 'not yours to agree to')}")`);
    await leave([stranger]);

    const procurators: readonly Seat[] = [await signIn('procurator', view), await signIn('procurator-second', view)];
    for (const [index, one] of procurators.entries()) {
      await look(running, one, '/break-glass', view);
      await one.page.fill('input[name=number]', number);
      await press(one, say('查看', 'Look'));
      await until(one, `main dd:has-text("${say('危及生命安全', 'danger to life')}")`);
      assert.match(await one.page.innerText('main .facts'), /S01/, 'who asks');
      await isSound(one, 'to agree');
      await one.page.getByRole('button', { name: say('同意', 'Agree'), exact: true }).click();
      await one.page.waitForSelector(`main dd:has-text("${index === 0 ? say('还需 1 人', '1 more needed') : say('已由两人同意', 'two have agreed')}")`);
      if (index > 0) continue;
      assert.match(await one.page.innerText('main section.form [role=status]'), /您已同意|You agreed/);
      await one.page.reload();
      await one.page.fill('input[name=number]', number);
      await press(one, say('查看', 'Look'));
      await one.page.getByRole('button', { name: say('同意', 'Agree'), exact: true }).click();
      await one.page.waitForSelector('main .told p');
      assert.equal(await one.page.locator(`main dd:has-text("${say('还需 1 人', '1 more needed')}")`).count(), 1, 'nobody agrees twice');
    }

    await school.page.click('main form button[type=submit]');
    await school.page.waitForURL(/\/inquiries\/[0-9a-f-]{36}$/);
    await look(running, school, '/inquiries/new', view);
    await filled(school, ABOUT[at] ?? '');
    await school.page.click('main form button[type=submit]');
    await school.page.waitForSelector('input[name=emergency]');

    const [procurator] = procurators;
    assert.ok(procurator);
    await look(running, procurator, '/break-glass', view);
    await procurator.page.fill('input[name=number]', number);
    await press(procurator, say('查看', 'Look'));
    await until(procurator, `main dd:has-text("${say('已使用', 'used')}")`);
    assert.equal(await procurator.page.locator(`main button:has-text("${say('不同意', 'Refuse')}")`).count(), 0, 'what is over is not offered');
    const guard = await signIn('security-administrator', view);
    await look(running, guard, '/recoveries', view);
    await until(guard, 'main .rows');
    const newest = await guard.page.locator('main .rows tbody tr').first().innerText();
    for (const told of [say('紧急授权', 'emergency'), say('已使用', 'used'), say('超出次数上限提出查询申请', 'apply for an inquiry beyond the limit')]) assert.ok(newest.toLowerCase().includes(told), `${told}: ${newest}`);
    await isSound(guard, 'what happened');
    await leave([school, ...procurators, guard]);
  });
}

/** Accounts of the world whose people cannot sign in here. */
const LOST = ['yunling-window-2', 'linduting-judge-3'] as const;

/** By night nobody asks: one sentence, and what was entered stays. */
const byNight = async ({ signIn, ...console }: Console): Promise<void> => {
  const one = await signIn('security-administrator', PHONE);
  for (const [at, [where, view]] of VIEWS.entries()) {
    await look({ signIn, ...console }, one, '/recoveries', view);
    await until(one, 'main .rows');
    await one.page.fill('input[name=account]', LOST[at] ?? '');
    await press(one, inWords(view, { zh: '提出重置', en: 'Ask to reset' }));
    await one.page.waitForSelector('main .told p');
    assert.match(await one.page.innerText('main .told'), view.language === 'zh' ? /6 时至 22 时/ : /from 6 to 22 o’clock/, where);
    assert.equal(await one.page.inputValue('input[name=account]'), LOST[at] ?? '');
    await isSound(one, `by night, at ${where}`);
  }
  await leave([one]);
};

const minuteInChina = (): number => {
  const parts = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' }).format(new Date());
  const [hour = 0, minute = 0] = parts.split(':').map(Number);
  return hour * 60 + minute;
};
/** Second factors are given back from 6 to 22 o’clock alone. */
const [DAY_BEGINS, DAY_ENDS] = [6 * 60, 22 * 60];
/** LIMIT: minutes a journey may take; one that would meet the turn of day and night waits until it is over. */
const JOURNEY_MINUTES = 3;

const isDayForLong = async (): Promise<boolean> => {
  const left = [DAY_BEGINS, DAY_ENDS].map((turn) => turn - minuteInChina()).find((minutes) => minutes > 0 && minutes <= JOURNEY_MINUTES);
  if (left !== undefined) await delay(left * 60_000);
  return minuteInChina() >= DAY_BEGINS && minuteInChina() < DAY_ENDS;
};

test('a second factor is given back by two administrators by day, never by one; by night the page says so, at a telephone and at a desk', { skip }, async () => {
  assert.ok(running);
  if (!(await isDayForLong())) return byNight(running);
  const { signIn } = running;
  const first = await signIn('security-administrator', PHONE);
  const second = await signIn('system-administrator', PHONE);
  for (const [at, [where, view]] of VIEWS.entries()) {
    const say = (zh: string, en: string): string => inWords(view, { zh, en });
    await look(running, first, '/', view);
    await until(first, 'main .rows');
    await look(running, first, '/recoveries', view);
    await until(first, 'main .rows');
    await first.page.fill('input[name=account]', LOST[at] ?? '');
    await press(first, say('提出重置', 'Ask to reset'));
    await first.page.waitForSelector('.outcome code.command');
    const number = await first.page.innerText('.outcome code.command');
    await isSound(first, `asked at ${where}`);
    await first.page.fill('input[name=number]', number);
    await press(first, say('同意重置', 'Agree'));
    await first.page.waitForSelector('main .told p');
    assert.equal(await first.page.locator('.outcome').count(), 1, 'whoever asked cannot agree');

    await look(running, second, '/recoveries', view);
    await second.page.waitForSelector('input[name=number]');
    assert.equal(await second.page.locator('input[name=account]').count(), 0, 'a system administrator agrees and does not ask');
    await second.page.fill('input[name=number]', number);
    await press(second, say('同意重置', 'Agree'));
    await until(second, `.outcome h2:has-text("${say('已重置', 'reset; set up anew')}")`);
    await isSound(second, `agreed at ${where}`);
    await second.page.fill('input[name=number]', number);
    await press(second, say('同意重置', 'Agree'));
    await second.page.waitForSelector('main .told p');

    await look(running, first, '/recoveries', view);
    await until(first, 'main .rows');
    const newest = await first.page.locator('main .rows tbody tr').first().innerText();
    for (const told of [LOST[at] ?? '', say('已使用', 'used')]) assert.ok(newest.toLowerCase().includes(told), `${told}: ${newest}`);
  }
  await leave([first, second]);
});
