import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SOME_ID } from './made-console.ts';
import { faultsOf } from './seen.ts';
import { skip } from './started.ts';
import { walker } from './visual-walk.ts';

// Pages with as many rows as the interface sends, with words as long as a page should bear, and with nothing.
// Times are printed and judge nothing: the machine is shared.

const LONG = { rows: 3, letters: 200, turn: 3 } as const;
const MANY = { rows: 1000, letters: 20, turn: 1 } as const;
const NOTHING = { rows: 0, letters: 6, turn: 0 } as const;

const { walk, keep } = walker();

test('words of two hundred characters break and push nothing out', { skip }, async () => {
  assert.deepEqual(await walk({ made: LONG }, () => true, async ({ page }, place) => {
    const narrow = await faultsOf(page);
    await keep(page, place, 'long');
    await page.setViewportSize({ width: 1280, height: 900 });
    const wide = await faultsOf(page);
    await page.setViewportSize({ width: 390, height: 844 });
    return [...narrow, ...wide];
  }), []);
});

test('a page with nothing says so in a sentence', { skip }, async () => {
  assert.deepEqual(await walk({ made: NOTHING }, ({ path }) => !path.includes(SOME_ID), async ({ page }, place) => {
    await keep(page, place, 'nothing');
    const words = await page.innerText('main');
    const isSaid = words.trim().length >= 8 && await page.locator('main tbody:not(:has(tr))').count() === 0;
    return [...(isSaid ? [] : ['says nothing']), ...await faultsOf(page)];
  }), []);
});

const LISTS = ['/overdue', '/coverage', '/patterns', '/looks', '/seals', '/orders', '/desk/inquiries', '/requests', '/directory'];
/** LIMIT: more elements than this and a telephone no longer scrolls as a hand does. */
const ELEMENTS_MAX = 60_000;

test('a thousand rows are shown, as far as the interface sends so many', { skip }, async (t) => {
  let begun = performance.now();
  assert.deepEqual(await walk({ made: MANY }, ({ path }) => LISTS.includes(path), async ({ page }, place) => {
    const shown = performance.now() - begun;
    const { longest, elements, rows } = await page.evaluate(async () => {
      let [slowest, last] = [0, performance.now()];
      for (let frame = 0; frame < 20; frame += 1) {
        scrollBy(0, 2000);
        await new Promise(requestAnimationFrame);
        slowest = Math.max(slowest, performance.now() - last);
        last = performance.now();
      }
      const all = document.querySelectorAll('main tbody tr, main li, main article').length;
      return { longest: slowest, elements: document.querySelectorAll('*').length, rows: all };
    });
    t.diagnostic(`${place.path}: ${rows} rows, ${elements} elements, shown after ${shown.toFixed(0)} ms, `
      + `longest frame while scrolling ${longest.toFixed(0)} ms`);
    begun = performance.now();
    return elements < ELEMENTS_MAX ? [] : [`${elements} elements`];
  }), []);
});
