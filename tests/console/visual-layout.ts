import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type MadeConsole, pagesThere, SOME_ID, startMade } from './made-console.ts';
import { type Pictures, pictureFolder } from './pictures.ts';
import { faultsOf, keepPicture, untranslated } from './seen.ts';
import { skip } from './started.ts';

const WIDTHS = [360, 1920] as const;

/**
 * Every page of these roles on the narrowest telephone and on a wide screen, in both languages: nothing sticks
 * out, nothing is cut, every target can be hit, no sentence is left in Chinese on an English page.
 */
export const testLayout = (roles: readonly string[]): void => {
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

  for (const role of roles) {
    test(`pages of a ${role} fit 360 and 1920 pixels, in Chinese and in English`, { skip }, async () => {
      assert.ok(made);
      const seat = await made.sit(role, { width: 360, height: 780 });
      const { page } = seat;
      await seat.open('/');
      const faults: string[] = [];
      for (const { path } of (await pagesThere()).filter((one) => one.roles.includes(role))) {
        await seat.go(path.replace(':id', SOME_ID));
        for (const language of ['zh-CN', 'en'] as const) {
          if (await page.getAttribute('html', 'lang') !== language) await page.click('.person button >> nth=0');
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 780 });
            faults.push(...(await faultsOf(page)).map((fault) => `${path} ${language} ${width}: ${fault}`));
            if (language === 'zh-CN') await keepPicture(page, pictures?.folder ?? '', `${role}${path}-${width}`);
          }
          if (language === 'en') faults.push(...(await untranslated(page)).map((words) => `${path} in English: ${words}`));
        }
      }
      assert.deepEqual(faults, []);
      assert.deepEqual(seat.mistakes, []);
      await seat.context.close();
    });
  }
};
