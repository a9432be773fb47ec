import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { root } from '../tidy/source.ts';

// The report of the policy lab in a real browser, on a phone, on a wide screen and on paper.

const CHROMIUM = '/usr/bin/chromium';
const skip = existsSync(CHROMIUM) ? false : 'Chromium is not installed (apt-get install chromium fonts-noto-cjk)';
const folder = mkdtempSync(join(tmpdir(), 'fengcun-lab-page-'));
let browser: Browser | undefined;

before(async () => {
  if (skip !== false) return;
  const made = spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'simulate', '--packs', 'cn-a1,cn-a2,cn-c',
    '--population', join(root, 'examples/population.parquet'), '--as-of', '2026-11-21', '--html', folder]);
  assert.equal(made.status, 0, String(made.stderr));
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
/** Texts of a drawing that reach beyond it: a label that is cut off. */
const CUT_OFF = `[...document.querySelectorAll('.chart svg')].filter((drawing) => drawing.checkVisibility()).flatMap((drawing) => {
  const frame = drawing.getBoundingClientRect();
  return [...drawing.querySelectorAll('text')].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2;
  }).map((text) => text.textContent);
})`;
const VISIBLE_CHARTS = "[...document.querySelectorAll('.chart')].filter((each) => each.checkVisibility()).length";

const open = async (width: number): Promise<Readonly<{ page: Page; requests: string[]; errors: string[] }>> => {
  const page = await (browser as Browser).newPage({ viewport: { width, height: 900 } });
  const [requests, errors]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`file://${folder}/index.html`);
  return { page, requests, errors };
};

for (const width of [360, 800, 1400]) {
  test(`the report of the lab fits ${width} pixels in both languages, loads nothing, and no label is cut off`, { skip }, async () => {
    const { page, requests, errors } = await open(width);
    assert.equal(requests.length, 1, requests.join());
    for (const language of ['en', 'zh']) {
      await page.locator(`label[for=show-${language}]`).click();
      const overflow = Number(await page.evaluate(OVERFLOW));
      assert.ok(overflow <= 1, `sideways overflow of ${overflow} px (${language})`);
      assert.deepEqual(await page.evaluate(CUT_OFF), [], language);
      // Coverage, years and three pairs: one drawing each, in this language and for this width.
      assert.equal(await page.evaluate(VISIBLE_CHARTS), 5);
    }
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test('on a phone tables of words are lists with their heads beside them; on a wide screen they are tables', { skip }, async () => {
  const shown = async (width: number): Promise<readonly [string, boolean]> => {
    const { page } = await open(width);
    const row = page.locator('.stacked tbody tr').first();
    const display = String(await page.evaluate("getComputedStyle(document.querySelector('.stacked tbody tr')).display"));
    const heads = await row.locator('.cell-head').first().isVisible();
    assert.equal(await page.getByRole('table').count() > 10, true);
    await page.close();
    return [display, heads];
  };
  assert.deepEqual(await shown(360), ['block', true]);
  assert.deepEqual(await shown(1400), ['table-row', false]);
});

test('by keyboard every table that scrolls is reached, and a link leads to its clause', { skip }, async () => {
  const { page } = await open(360);
  let reached = 0;
  for (let pressed = 0; pressed < 30; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await page.locator('.scroll:focus').count() > 0) reached += 1;
  }
  assert.ok(reached >= 3, `${reached} tables reached`);
  const link = page.locator('#coverage ~ .scroll a[href^="#pack-"]').first();
  const target = String(await link.getAttribute('href')).slice(1);
  await link.press('Enter');
  const top = Number(await page.evaluate(`document.getElementById('${target}').getBoundingClientRect().top`));
  assert.ok(top < 900, `${target} stands at ${top}`);
  await page.close();
});

test('printed, it has its charts and asks for no choice', { skip }, async () => {
  const { page } = await open(1000);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.choice').isVisible(), false);
  assert.equal(await page.evaluate(VISIBLE_CHARTS), 5);
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 20_000);
  await page.close();
});
