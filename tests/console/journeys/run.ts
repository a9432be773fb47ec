import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Words } from '../../../apps/web/src/app/language.tsx';
import { unmarkedChinese } from '../english.ts';
import { type Console, DESK, PHONE, type Seat, skip } from '../started.ts';

/** How a journey is looked at: on which screen, in which language. */
export type View = Readonly<{ where: 'telephone' | 'desk'; language: 'zh' | 'en' }>;

/**
 * Two views over each kind of database: every pair of database, screen and language comes up once, for every
 * journey; what depends on all three at once would not be found.
 */
export const VIEWS: Readonly<Record<'embedded' | 'server', readonly View[]>> = {
  embedded: [{ where: 'telephone', language: 'zh' }, { where: 'desk', language: 'en' }],
  server: [{ where: 'telephone', language: 'en' }, { where: 'desk', language: 'zh' }],
};

/** Somebody at a screen, with what hands and eyes do there. */
export type Place = Seat & Readonly<{
  /** Opens a page by its address. */
  open: (path: string) => Promise<void>;
  /** Presses a button of the page by its words, all of them. */
  press: (label: Words) => Promise<void>;
  /** Takes a prepared sentence over: in Chinese, whatever the language of the page. */
  take: (sentence: Words) => Promise<void>;
  /** Waits for what shows the outcome; answers the second factor where it is asked for on the way. */
  until: (selector: string) => Promise<void>;
  /** Waits until the page says under its name how far a thing has come. */
  stands: (state: Words) => Promise<void>;
  /** The page has no barrier, nothing sticks out, and on an English page Chinese is marked as such. */
  sound: (which: string) => Promise<void>;
  /** Leaves: nothing went wrong at this screen. */
  leave: () => Promise<void>;
}>;

/** A journey that goes on: the console it runs over, how it is looked at, and how people sit down. */
export type Run = Readonly<{
  running: Console; view: View;
  say: (words: Words) => string;
  sit: (person: string) => Promise<Place>;
}>;

/** What somebody comes for, from signing in to the outcome. */
export type Journey = (run: Run) => Promise<void>;

/** A button of the page by all of its words. */
export const buttonOf = (label: string): string => `main button:text-is("${label}")`;

const until = async ({ page, confirmItIsMe }: Seat, selector: string): Promise<void> => {
  // One look at both: of two that race, the one that loses goes on looking for twenty seconds.
  const asked = page.locator('#second-factor-code');
  await asked.or(page.locator(selector)).first().waitFor({ timeout: 40_000 });
  if (await asked.isVisible()) await confirmItIsMe();
  await page.waitForSelector(selector);
};

const sound = async ({ page, barriers }: Seat, which: string): Promise<void> => {
  assert.deepEqual(await barriers(), [], `${which}: barriers`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${which}: nothing sticks out`);
  const language = await page.evaluate(() => document.documentElement.lang);
  if (language === 'en') assert.deepEqual(await unmarkedChinese(page), [], `${which}: Chinese on an English page`);
};

/** A run over a console that is looked at in some way. */
export const runOver = (running: Console, view: View): Run => {
  const { where, language } = view;
  const say = (words: Words): string => words[language];
  const sit = async (person: string): Promise<Place> => {
    const seat = await running.signIn(person, { ...where === 'telephone' ? PHONE : DESK, locale: language === 'zh' ? 'zh-CN' : 'en-GB' });
    const { page, context, mistakes } = seat;
    return {
      ...seat,
      open: async (path) => { await page.goto(running.origin + path); },
      press: async (label) => { await page.click(buttonOf(say(label))); },
      take: async ({ zh, en }) => {
        const button = page.locator('main .prepared button').filter({ hasText: zh });
        await button.click();
        assert.equal(await button.innerText().then((words) => words.includes(en)), language === 'en', 'English is help beside it');
      },
      until: (selector) => until(seat, selector),
      stands: (state) => until(seat, `.page-head p:has-text("${say(state)}")`),
      sound: (which) => sound(seat, which),
      leave: async () => {
        assert.deepEqual(mistakes, []);
        await context.close();
      },
    };
  };
  return { running, view, say, sit };
};

const WORDS = { telephone: 'on a telephone', desk: 'at a desk', zh: 'in Chinese', en: 'in English' } as const;

/** One test for each journey and view. */
export const walk = (
  journeys: Readonly<Record<string, Journey>>, { views, running }: Readonly<{ views: readonly View[]; running: () => Console | undefined }>,
): void => {
  for (const view of views) {
    for (const [name, journey] of Object.entries(journeys)) {
      test(`${name}, ${WORDS[view.where]}, ${WORDS[view.language]}`, { skip }, async () => {
        const console = running();
        assert.ok(console);
        await journey(runOver(console, view));
      });
    }
  }
};
