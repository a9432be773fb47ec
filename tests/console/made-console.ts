import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ROUTES } from '@fengcun/api';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page, type Route } from 'playwright-core';
import { MADE_NOW, madeBody, type Making } from './made-bodies.ts';

// The pages over answers that are made: no service runs, so that a page can be seen with a thousand rows, with
// nothing, while it waits and when it is refused, in a moment. What is real: the finished pages, their styles, the
// browser, and the shape of every answer.

const CHROMIUM = '/usr/bin/chromium';
const ORIGIN = 'http://localhost:9';
const TYPES: Readonly<Record<string, string>> =
  { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8', '.wasm': 'application/wasm' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-made'; img-src 'self' data: blob:; font-src 'self'; "
  + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'";

/** What the service says to everything but who is signed in: a made answer, a refusal, nothing yet, or the line is down. */
export type Saying = Readonly<{ made: Making }> | 'waits' | 'lost' | Readonly<{ status: 403 | 404 | 500 }>;

/** A page of the list, as the tests need it. */
export type ListedPage = Readonly<{ path: string; roles: readonly string[]; title: Readonly<{ zh: string; en: string }> }>;

/** The list of pages itself, so that a page that is added is seen without being named here. */
export const pagesThere = async (): Promise<readonly ListedPage[]> => {
  const { PAGES }: { PAGES: readonly ListedPage[] } = await import(new URL('../../apps/web/src/app/pages.ts', import.meta.url).href);
  return PAGES;
};

/** Every role that has pages. */
export const ROLES_SEEN =
  ['clerk', 'reviewer', 'approver', 'supervisor', 'inquirer', 'citizen', 'researcher', 'sysadmin', 'securityAdmin', 'auditor'] as const;

/** An id that pages with parameters are opened with. */
export const SOME_ID = '01890000-0000-7000-8000-000000000001';

const REFUSALS = {
  403: { code: 'FORBIDDEN', title: '没有进行该操作的权限。' }, 404: { code: 'NOT_FOUND', title: '未查询到可以提供的信息。' },
  500: { code: 'INTERNAL', title: '服务暂时出现问题，请稍后重试。' },
} as const;

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replace(/\{\+\w+\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);

const routeOf = (method: string, path: string) =>
  Object.entries(ROUTES).filter(([, one]) => one.method === method && matches(one.path, path))
    // An address without a parameter is meant before one with a parameter.
    .sort(([, one], [, other]) => Number(one.path.includes('{')) - Number(other.path.includes('{')))[0];

const refuse = (route: Route, status: 403 | 404 | 500): Promise<void> => route.fulfill({
  status, contentType: 'application/problem+json',
  body: JSON.stringify({ type: `urn:fengcun:problem:${REFUSALS[status].code}`, status, ...REFUSALS[status] }),
});

const FAR = '2026-06-15T23:00:00Z';

const sessionOf = (role: string): object => ({
  account: 'made-somebody', organ: role === 'citizen' ? 'none' : 'police/530202000000', roles: [role], displayName: '公安机关 · 承办民警',
  factors: ['totp'], secondFactorUntil: FAR, endsAt: FAR, isSecondFactorFresh: true,
});

const answer = async (route: Route, { role, saying }: Readonly<{ role: string; saying: Saying }>): Promise<void> => {
  const request = route.request();
  const found = routeOf(request.method(), new URL(request.url()).pathname);
  if (found?.[0] === 'readSession') return route.fulfill({ json: sessionOf(role) });
  if (saying === 'waits') return undefined;
  if (saying === 'lost') return route.abort('internetdisconnected');
  if ('status' in saying) return refuse(route, saying.status);
  if (found === undefined || found[1].reply.mediaType !== 'application/json') return refuse(route, 404);
  return route.fulfill({ status: found[1].reply.statuses[0] ?? 200, json: madeBody(found[1], saying.made) });
};

/** The finished pages from their folder; whatever is no file is the one document. */
const sendFile = async (route: Route, folder: string): Promise<void> => {
  const { pathname } = new URL(route.request().url());
  const isFile = /\.\w+$/.test(pathname);
  const body = await readFile(join(folder, isFile ? pathname : 'index.html'));
  if (isFile) return route.fulfill({ body, contentType: TYPES[extname(pathname)] ?? 'application/octet-stream' });
  return route.fulfill({
    contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': POLICY },
    body: body.toString().replace('__STYLE_NONCE__', 'made').replace('__SESSION__', 'held').replace('__DEMO_CODES__', ''),
  });
};

/** Somebody of a role at a screen, whose service says what is wanted. */
export type MadeSeat = Readonly<{
  page: Page; context: BrowserContext; mistakes: readonly string[];
  say: (saying: Saying) => void;
  /** Opens an address anew, with nothing remembered. */
  open: (path: string) => Promise<void>;
  /** Goes to an address within the pages, as a link does, and waits until it has said what it has to say. */
  go: (path: string, how?: Readonly<{ isWaiting?: boolean }>) => Promise<void>;
  /** Violations of one rule of WCAG, by place. */
  against: (rule: string) => Promise<readonly string[]>;
}>;

/** The browser over the finished pages. */
export type MadeConsole = Readonly<{
  sit: (role: string, at: Readonly<{ width: number; height: number; scheme?: 'light' | 'dark' }>) => Promise<MadeSeat>;
  stop: () => Promise<void>;
}>;

const settled = (page: Page): Promise<unknown> => page.waitForFunction(() =>
  document.title !== '' && document.querySelector('main h1, main h2, main .nothing, main .sheet, main .verdict') !== null && document.querySelector('.waiting') === null
  && [...document.querySelectorAll('span.faint')].every(({ textContent }) => textContent !== '…'));

const against = async (page: Page, rule: string): Promise<readonly string[]> => {
  // By the protocol: the policy of the page lets nothing else in.
  await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, { runOnly: { type: 'rule', values: [only] }, resultTypes: ['violations'] });
    return violations.flatMap(({ nodes }) => nodes.slice(0, 3).map(({ target, any: why }) => `${target.join(' ')} ${why[0]?.message ?? ''}`));
  }, rule);
};

