import type { Page } from '../../app/pages.ts';

/** Pages of the inquirer. */
export const INQUIRER_PAGES: readonly Page[] = [];
