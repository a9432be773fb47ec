import type { Role } from '../api/session.tsx';
import { CLERK_PAGES } from '../pages/clerk/pages.ts';
import { DECIDER_PAGES } from '../pages/decider/pages.ts';
import { COMPUTATION_PAGES } from '../pages/computations/pages.ts';
import { INQUIRER_PAGES } from '../pages/inquirer/pages.ts';
import { CITIZEN_PAGES } from '../pages/citizen/pages.ts';
import { SUPERVISOR_PAGES } from '../pages/supervisor/pages.ts';
import { RESEARCHER_PAGES } from '../pages/researcher/pages.ts';
import { STATISTICS_PAGES } from '../pages/statistics/pages.ts';
import { KEEPER_PAGES } from '../pages/keeper/pages.ts';
import type { Page } from './page.ts';

/** Every page, in the order of the menu. */
export const PAGES: readonly Page[] = [
  ...CLERK_PAGES, ...DECIDER_PAGES, ...INQUIRER_PAGES, ...CITIZEN_PAGES, ...SUPERVISOR_PAGES,
  ...RESEARCHER_PAGES, ...KEEPER_PAGES, ...STATISTICS_PAGES, ...COMPUTATION_PAGES,
];

/** Pages of whoever holds these roles; each once, the home first. */
export const pagesFor = (roles: readonly Role[]): readonly Page[] =>
  PAGES.filter((page) => page.roles.some((role) => roles.includes(role)))
    .toSorted((one, other) => Number(other.path === '/') - Number(one.path === '/'));
