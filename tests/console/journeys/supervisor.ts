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
  await second.page.fill('main input[maxlength="80"]', '虚构检纠〔2026〕77号');
  await second.sound('to decide');
  await second.press(confirm);
  await second.stands(MATTER_STAGES.opinionServed);

  const unit = await sit(person);
  await unit.page.goto(at);
  await unit.until(buttonOf(say({ zh: '回复', en: 'Reply' })));
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
