import assert from 'node:assert/strict';
import type { Console, Seat } from './started.ts';

// What journeys of several people share: everybody keeps a seat, since a code of theirs counts once.

/** How a page is looked at: a screen, and a language. */
export type View = Readonly<{ width: number; height: number; language: 'zh' | 'en' }>;

/** The words of a language. */
export const inWords = ({ language }: View, words: Readonly<{ zh: string; en: string }>): string => words[language];

/** Turns somebody's screen and opens a page; waits for nothing but the frame. */
export const look = async ({ origin }: Console, { page }: Seat, path: string, { language, ...size }: View): Promise<void> => {
  await page.setViewportSize(size);
  await page.evaluate((chosen) => localStorage.setItem('fengcun-language', chosen), language);
  await page.goto(path.startsWith('http') ? path : `${origin}${path}`);
  await page.waitForSelector('.shell');
};

/** Presses the button of the page that says so. */
export const press = ({ page }: Seat, label: string): Promise<void> => page.locator('main button', { hasText: label }).first().click();

/** Waits for what shows the outcome; answers the second factor where it is asked for on the way. */
export const until = async ({ page, confirmItIsMe }: Seat, selector: string): Promise<void> => {
  // One look at both: of two that race, the one that loses goes on looking for twenty seconds.
  const asked = page.locator('#second-factor-code');
  await asked.or(page.locator(selector)).first().waitFor({ timeout: 40_000 });
  if (await asked.isVisible()) await confirmItIsMe();
  await page.waitForSelector(selector);
};

/** The line under the title: where a proceeding stands. */
export const lead = (words: string): string => `.page-head p:has-text("${words}")`;

/** Whether a page holds: no serious barrier, nothing beyond the screen. */
export const isSound = async ({ page, barriers }: Seat, where: string): Promise<void> => {
  assert.deepEqual(await barriers(), [], where);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${where}: nothing sticks out`);
};

/** Ends seats; no page of theirs told of a mistake. */
export const leave = async (seats: readonly Seat[]): Promise<void> => {
  for (const { mistakes, context } of seats) {
    assert.deepEqual(mistakes, []);
    await context.close();
  }
};
