import type { Page } from '../../app/page.ts';

const onlookers = ['researcher', 'reviewer', 'approver', 'supervisor', 'auditor'] as const;

/** Runs of privacy computing: for their parties, and for whoever studies, supervises or audits them. */
export const COMPUTATION_PAGES: readonly Page[] = [
  { path: '/computations', roles: onlookers, isInMenu: true, title: { zh: '隐私计算', en: 'Privacy computing' },
    load: () => import('./jobs.tsx') },
  { path: '/computations/:id', roles: onlookers, isInMenu: false, title: { zh: '隐私计算', en: 'Privacy computing' },
    load: () => import('./job.tsx') },
  { path: '/recogniser', roles: [...onlookers, 'clerk'], isInMenu: true,
    title: { zh: '智能识别', en: 'The recogniser' }, load: () => import('../recogniser/quality.tsx') },
];
