import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type MadeConsole, pagesThere, ROLES_SEEN, SOME_ID, startMade } from './made-console.ts';
import { faultsOf, keepPicture, untranslated } from './seen.ts';
import { skip } from './started.ts';

// Every page of every role on the narrowest telephone and on a wide screen, in both languages: nothing sticks out,
// nothing is cut, every target can be hit. Each is drawn as a picture too; FENGCUN_PICTURES names a folder to keep.

const KEPT = process.env['FENGCUN_PICTURES'];
const WIDTHS = [360, 1920] as const;

let made: MadeConsole | undefined;
let pictures = '';
before(async () => {
  if (skip !== false) return;
  pictures = KEPT ?? await mkdtemp(join(tmpdir(), 'fengcun-pictures-'));
  made = await startMade();
});
after(async () => {
  await made?.stop();
  if (KEPT === undefined && pictures !== '') await rm(pictures, { recursive: true, force: true });
});

for (const role of ROLES_SEEN) {
  test(`pages of a ${role} fit 360 and 1920 pixels, in Chinese and in English`, { skip }, async () => {
    assert.ok(made);
    const seat = await made.sit(role, { width: 360, height: 780 });
    const { page } = seat;
    await seat.open('/');
    const faults: string[] = [];
    for (const { path } of (await pagesThere()).filter(({ roles }) => roles.includes(role))) {
      await seat.go(path.replace(':id', SOME_ID));
      for (const language of ['zh', 'en'] as const) {
        if (await page.getAttribute('html', 'lang') !== (language === 'zh' ? 'zh-CN' : 'en')) await page.click('.person button >> nth=0');
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 780 });
          faults.push(...(await faultsOf(page)).map((fault) => `${path} ${language} ${width}: ${fault}`));
          if (language === 'zh') await keepPicture(page, pictures, `${role}${path}-${width}`);
        }
        if (language === 'en') faults.push(...(await untranslated(page)).map((words) => `${path} in English: ${words}`));
      }
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(seat.mistakes, []);
    await seat.context.close();
  });
}
