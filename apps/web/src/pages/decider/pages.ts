import type { Page } from '../../app/pages.ts';

/** Pages of the decider. */
export const DECIDER_PAGES: readonly Page[] = [];
