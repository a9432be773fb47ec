import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { MADE_LETTERS } from './made-bodies.ts';

/**
 * What an eye would find fault with on a page as it stands: it is wider than the screen, something sticks out,
 * words are cut, a target is too small for a finger, a page failed, a value that is none is shown.
 */
export const faultsOf = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const found = new Set<string>();
  const { scrollingElement } = document;
  if (scrollingElement !== null && scrollingElement.scrollWidth > innerWidth) {
    found.add(`the page is ${scrollingElement.scrollWidth} wide on ${innerWidth}`);
  }
  const isHeld = (one: Element): boolean => {
    for (let up = one.parentElement; up !== null && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    }
    return false;
  };
  const nameOf = (one: Element): string =>
    `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''} «${(one.textContent ?? '').trim().slice(0, 16)}»`;
  for (const one of document.body.querySelectorAll('*')) {
    if (one.closest('.hidden-words, .skip, .print-head, .brand-words, .watermark, .cm-editor') !== null) continue;
    const { left, right, width, height } = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    // What stands in a closed part is not laid out, and is seen by nobody.
    if (width === 0 || !one.checkVisibility({ visibilityProperty: true })) continue;
    if ((right > innerWidth + 1 || left < -1) && !isHeld(one)) found.add(`${nameOf(one)} sticks out: ${Math.round(left)}–${Math.round(right)}`);
    const isCut = /^(BUTTON|H1|H2|H3|TH|LABEL|LEGEND|SUMMARY)$/.test(one.tagName) && style.display !== 'inline'
      && one.scrollWidth > one.clientWidth + 1 && style.textOverflow !== 'ellipsis';
    if (isCut) found.add(`${nameOf(one)} is cut: ${one.scrollWidth} in ${one.clientWidth}`);
    // Words in a sentence are excepted, and a box whose label is the target. @see WCAG 2.2, 2.5.8
    const isTarget = /^(BUTTON|INPUT|SELECT|TEXTAREA|SUMMARY)$/.test(one.tagName) || (one.tagName === 'A' && style.display !== 'inline');
    const isLabelled = one.tagName === 'INPUT' && one.closest('label') !== null;
    if (isTarget && !isLabelled && (width < 23.5 || height < 23.5)) found.add(`${nameOf(one)} is small: ${Math.round(width)}×${Math.round(height)}`);
    const isWords = one.children.length === 0 && (one.textContent ?? '').trim() !== '' && !(one instanceof SVGElement);
    if (isWords && Number.parseFloat(style.fontSize) < 11.9) found.add(`${nameOf(one)} is tiny: ${style.fontSize}`);
  }
  const words = document.querySelector('main')?.textContent ?? '';
  for (const none of ['undefined', 'NaN', 'Invalid', '[object', '本页显示失败']) if (words.includes(none)) found.add(`it says ${none}`);
  return [...found].slice(0, 6);
});

/** Chinese of ours on an English page: what somebody wrote is marked as Chinese and is no fault. */
export const untranslated = (page: Page): Promise<readonly string[]> => page.evaluate((given) => {
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.getElementById('root') ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement: parent, textContent } = node;
    const ours = given.reduce((rest, one) => rest.replaceAll(one, ''), textContent ?? '');
    if (/[\u4e00-\u9fff]/.test(ours) && parent?.closest('[lang^=zh], [aria-hidden=true]') === null) {
      found.add((textContent ?? '').trim().slice(0, 40));
    }
  }
  return [...found];
}, MADE_LETTERS);

/** What can be pressed or written in, and the frame, as far as paper would show them. */
export const onPaper = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const shown = [...document.querySelectorAll('button, input, select, textarea, .bar, .menu, .back')]
    .filter((one) => one.getClientRects().length > 0);
  return shown.map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`).slice(0, 5);
});

/** Keeps a picture to be looked at: in a temporary folder, never in the repository. */
export const keepPicture = async (page: Page, folder: string, name: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w-]+/g, '_')}.png`), fullPage: true });
};
