import assert from 'node:assert/strict';
import type { Journey } from './run.ts';

/** The lab stands at once; another pack is one choice away, a moved figure is counted; then clauses and statistics. */
export const labJourney: Journey = async ({ sit, say }) => {
  const researcher = await sit('researcher');
  const { page } = researcher;
  await page.waitForSelector('.lab-coverage h2');
  await page.waitForSelector('.flow');
  assert.equal(await page.title(), say({ zh: '政策实验室 · 封存', en: 'Policy lab · Fengcun' }));
  assert.deepEqual(await page.locator('.lab-choose .pack-status').allInnerTexts(),
    [say({ zh: '■ 现行法律', en: '■ Law in force' }), say({ zh: '◇ 建议，不是法律', en: '◇ A proposal, not law' })], 'law in force and a proposal are marked apart');
  await page.selectOption('select[name=pack-second]', 'cn-a2');
  await page.waitForSelector('.lab-coverage h2:has-text("A2")');
  const before = await page.innerText('.lab-coverage h2');
  await page.focus('input[type=range]');
  await page.keyboard.press('End');
  await page.waitForFunction((old) => document.querySelector('.lab-coverage h2')?.textContent !== old, before);
  await page.waitForSelector('.clause-lit');
  assert.match(await page.innerText('.lab-population'), /用时 \d+ 毫秒|in \d+ ms/);
  await researcher.sound('lab');
  await researcher.open('/packs');
  await page.waitForSelector('.clause .statutes blockquote');
  await page.waitForSelector(`.clause-decided:has-text("${say({ zh: '判断了', en: 'decided' })}")`);
  await researcher.sound('clause by clause');
  await researcher.open('/statistics');
  await page.waitForSelector(`h2:has-text("${say({ zh: '隐私预算', en: 'The privacy budget' })}")`);
  await researcher.sound('statistics');
  await researcher.leave();
};
