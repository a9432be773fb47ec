import type { Page } from '../../app/pages.ts';

/** Pages of the researcher. */
export const RESEARCHER_PAGES: readonly Page[] = [];
