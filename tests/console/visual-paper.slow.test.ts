import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type MadeConsole, pagesThere, ROLES_SEEN, SOME_ID, startMade } from './made-console.ts';
import { type Pictures, pictureFolder } from './pictures.ts';
import { keepPicture, onPaper } from './seen.ts';
import { skip } from './started.ts';

// In the dark every word can be read; on paper stands what the page says, and neither frame nor anything to press.

/** A4 without its margins, in the pixels of a style sheet. */
const PAPER = { width: 680, height: 1000 } as const;

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

for (const role of ROLES_SEEN) {
  test(`pages of a ${role} can be read in the dark and printed`, { skip }, async () => {
    assert.ok(made);
    const seat = await made.sit(role, { width: 1280, height: 900, scheme: 'dark' });
    const { page } = seat;
    await seat.open('/');
    const faults: string[] = [];
    for (const { path } of (await pagesThere()).filter(({ roles }) => roles.includes(role))) {
      await seat.go(path.replace(':id', SOME_ID));
      faults.push(...(await seat.against('color-contrast')).map((one) => `${path} in the dark: ${one}`));
      await keepPicture(page, pictures?.folder ?? '', `${role}${path}-dark`);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize(PAPER);
      faults.push(...(await onPaper(page)).map((one) => `${path} on paper: ${one}`));
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (isWide) faults.push(`${path} on paper: wider than the paper`);
      await keepPicture(page, pictures?.folder ?? '', `${role}${path}-paper`);
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    assert.deepEqual(faults, []);
    await seat.context.close();
  });
}
