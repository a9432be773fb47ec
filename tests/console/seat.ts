import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { totpCode, totpStep } from '../../packages/application/src/accounts/totp.ts';

/** A screen: its size and the language of its browser. */
export type Screen = Readonly<{ width: number; height: number; locale?: string }>;

/** A person at a screen. */
export type Seat = Readonly<{
  page: Page; context: BrowserContext;
  /** What the page did wrong: errors, violations of its policy, other hosts, files that are not there. */
  mistakes: readonly string[];
  /** Takes mistakes that a test made on purpose away; any other fails whoever stops the console. */
  takeMistakes: () => readonly string[];
  /** Answers the dialog for a second factor. */
  confirmItIsMe: () => Promise<void>;
  /** Serious violations of WCAG 2.2 AA on the page as it stands. */
  barriers: () => Promise<readonly string[]>;
}>;

/** Serious and critical alone: the rest is taste or needs a person. */
const barriersOf = async (page: Page): Promise<readonly string[]> => {
  // The policy of the page forbids scripts of others; the checker is run by the protocol, not by the page.
  if (!await page.evaluate(() => Reflect.has(globalThis, 'axe'))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    // What stands under the bar while one scrolls is no barrier, nor is an ornament a text. @see WCAG 1.4.3
    scrollTo(0, 0);
    const { violations } = await checker.run({ exclude: ['.watermark'] }, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], preload: false,
    });
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`);
  });
  return found;
};

/** The secret of every account of the demonstration, known to everybody. */
const DEMO_SECRET = Buffer.from('fengcun-demo-secret!');

/** A code of somebody's, and when it was used: each counts once, for whoever sits at however many screens. */
export type UsedCodes = Map<string, number>;

/** LIMIT: how long a code may be on its way on a busy machine. */
const ON_THE_WAY_MILLISECONDS = 10_000;

/**
 * The next code of an account that was not used. The service takes the code before and after the one of now, for
 * clocks that differ: whoever comes back within half a minute need not wait for the next.
 */
const freshCode = async (used: UsedCodes, person: string, page: Page): Promise<string> => {
  // One that ends while it is on its way would be refused.
  const oldest = totpStep(Date.now() + ON_THE_WAY_MILLISECONDS) - 1;
  const step = Math.max((used.get(person) ?? 0) + 1, oldest);
  while (step > totpStep(Date.now()) + 1) await page.waitForTimeout(250);
  used.set(person, step);
  return totpCode(DEMO_SECRET, step);
};

/** LIMIT: codes tried; one may be just too old when it arrives. */
const CODES_TRIED = 4;

const confirm = async (page: Page, code: () => Promise<string>): Promise<void> => {
  await page.waitForSelector('#second-factor-code');
  for (let tried = 0; tried < CODES_TRIED; tried += 1) {
    await page.fill('#second-factor-code', await code());
    const [answer] = await Promise.all([
      page.waitForResponse((one) => new URL(one.url()).pathname === '/v1/session/step-up'),
      page.click('.gate-dialog button[type=submit]'),
    ]);
    if (!answer.ok()) continue;
    await page.waitForSelector('#second-factor-code', { state: 'hidden' });
    return;
  }
  throw new Error('no code was taken');
};

/** Files that must be there; what the interface refuses is an answer and no mistake of the page. */
const isFile = (address: string): boolean => !new URL(address).pathname.startsWith('/v1/');

/** Hears everything a page does wrong. A violation of the page's policy is an error of the console as well. */
const listen = (page: Page, mistakes: string[]): void => {
  page.on('pageerror', ({ message }) => mistakes.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) mistakes.push(message.text());
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost' && hostname !== '127.0.0.1') mistakes.push(`another host: ${hostname}`);
  });
  page.on('response', (response) => {
    const [status, address] = [response.status(), response.url()];
    if (status === 500 || (status >= 400 && isFile(address))) mistakes.push(`${status}: ${new URL(address).pathname}`);
  });
};

/** What a seat stands in. */
export type Room = Readonly<{ browser: Browser; origin: string; used: UsedCodes; hear: (mistakes: string[]) => void }>;

/** Signs somebody of the demonstration in, through its page, at a screen. */
export const takeSeat = async ({ browser, origin, used, hear }: Room, person: string, at: Screen): Promise<Seat> => {
  const { width, height, locale = 'zh-CN' } = at;
  const context = await browser.newContext({ viewport: { width, height }, locale, acceptDownloads: true });
  const mistakes: string[] = [];
  hear(mistakes);
  context.on('page', (page) => listen(page, mistakes));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${origin}/`);
  await page.click('.welcome-sign-in');
  await page.click(`button[value="${person}"]`);
  await page.waitForSelector('.shell');
  return {
    page, context, mistakes,
    takeMistakes: () => mistakes.splice(0),
    confirmItIsMe: () => confirm(page, () => freshCode(used, person, page)),
    barriers: () => barriersOf(page),
  };
};
