import type { Page } from '../../app/pages.ts';

/** Pages of the supervisor. */
export const SUPERVISOR_PAGES: readonly Page[] = [];
