import type { Role } from '../api/session.tsx';
import { CLERK_PAGES } from '../pages/clerk/pages.ts';
import { DECIDER_PAGES } from '../pages/decider/pages.ts';
import { COUNTER_PAGES } from '../pages/counter/pages.ts';
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
  ...CLERK_PAGES, ...COUNTER_PAGES, ...DECIDER_PAGES, ...INQUIRER_PAGES, ...CITIZEN_PAGES, ...SUPERVISOR_PAGES,
  ...RESEARCHER_PAGES, ...KEEPER_PAGES, ...STATISTICS_PAGES, ...COMPUTATION_PAGES,
];

const isOfKind = ({ kinds }: Page, organ: string): boolean =>
  kinds === undefined || kinds.includes(organ.split('/')[0] ?? '');

/** Pages of whoever holds these roles at an organ; each once, the home first. */
export const pagesFor = ({ roles, organ }: Readonly<{ roles: readonly Role[]; organ: string }>): readonly Page[] =>
  PAGES.filter((page) => page.roles.some((role) => roles.includes(role)) && isOfKind(page, organ))
    .toSorted((one, other) => Number(other.path === '/') - Number(one.path === '/'));
