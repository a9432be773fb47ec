import assert from 'node:assert/strict';
import { INVENTED_JUDGMENT } from '../../../packages/application/src/readings/testing/invented-judgment.ts';
import type { Seat } from '../started.ts';
import type { Journey } from './run.ts';

let cases = 0;

/** The invented judgment under a number of its own, so that each journey has a case of its own. */
export const judgment = () => {
  cases += 1;
  const text = INVENTED_JUDGMENT.replace('刑初12号', `刑初${9000 + cases}号`);
  return { name: 'judgment.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
};

/** The element under the hand. */
export const focused = ({ page }: Pick<Seat, 'page'>): Promise<string> => page.evaluate('document.activeElement?.id ?? ""');

/** Drops a judgment, answers the doubtful date, says since when it is in force, takes it in: four interactions. */
export const takeIn = async (seat: Pick<Seat, 'page'>, born: string, file = judgment()): Promise<void> => {
  const { page } = seat;
  await page.setInputFiles('.drop-place input', file);
  await page.waitForSelector('.reading-field-doubted');
  assert.match(await focused(seat), /birthDate/, 'the doubtful field is under the hand');
  assert.equal(await page.locator('.evidence-doubted').first().innerText(), '2007年2月30日', 'its words are marked in the text');
  await page.keyboard.type(born);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Reflect.get(globalThis, 'document').activeElement?.id.endsWith('effective'));
  await page.keyboard.type('2025-03-14');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.outcome .case-code');
};

/** Drop, doubtful field, confirm: the seal order is out, in four interactions. */
export const orderJourney: Journey = async ({ sit, say }) => {
  const clerk = await sit('court-clerk');
  const { page } = clerk;
  await page.click('.cards a[href="/intake"]');
  await clerk.sound('dropping');
  await takeIn(clerk, '2007-08-20');
  await clerk.sound('taken');
  assert.equal(await page.title(), say({ zh: '文书录入 · 封存', en: 'Read judgments · Fengcun' }), 'a title names nobody');
  await page.click('.outcome a[href="/cases"]');
  // LIMIT: the order is made within seconds of the judgment; on a busy machine they are many.
  await clerk.confirmItIsMe();
  await page.waitForSelector('.tl-order', { timeout: 40_000 });
  assert.ok(await page.locator('.tl-window').count() > 0, 'the statutory window is drawn');
  assert.match(await page.innerText('table'), /作出封存通知|ordered to be sealed/i);
  assert.equal(new URL(page.url()).pathname, '/cases', 'no code in the address');
  await clerk.sound('timeline');
  await clerk.leave();
};

/** Due, carried out, acknowledged: three interactions, the second factor among them. */
export const acknowledgeJourney: Journey = async ({ sit, say }) => {
  const clerk = await sit('police-clerk');
  const { page } = clerk;
  await page.waitForSelector('a[href^="/orders/"]');
  await clerk.sound('home');
  await page.click('a[href^="/orders/"]');
  await clerk.until('.seal-act');
  await clerk.sound('order');
  assert.doesNotMatch(await page.title(), /\d/);
  await page.click('.seal-act');
  await clerk.until('.outcome');
  assert.ok((await page.innerText('.outcome')).includes(say({ zh: '已执行并回执', en: 'Carried out and acknowledged' })));
  await clerk.sound('acknowledged');
  await clerk.leave();
};
