/** The page itself, which begins with its name. */
const PAGE = 'main';

/** Puts whoever reads by ear or goes by keyboard at the head of the page. */
export const goToHead = (): void => { document.getElementById(PAGE)?.focus({ preventScroll: true }); };

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * After an act whoever pressed something stands there again; where it went away with what they did, at the head of
 * the page and not nowhere: the next Tab would begin at the top of the window. @see WCAG 2.2, 2.4.3
 */
export const keepPlace = (pressed: Element | null): void => {
  if (!isNowhere()) return;
  if (pressed instanceof HTMLElement && pressed.isConnected) pressed.focus({ preventScroll: true });
  if (isNowhere()) goToHead();
};

/** The head of what is to be read before anything else, wherever somebody stood. */
export const readFirst = (head: HTMLElement | null): void => { head?.focus(); };

/** The head of a part that took the place of another: read at once, by eyes and by ear. */
export const headOfPart = (head: HTMLElement | null): void => { if (isNowhere()) head?.focus(); };
