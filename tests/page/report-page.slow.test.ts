import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { root } from '../tidy/source.ts';

// The demo's report in a real browser, as a person with a phone or a wide screen sees it.

const CHROMIUM = '/usr/bin/chromium';
const skip = existsSync(CHROMIUM) ? false : 'Chromium is not installed (apt-get install chromium fonts-noto-cjk)';
const folder = mkdtempSync(join(tmpdir(), 'fengcun-page-'));
let browser: Browser | undefined;

before(async () => {
  if (skip !== false) return;
  const made = spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'demo', '--once', '--out', folder, '--as-of', '2026-11-21']);
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
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    assert.ok(Number(overflow) <= 1, `sideways overflow of ${overflow} px`);
    await page.locator('details > summary').nth(3).click();
    assert.ok(await page.locator('details[open] mark').count() > 0, 'evidence is highlighted');
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test('the report is worked by keyboard: a person opens with Enter and shows where the focus is', { skip }, async () => {
  const page = await (browser as Browser).newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(`file://${folder}/report.html`);
  const summary = page.locator('details > summary').nth(2);
  await summary.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate('document.activeElement.parentElement.open'), true);
  const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
  assert.notEqual(outline, 'none');
  await page.close();
});
