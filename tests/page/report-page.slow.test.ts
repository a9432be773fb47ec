import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { root } from '../tidy/source.ts';

// The demo's report in a real browser, as a person with a phone or a wide screen sees it.

const CHROMIUM = '/usr/bin/chromium';
const skip = existsSync(CHROMIUM) ? false : 'Chromium is not installed (apt-get install chromium fonts-noto-cjk)';
const folder = mkdtempSync(join(tmpdir(), 'fengcun-page-'));
let browser: Browser | undefined;

before(async () => {
  if (skip !== false) return;
  const demo = ['demo', '--once', '--out', folder, '--as-of', '2026-11-21', '--language', 'zh'];
  const made = spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), ...demo]);
  assert.equal(made.status, 0);
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

for (const width of [360, 800, 1400]) {
  test(`the report fits ${width} pixels, asks nothing of the network and shows evidence`, { skip }, async () => {
    const page = await (browser as Browser).newPage({ viewport: { width, height: 900 } });
    const requests: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`file://${folder}/report.html`);
    assert.equal(requests.length, 1, requests.join());
    for (const language of ['en', 'zh']) {
      await page.locator(`label[for=show-${language}]`).click();
      const overflow = Number(await page.evaluate(OVERFLOW));
      assert.ok(overflow <= 1, `sideways overflow of ${overflow} px (${language})`);
    }
    await page.locator('details > summary').nth(3).click();
    assert.ok(await page.locator('details[open] mark').count() > 0, 'evidence is highlighted');
    assert.deepEqual(errors, []);
    await page.close();
  });
}

// Keyboard alone, no clicks. A focus that is styled but clipped away would pass a look at the computed
// style, so what is drawn with the focus and without it is compared.

const pressUntil = async (page: Page, key: string, reached: string): Promise<void> => {
  for (let pressed = 0; pressed < 12; pressed += 1) {
    await page.keyboard.press(key);
    if (await page.locator(`${reached}:focus`).count() > 0) return;
  }
  assert.fail(`${key} does not reach ${reached}`);
};

const drawsFocus = async (page: Page): Promise<boolean> => {
  const focused = await page.screenshot();
  await page.evaluate('void (globalThis.left = document.activeElement, document.activeElement.blur())');
  const left = await page.screenshot();
  await page.evaluate('globalThis.left.focus({ preventScroll: true, focusVisible: true })');
  return !focused.equals(left);
};

const ROW = '.entry > details > summary';

for (const width of [360, 1200]) {
  test(`by keyboard at ${width} pixels a person opens and closes, and the focus is seen`, { skip }, async () => {
    const page = await (browser as Browser).newPage({ viewport: { width, height: 900 } });
    await page.goto(`file://${folder}/report.html`);
    await pressUntil(page, 'Tab', ROW);
    assert.ok(await drawsFocus(page), 'the focus on a closed row is drawn');
    const row = page.locator(`${ROW}:focus`);
    const panes = page.locator('.entry > details').first().locator('.panes');
    assert.equal(await panes.isVisible(), false);
    await page.keyboard.press('Enter');
    assert.equal(await panes.isVisible(), true, 'Enter opens the person');
    assert.ok(await drawsFocus(page), 'the focus on an open row is drawn');
    await page.keyboard.press('Tab');
    assert.equal(await panes.locator(':focus').count(), 1, 'Tab goes on into what opened');
    assert.ok(await drawsFocus(page), 'the focus on a quotation is drawn');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await row.count(), 1, 'Shift+Tab comes back to the row');
    await page.keyboard.press('Space');
    assert.equal(await panes.isVisible(), false, 'Space closes the person');
    await page.close();
  });
}

test('by keyboard a quotation leads to its words in the text', { skip }, async () => {
  const page = await (browser as Browser).newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(`file://${folder}/report.html`);
  await pressUntil(page, 'Tab', ROW);
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', '.quote');
  await page.keyboard.press('Enter');
  const words = page.locator('.here:target + mark');
  await words.waitFor();
  const place = await words.boundingBox();
  assert.ok(place !== null && place.y > 0 && place.y < 900, 'the words stand on the screen');
  await page.close();
});

test('by keyboard the language is switched: Tab, then an arrow', { skip }, async () => {
  const page = await (browser as Browser).newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(`file://${folder}/report.html`);
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('#show-zh:focus').count(), 1, 'the language comes first');
  assert.equal(await page.locator('h1').innerText(), '封存 · 犯罪记录封存审查报告');
  assert.ok(await drawsFocus(page), 'the focus on a language is drawn');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('#show-en').isChecked(), true);
  assert.equal(await page.locator('h1').innerText(), 'Fengcun · report on sealing');
  await page.close();
});
