import type { Page } from 'playwright-core';

/**
 * Chinese on an English page that is not marked as Chinese: texts, labels for screen readers, placeholders and the
 * title. Names, words of statutes and of papers stand in elements with lang="zh-CN". @see WCAG 2.2, 3.1.2
 */
export const unmarkedChinese = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const han = /\p{Script=Han}/u;
  const found: string[] = han.test(document.title) ? [`title: ${document.title}`] : [];
  // What is hidden from readers is an ornament; what stands for a browser without scripts is in both languages.
  const isMarked = (element: Element): boolean => element.closest('[lang|=zh], [aria-hidden=true], noscript') !== null;
  const tell = (element: Element, text: string): void => {
    const place = element.parentElement;
    const name = (one: Element): string => `${one.tagName.toLowerCase()}${one.classList.length === 0 ? '' : `.${one.classList.value}`}`;
    found.push(`${place === null ? '' : `${name(place)} > `}${name(element)}: ${text.trim().slice(0, 40)}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const { parentElement: element, textContent: text } = node;
    if (element === null || text === null || !han.test(text) || isMarked(element)) continue;
    // What somebody is writing is theirs.
    if (!['SCRIPT', 'STYLE', 'TEXTAREA'].includes(element.tagName)) tell(element, text);
  }
  for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const attribute of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(attribute) ?? '';
      if (han.test(text) && !isMarked(element)) tell(element, `${attribute}=${text}`);
    }
  }
  return [...new Set(found)];
});