const sit = async (browser: Browser, folder: string, role: string, at: Parameters<MadeConsole['sit']>[1]): Promise<MadeSeat> => {
  const { width, height, scheme = 'light' } = at;
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', colorScheme: scheme, reducedMotion: 'reduce' });
  await context.clock.setFixedTime(MADE_NOW);
  let saying: Saying = { made: { rows: 5, letters: 12, turn: 0 } };
  await context.route('**/*', (route) => (new URL(route.request().url()).pathname.startsWith('/v1/')
    ? answer(route, { role, saying }) : sendFile(route, folder)));
  const page = await context.newPage();
  // LIMIT: a thousand rows on a machine that does much else.
  page.setDefaultTimeout(60_000);
  const mistakes: string[] = [];
  page.on('pageerror', ({ message }) => mistakes.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) mistakes.push(message.text());
  });
  return {
    page, context, mistakes,
    say: (wanted) => { saying = wanted; },
    open: async (path) => { await page.goto(ORIGIN + path); },
    go: async (path, { isWaiting = false } = {}) => {
      await page.evaluate((to) => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }, path);
      // A page that waits for an answer for good has at least said so.
      if (isWaiting) await page.waitForFunction(() => (document.querySelector('main')?.textContent ?? '').trim() !== '');
      else await settled(page);
    },
    against: (rule) => against(page, rule),
  };
};

/** Builds the pages where they are not built yet, and opens the browser over them. */
export const startMade = async (): Promise<MadeConsole> => {
  const built: { buildWeb: (tell: () => void) => Promise<string> } =
    await import(new URL('../../apps/web/build/build-web.ts', import.meta.url).href);
  const folder = await built.buildWeb(() => undefined);
  const browser = await chromium.launch({
    executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  return { sit: (role, at) => sit(browser, folder, role, at), stop: () => browser.close() };
};
