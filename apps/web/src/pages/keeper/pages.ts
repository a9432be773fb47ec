import type { Page } from '../../app/pages.ts';

/** Pages of the keeper. */
export const KEEPER_PAGES: readonly Page[] = [];
