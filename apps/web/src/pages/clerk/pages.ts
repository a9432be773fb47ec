import type { Page } from '../../app/pages.ts';

/** Pages of the clerk. */
export const CLERK_PAGES: readonly Page[] = [];
