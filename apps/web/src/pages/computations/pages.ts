import type { Page } from '../../app/pages.ts';

/** Runs of privacy computing, for whoever studies, supervises or audits them. */
export const COMPUTATION_PAGES: readonly Page[] = [
  { path: '/computations', roles: ['researcher', 'supervisor', 'auditor'], isInMenu: true,
    title: { zh: '隐私计算', en: 'Privacy computing' }, load: () => import('./jobs.tsx') },
];
