import assert from 'node:assert/strict';
import type { Journey } from './run.ts';

/** A certificate in three steps, and the paper in hand; for the own person, or for a ward. */
const certificate = (isForWard: boolean): Journey => async ({ sit, say }) => {
  // The guardian, since a person of the world may have had three certificates this year already.
  const person = await sit('guardian');
  const { page } = person;
  await person.sound('home');
  await page.click('.cards a[href="/certificate"]');
  await page.waitForSelector('main .primary');
  assert.equal(await page.title(), say({ zh: '无犯罪记录证明 · 封存', en: 'Certificate · Fengcun' }), 'a title names no person');
  if (isForWard) await page.click('.pick-one:nth-of-type(2)');
  await page.click('main .primary');
  await page.waitForSelector('.facts');
  assert.doesNotMatch(await page.innerText('main'), /\d{17}[\dX]/, 'the number is not shown whole');
  assert.equal(/监护人|guardian/i.test(await page.innerText('.facts')), isForWard);
  await person.sound('check');
  await page.click('main .primary');
  await page.waitForSelector('.outcome h2');
  assert.equal(await page.innerText('.outcome h2'), say({ zh: '已出具', en: 'Issued' }));
  await person.sound('issued');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('.outcome .form-acts .primary')]);
  assert.equal(saved.suggestedFilename(), 'document.pdf', 'the name of the file says nothing');
  await person.leave();
};

/** A certificate for oneself. */
export const certificateJourney = certificate(false);
/** A certificate for a ward. */
export const wardJourney = certificate(true);

/** A complaint is filed, shown with its term and remedies, and taken back; who looked is one step from home. */
export const complaintJourney: Journey = async ({ sit, say }) => {
  const person = await sit('citizen');
  const { page } = person;
  await page.click('.cards a[href="/looks"]');
  await page.waitForSelector('article');
  await person.sound('looks');
  await page.click('.brand');
  await page.click('.cards a[href="/requests/new"]');
  await page.click('.pick-one:has(input[value="complaint"])');
  await page.fill('input[name="organ"]', 'police/530202000000');
  await page.fill('textarea', '虚构：单位得知了依法封存的记录，并因此解除了劳动合同。');
  for (const box of [{ zh: '记录未封存或者被公开的材料', en: 'what shows that it is open' }, { zh: '受到影响的材料', en: 'what shows the harm' }]) {
    await page.check(`label:has-text("${say(box)}") input`);
  }
  await person.sound('form');
  await page.click('button[type=submit]');
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await page.waitForSelector('.facts');
  assert.equal(await page.title(), say({ zh: '申请详情 · 封存', en: 'Request · Fengcun' }));
  await person.sound('filed');
  await person.press({ zh: '撤回申请', en: 'Take it back' });
  await person.sound('asked once more');
  await person.press({ zh: '确定撤回', en: 'Yes, take it back' });
  await person.stands({ zh: '您已撤回', en: 'You have taken it back' });
  await person.leave();
};
