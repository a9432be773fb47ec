import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { emptyPlace, type Place, placeWithWorld, serverPlaceWithWorld, startService } from './made-world.ts';
import { type Screen, type Seat, takeSeat, type UsedCodes } from './seat.ts';

export { type Screen, type Seat } from './seat.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Why page tests cannot run here; false where they can. */
export const skip: string | false = existsSync(CHROMIUM) ? false : 'Chromium is not installed (apt-get install chromium)';

/** A telephone and a desk. */
export const PHONE = { width: 390, height: 844 } as const;
export const DESK = { width: 1280, height: 900 } as const;

/** A console that runs: a real process on a folder of its own, and a browser. */
export type Console = Readonly<{
  origin: string; log: () => string;
  /** Somebody of the demonstration, signed in, on a screen of some size. Mistakes of the page are collected. */
  signIn: (person: string, at?: Screen) => Promise<Seat>;
  /** Ends the process and starts it again at the same address over the same data. */
  restart: () => Promise<void>;
  /** @throws AssertionError where any page so far made a mistake that no test took away */
  assertNoMistakes: () => void;
  /** Ends both, and asserts that no page made a mistake. */
  stop: () => Promise<void>;
}>;

const BROWSER_ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const consoleOver = async ({ options, release }: Place, more: readonly string[]): Promise<Console> => {
  let service = await startService([...options, ...more]);
  const { origin } = service;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: BROWSER_ARGUMENTS });
  const used: UsedCodes = new Map();
  const heard: string[][] = [];
  const assertNoMistakes = (): void => assert.deepEqual(heard.flat(), [], 'mistakes of pages');
  return {
    origin, assertNoMistakes, log: () => service.told(),
    signIn: (person, at = DESK) => takeSeat({ browser, origin, used, hear: (mistakes) => heard.push(mistakes) }, person, at),
    restart: async () => {
      await service.end();
      service = await startService([...options, ...more, '--port', new URL(origin).port]);
    },
    stop: async () => {
      await browser.close();
      await service.end();
      await release();
      assertNoMistakes();
    },
  };
};

/** Starts `serve --demo` on a copy of the invented world, and a browser; `stop` ends both. */
export const startConsole = async (more: readonly string[] = []): Promise<Console> => consoleOver(await placeWithWorld(), more);

/** The same over nothing but the people of the demonstration. */
export const startEmptyConsole = async (more: readonly string[]): Promise<Console> =>
  consoleOver(await emptyPlace(), ['--empty', ...more]);

/** The same world in a real PostgreSQL server: what a court runs, not what a newcomer tries. */
export const startServerConsole = async (): Promise<Console> => consoleOver(await serverPlaceWithWorld(), []);
