import type { Page } from '../../app/page.ts';

const onlookers = ['researcher', 'reviewer', 'approver', 'supervisor', 'auditor'] as const;

/** Published statistics: what is spent, what waits, each release; whoever may propose has the form. */
export const STATISTICS_PAGES: readonly Page[] = [
  { path: '/statistics', roles: onlookers, isInMenu: true, title: { zh: '统计发布', en: 'Statistics' },
    load: () => import('./statistics.tsx') },
  { path: '/statistics/propose', roles: ['researcher', 'reviewer', 'approver'], isInMenu: false,
    title: { zh: '提出统计发布', en: 'Propose a release' }, load: () => import('./propose.tsx') },
  { path: '/statistics/:id', roles: onlookers, isInMenu: false, title: { zh: '统计发布', en: 'Release' },
    load: () => import('./release.tsx') },
];
