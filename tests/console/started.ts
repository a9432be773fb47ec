import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LAUNCHER = `${ROOT}fengcun`;

/** Why page tests cannot run here; false where they can. */
export const skip: string | false = existsSync(CHROMIUM) ? false : 'Chromium is not installed (apt-get install chromium)';

/** A telephone and a desk. */
export const PHONE = { width: 390, height: 844 } as const;
export const DESK = { width: 1280, height: 900 } as const;

/** A console that runs: a real process on a folder of its own, and a browser. */
export type Console = Readonly<{
  origin: string; log: () => string;
  /** Somebody of the demonstration, signed in, on a screen of some size. Mistakes of the page are collected. */
  signIn: (person: string, at?: Readonly<{ width: number; height: number; locale?: string }>) => Promise<Seat>;
  stop: () => Promise<void>;
}>;

/** A person at a screen. */
export type Seat = Readonly<{
  page: Page; context: BrowserContext; mistakes: readonly string[];
  /** Answers the dialog for a second factor with the code that the demonstration shows. */
  confirmItIsMe: () => Promise<void>;
  /** Serious violations of WCAG 2.2 AA on the page as it stands. */
  barriers: () => Promise<readonly string[]>;
}>;

const untilListening = (process: ChildProcess, told: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const begin = /(http:\/\/localhost:\d+)\//.exec(told())?.[1];
      if (begin !== undefined) resolve(begin);
    };
    process.stdout?.on('data', look);
    process.once('exit', () => reject(new Error(`the service ended: ${told().slice(-2000)}`)));
  });

/** Serious and critical alone: the rest is taste or needs a person. */
const barriersOf = async (page: Page): Promise<readonly string[]> => {
  // The policy of the page forbids scripts of others; the checker is run by the protocol, not by the page.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`);
  });
  return found;
};

const codeNow = async (context: BrowserContext, page: Page): Promise<string> => {
  const at = await page.getAttribute('meta[name=demo-codes]', 'content');
  const answer = await context.request.get(at ?? '');
  return /<code class="big">(\d{6})/.exec(await answer.text())?.[1] ?? '';
};

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const usedCodes = new Map<string, string>();
/** LIMIT: a code is shown for thirty seconds. */
const CODE_ROUNDS = 80;

/** A code counts once: whoever used it a moment ago, at another screen, waits for the next. */
const freshCode = async (context: BrowserContext, page: Page, person: string): Promise<string> => {
  let code = await codeNow(context, page);
  for (let round = 0; round < CODE_ROUNDS && code === usedCodes.get(person); round += 1) {
    await sleep(500);
    code = await codeNow(context, page);
  }
  usedCodes.set(person, code);
  return code;
};

/** A code counts once: where the account has used the one of now, the next one comes within half a minute. */
const confirm = async (page: Page, context: BrowserContext): Promise<void> => {
  await page.waitForSelector('#second-factor-code');
  for (let used = ''; ;) {
    const code = await codeNow(context, page);
    if (code === used) { await page.waitForTimeout(1000); continue; }
    used = code;
    await page.fill('#second-factor-code', code);
    await page.click('.gate-dialog button[type=submit]');
    const isDone = await page.waitForSelector('#second-factor-code', { state: 'hidden', timeout: 4000 }).then(() => true, () => false);
    if (isDone) return;
  }
};

const seat = async (browser: Browser, origin: string, person: string, at: Readonly<{ width: number; height: number; locale?: string }>): Promise<Seat> => {
  const { width, height, locale = 'zh-CN' } = at;
  const context = await browser.newContext({ viewport: { width, height }, locale, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const mistakes: string[] = [];
  page.on('pageerror', ({ message }) => mistakes.push(message));
  page.on('console', (message) => {
    // What the service refuses shows up here as well; those are answers and no mistakes of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) mistakes.push(message.text());
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost' && hostname !== '127.0.0.1') mistakes.push(`another host: ${hostname}`);
  });
  await page.goto(`${origin}/`);
  await page.click('.welcome-sign-in');
  await page.click(`button[value="${person}"]`);
  await page.waitForSelector('.shell');
  return {
    page, context, mistakes,
    confirmItIsMe: () => confirm(page, context),
    barriers: () => barriersOf(page),
  };
};

const START_ARGUMENTS = ['serve', '--demo', '--port', '0'];

type Service = Readonly<{ origin: string; told: () => string; end: () => Promise<void> }>;

const startService = async (more: readonly string[]): Promise<Service> => {
  const child = spawn(LAUNCHER, [...START_ARGUMENTS, ...more], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let told = '';
  child.stdout?.on('data', (piece) => { told += String(piece); });
  child.stderr?.on('data', (piece) => { told += String(piece); });
  const origin = await untilListening(child, () => told);
  return {
    origin, told: () => told,
    end: async () => {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** Data and keys of one service; nothing of it lies elsewhere. */
const placesIn = (folder: string): readonly string[] => ['--data', `${folder}/data`, '--key-file', `${folder}/world.key`];

/** A world is made once a day and program and copied for each file of tests: filling takes longer than testing. */
const worldName = (): string => {
  const made = globSync(['apps/cli/src/demo/**/*.ts', 'packages/{store,registry,application}/src/**/*.{ts,sql}'], { cwd: ROOT })
    .map((path) => `${path} ${statSync(ROOT + path).mtimeMs}`).sort().join('\n');
  const day = new Date().toISOString().slice(0, 10);
  return `fengcun-world-${day}-${createHash('sha256').update(made).digest('hex').slice(0, 12)}`;
};

/** LIMIT: filling takes a minute on a busy machine; whoever waits longer makes the world again. */
const WAIT_ROUNDS = 1200;

const madeWorld = async (): Promise<string> => {
  const [folder, lock] = [join(tmpdir(), worldName()), join(tmpdir(), `${worldName()}.lock`)];
  for (let round = 0; round < WAIT_ROUNDS && !existsSync(`${folder}/ready`); round += 1) {
    if (await mkdir(lock).then(() => true, () => false)) break;
    await sleep(250);
  }
  if (existsSync(`${folder}/ready`)) return folder;
  await rm(folder, { recursive: true, force: true });
  try {
    const service = await startService(placesIn(folder));
    await service.end();
    await writeFile(`${folder}/ready`, '');
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
  return folder;
};

/** Starts `serve --demo` on a copy of the invented world, and a browser; `stop` ends both. */
export const startConsole = async (more: readonly string[] = []): Promise<Console> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-console-'));
  // The keys go with the data: a copy whose keys another copy uses finds them erased.
  await cp(await madeWorld(), folder, { recursive: true });
  return consoleOver(folder, more);
};

/** The same over nothing but the people of the demonstration, such as an empty database of a server. */
export const startEmptyConsole = async (more: readonly string[]): Promise<Console> =>
  consoleOver(await mkdtemp(join(tmpdir(), 'fengcun-console-')), ['--empty', ...more]);

const consoleOver = async (folder: string, more: readonly string[]): Promise<Console> => {
  const service = await startService([...placesIn(folder), ...more]);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return {
    origin: service.origin, log: service.told,
    signIn: (person, at = DESK) => seat(browser, service.origin, person, at),
    stop: async () => {
      await browser.close();
      await service.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
