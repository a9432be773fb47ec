import { assert } from '@fengcun/kernel';
import { newPage, type PageSheet, type Pen } from '../pdf/pen.ts';
import type { TypeCase } from '../pdf/embed-font.ts';
import { SHEET } from './sheet.ts';

/**
 * A piece of a document that is never cut: a line, a row, a signature. `top` is the distance of its upper
 * edge from the lower edge of the paper. With `together` it stands on the page of the slab before it.
 */
export type Slab = Readonly<{ height: number; together?: boolean; draw: (pen: Pen, top: number) => void }>;

/** Empty space. */
export const space = (
  height: number, together = false,
): Slab => ({ height, together, draw: () => undefined });

// LIMIT: far above what bounded fields can fill; a document that reached it would be a bug of ours.
const PAGES_MAX = 40;

/** Where a page that is too full after slab `next` must end, so that what belongs together stays so. */
const breakBefore = (slabs: readonly Slab[], first: number, next: number): number => {
  let at = next;
  while (at > first && slabs[at]?.together === true) at -= 1;
  // A group taller than a page is broken where it is full: cut is better than lost.
  return at === first ? next : at;
};

/** The slabs of each page, in order; all of them, each once. */
export const paginate = (slabs: readonly Slab[], height: number): readonly (readonly Slab[])[] => {
  assert(slabs.every((slab) => slab.height <= height), 'a piece taller than a page');
  const pages: (readonly Slab[])[] = [];
  let first = 0;
  while (first < slabs.length) {
    let [next, used] = [first, 0];
    while (next < slabs.length && (next === first || used + (slabs[next]?.height ?? 0) <= height)) {
      used += slabs[next]?.height ?? 0;
      next += 1;
    }
    const end = next === slabs.length ? next : breakBefore(slabs, first, next);
    pages.push(slabs.slice(first, end));
    first = end;
  }
  assert(pages.length <= PAGES_MAX, 'a document of more pages than its fields allow');
  return pages;
};

type Margin = (pen: Pen, page: number, of: number) => void;

/** Draws every page from the top of its type area; `margin` draws what stands outside it. */
export const drawPages = (
  typeCase: TypeCase, pages: readonly (readonly Slab[])[], margin: Margin, under?: (pen: Pen) => void,
): readonly PageSheet[] => pages.map((slabs, page) => {
  const sheet = newPage(typeCase, page);
  if (under !== undefined) sheet.pen.artifact(() => under(sheet.pen));
  let top = SHEET.height - SHEET.top;
  for (const slab of slabs) {
    slab.draw(sheet.pen, top);
    top -= slab.height;
  }
  sheet.pen.artifact(() => margin(sheet.pen, page, pages.length));
  return sheet;
});
