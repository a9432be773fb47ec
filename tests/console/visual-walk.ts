import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { type MadeConsole, type MadeSeat, pagesThere, ROLES_SEEN, type Saying, SOME_ID, startMade } from './made-console.ts';
import { type Pictures, pictureFolder } from './pictures.ts';
import { keepPicture } from './seen.ts';
import { skip } from './started.ts';

/** A page as one of its roles sees it. */
export type Place = Readonly<{ role: string; path: string }>;

/** Every page once, as the first of its roles sees it. */
const places = async (): Promise<readonly Place[]> => {
  const seen = new Set<unknown>();
  const pages = await pagesThere();
  return ROLES_SEEN.flatMap((role) => pages.filter((one) => one.roles.includes(role) && !seen.has(one))
    .map((one) => { seen.add(one); return { role, path: one.path.replace(':id', SOME_ID) }; }));
};

/** What a test does with a page, and what it finds wrong. */
export type Look = (seat: MadeSeat, place: Place) => Promise<readonly string[]>;

/** Takes somebody of each role through the pages wanted, while the service says one thing, and gathers what is wrong. */
export type Walk = (saying: Saying, wanted: (place: Place) => boolean, look: Look) => Promise<readonly string[]>;

/** Walks through pages over one browser, from the first test of a file to its last. */
export const walker = (): Readonly<{ walk: Walk; keep: (page: Page, place: Place, name: string) => Promise<void> }> => {
  let made: MadeConsole | undefined;
  let pictures: Pictures | undefined;
  before(async () => {
    if (skip !== false) return;
    pictures = await pictureFolder();
    made = await startMade();
  });
  after(async () => {
    await made?.stop();
    await pictures?.remove();
  });
  const walk: Walk = async (saying, wanted, look) => {
    assert.ok(made);
    const found: string[] = [];
    for (const [role, own] of Object.entries(Object.groupBy((await places()).filter(wanted), ({ role: of }) => of))) {
      const seat = await made.sit(role, { width: 390, height: 844 });
      seat.say(saying);
      await seat.open('/there-is-no-such-page');
      await seat.page.waitForSelector('main h1');
      for (const place of own ?? []) {
        await seat.go(place.path, { isWaiting: saying === 'waits' });
        found.push(...(await look(seat, place)).map((one) => `${role} ${place.path}: ${one}`));
      }
      found.push(...seat.mistakes);
      await seat.context.close();
    }
    return found;
  };
  return { walk, keep: (page, { role, path }, name) => keepPicture(page, pictures?.folder ?? '', `${name}-${role}${path}`) };
};
