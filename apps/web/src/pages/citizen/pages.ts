import type { Page } from '../../app/pages.ts';

/** Pages of the citizen. */
export const CITIZEN_PAGES: readonly Page[] = [];
