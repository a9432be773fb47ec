import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Console, DESK, skip, startConsole } from './started.ts';

// Whole journeys by keyboard alone: everything is reached in the order it stands, what has the focus shows it, and
// after every step one stands at the head of what came, never nowhere.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

/** LIMIT: stops on the way to something on the same page. */
const STOPS_MAX = 60;

type Focus = Readonly<{ is: boolean; isShown: boolean; what: string }>;

const focusOf = (page: Page, selector: string): Promise<Focus> => page.evaluate((wanted) => {
  const one = document.activeElement ?? document.body;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return {
    is: one.matches(wanted), what: `${one.tagName} ${(one.textContent ?? '').trim().slice(0, 20)}`,
    isShown: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
  };
}, selector);

/** Goes on with Tab until something has the focus; every stop on the way shows that it has it. */
const goTo = async (page: Page, selector: string): Promise<void> => {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab');
    const { is, isShown, what } = await focusOf(page, selector);
    assert.ok(isShown, `${what} has the focus and does not show it`);
    if (is) return;
  }
  assert.fail(`${selector} is not reached`);
};

const standsAt = async (page: Page, selector: string): Promise<void> => {
  await page.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector);
};

/** Levels of headings, none of which is left out on the way down. */
const headingsDescend = async (page: Page): Promise<void> => {
  const levels = await page.locator('main :is(h1, h2, h3)').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
  assert.equal(levels[0], 1);
  for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 1) + 1, `headings ${levels.join(' ')}`);
};

test('by keyboard alone somebody asks for something, reads what comes next, and takes it back', { skip, timeout: 120_000 }, async () => {
  assert.ok(running);
  const { page, context, mistakes } = await running.signIn('guardian', DESK);
  await page.waitForSelector('.cards');
  await goTo(page, '.cards a[href="/requests/new"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('textarea');
  await standsAt(page, 'main');
  await headingsDescend(page);
  await goTo(page, 'input[name=kind]');
  await page.keyboard.press('ArrowDown');
  await goTo(page, 'main select');
  await goTo(page, 'input[name=organ]');
  await page.keyboard.type('沧河市公安局临渡');
  await page.keyboard.press('Tab');
  assert.match(await page.innerText('.field:has(input[name=organ]) .told'), /请从列表中选/);
  const described = (await page.getAttribute('input[name=organ]', 'aria-describedby') ?? '').split(' ');
  assert.ok(described.includes(await page.locator('.field:has(input[name=organ]) .told').getAttribute('id') ?? '-'));
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('End');
  await page.keyboard.type('分局');
  await goTo(page, 'textarea');
  await page.keyboard.type('虚构：请再看一次。');
  await goTo(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await page.waitForSelector('.facts');
  await standsAt(page, 'main');
  await headingsDescend(page);
  await goTo(page, 'main .form-acts .plain');
  await page.keyboard.press('Enter');
  await standsAt(page, 'main span[tabindex="-1"]');
  await goTo(page, 'main .primary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.page-head p:has-text("已撤回")');
  assert.equal(await page.getAttribute('.page-head p', 'aria-live'), 'polite', 'what it came to is said');
  await standsAt(page, 'main');
  assert.deepEqual(mistakes, []);
  await context.close();
});

test('by keyboard alone a unit applies for an inquiry, and is told at its field what is wrong', { skip, timeout: 120_000 }, async () => {
  assert.ok(running);
  const { page, context, mistakes } = await running.signIn('school-inquirer', DESK);
  await page.waitForSelector('main h1');
  await goTo(page, '.page-head-acts a');
  await page.keyboard.press('Enter');
  await page.waitForSelector('select[name=kind]');
  assert.equal(await page.inputValue('select[name=kind]'), 'minorContactUnit', 'who asks is chosen by the organ');
  const type = async (selector: string, words: string): Promise<void> => {
    await goTo(page, selector);
    await page.keyboard.type(words);
  };
  await goTo(page, 'select[name=basis]');
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('.verdict-yes');
  await goTo(page, 'select[name=occupation]');
  await page.keyboard.press('ArrowDown');
  await type('input[name=inquirer]', '虚构市柳岸小学');
  await type('input[name=officerName]', '虚构经办');
  await type('input[name=officerNumber]', '530202199001010031');
  await type('input[name=personName]', '虚构某');
  await type('input[name=personNumber]', '530202199001010032');
  for (const name of ['reasons', 'purpose', 'scopeOfUse']) await type(`textarea[name=${name}]`, '拟聘用。');
  await type('input[name=organ]', '云岭省沧河市临渡区人民法院');
  for (const [at] of (await page.locator('.checks input').all()).entries()) {
    await goTo(page, `.checks label:nth-of-type(${at + 1}) input`);
    await page.keyboard.press('Space');
  }
  await headingsDescend(page);
  await goTo(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await standsAt(page, 'input[name=personNumber]');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inquiries\/[0-9a-f-]{36}$/);
  await page.waitForSelector('.facts');
  await standsAt(page, 'main');
  await headingsDescend(page);
  assert.doesNotMatch(await page.title(), /虚构|\d/);
  assert.deepEqual(mistakes, []);
  await context.close();
});
