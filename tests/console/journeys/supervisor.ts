import assert from 'node:assert/strict';
import { MATTER_STAGES } from '../../../apps/web/src/pages/supervisor/words.ts';
import { buttonOf, type Journey, type Place } from './run.ts';

/** Interactions of one person, counted as the design counts them: a click, or a field that is filled. */
const counted = ({ page }: Place): Readonly<{ click: (selector: string) => Promise<void>; count: () => number }> => {
  let interactions = 0;
  return { click: async (selector) => { interactions += 1; await page.click(selector); }, count: () => interactions };
};

/** Organs that may be late and have people in the demonstration. */
const LATE = [['police/530202000000', 'police-reviewer'], ['court/530202', 'court-reviewer']] as const;

const OPINION = '请立即对逾期未封存的记录采取封存措施，送回回执，查明逾期原因，并书面回复。';

/** A late seal becomes an opinion in five interactions, approved by another, answered by the unit, closed. */
export const opinionJourney: Journey = async ({ sit, say }) => {
  const procurator = await sit('procurator');
  const { page } = procurator;
  await procurator.sound('home');
  const menu = page.locator('.menu-button');
  if (await menu.isVisible()) await menu.click();
  const hand = counted(procurator);
  await hand.click('nav a[href="/overdue"]');
  await procurator.until('section.sheet');
  const late = await page.locator('section.sheet').evaluateAll((all) => all.map((one) => one.getAttribute('data-organ')));
  const found = LATE.find(([organ]) => late.includes(organ));
  assert.ok(found, `one of ${late.join(', ')} has people in the demonstration`);
  const [organ, person] = found;
  await procurator.sound('late');
  await hand.click(`section[data-organ="${organ}"] a.primary`);
  await page.waitForSelector('textarea');
  assert.match(await page.inputValue('textarea'), /逾期未送回回执/, 'what was found comes along, in Chinese');
  await hand.click('main button[type=submit]');
  await procurator.stands(MATTER_STAGES.opened);
  await hand.click(`main .prepared button:has-text("${OPINION}")`);
  await hand.click(buttonOf(say({ zh: '报审', en: 'Propose' })));
  await procurator.stands(MATTER_STAGES.proposed);
  assert.ok(hand.count() <= 5, `${hand.count()} interactions`);
  const at = page.url();
  assert.equal(await page.title(), say({ zh: '监督事项 · 封存', en: 'Matter · Fengcun' }));

  const second = await sit('procurator-second');
  await second.page.goto(at);
  const confirm = { zh: '确认', en: 'Confirm' };
  await second.until(buttonOf(say(confirm)));
  assert.ok((await second.page.innerText('main')).includes(OPINION), 'what is agreed to is shown, in Chinese');
  await second.page.check('input[name=agrees][value=yes]');
  await second.page.fill('main input[maxlength="80"]', '虚构检纠〔2026〕77号');
  await second.sound('to decide');
  await second.press(confirm);
  await second.stands(MATTER_STAGES.opinionServed);

  const unit = await sit(person);
  await unit.page.goto(at);
  await unit.until(buttonOf(say({ zh: '回复', en: 'Reply' })));
  await unit.page.check('input[name=reply][value=ReportCorrection]');
  const [measures, result] = await unit.page.locator('main textarea').all();
  await measures?.fill('虚构：已对全部副本采取封存措施。');
  await result?.fill('虚构：回执已全部送回。');
  await unit.press({ zh: '回复', en: 'Reply' });
  await unit.stands(MATTER_STAGES.correctionReported);
  await unit.sound('replied');

  await page.reload();
  const close = { zh: '结案', en: 'Close' };
  await procurator.until(buttonOf(say(close)));
  assert.match(await page.innerText('main'), /虚构检纠〔2026〕77号/);
  await procurator.press(close);
  await procurator.stands(MATTER_STAGES.closed);
  for (const one of [procurator, second, unit]) await one.leave();
};

/** An alarm of an emergency is the first thing on the home, marked until it is opened. */
export const alarmJourney: Journey = async ({ sit, say }) => {
  const procurator = await sit('procurator');
  const { page } = procurator;
  await procurator.until('.alarm-new');
  const first = await page.locator('main > section, main > div > section').first().innerText();
  assert.ok(first.includes(say({ zh: '紧急授权警报', en: 'Alarms of emergencies' })), 'before everything else');
  assert.ok(!/[0-9a-f]{8}-[0-9a-f]{4}/.test(first), 'the number by which it is agreed to is told by who asks');
  const unseen = await page.locator('.alarm-new').count();
  await page.locator('.alarm:has(.alarm-new) > summary').first().click();
  await page.waitForFunction((before) => document.querySelectorAll('.alarm-new').length === before - 1, unseen);
  await procurator.sound('an alarm that is open');
  await page.reload();
  await page.waitForFunction((before) => document.querySelectorAll('.alarm-new').length === before - 1 || (before === 1 && document.querySelector('.tiles')), unseen);
  await procurator.leave();
};

/** An emergency that was used is reviewed by a procurator who had no part in it; the other one cannot. */
export const reviewJourney: Journey = async ({ sit, say }) => {
  const label = { zh: '审查：使用得当', en: 'Review: in order' };
  const used = `.alarm:has(.due)`;
  const second = await sit('procurator-second');
  await second.until(used);
  await second.page.locator(`${used} > summary`).first().click();
  await second.page.waitForSelector(`${used}[open] p:has-text("${say({ zh: '须由本院另一名检察官审查', en: 'another procurator' })}")`);
  assert.equal(await second.page.locator(buttonOf(say(label))).count(), 0, 'who agreed to it does not review it');
  await second.leave();

  const procurator = await sit('procurator');
  const { page } = procurator;
  await procurator.until(used);
  await page.locator(`${used} > summary`).first().click();
  await page.waitForSelector(buttonOf(say(label)));
  await procurator.sound('to review');
  await procurator.press(label);
  await procurator.until(`main:not(:has(${used}))`);
  await procurator.open('/break-glass');
  await procurator.until(`.alarm:has-text("${say({ zh: '审查：使用得当', en: 'review: in order' })}")`);
  await procurator.sound('every alarm');
  await procurator.leave();
};
