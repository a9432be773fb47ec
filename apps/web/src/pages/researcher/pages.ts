import type { Page } from '../../app/page.ts';

const roles = ['researcher'] as const;

/** Pages of the researcher. */
export const RESEARCHER_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '政策实验室', en: 'Policy lab' }, load: () => import('./home.tsx') },
  { path: '/packs', roles, isInMenu: true, title: { zh: '逐条对照', en: 'Clause by clause' },
    load: () => import('./clauses.tsx') },
  { path: '/write', roles, isInMenu: true, title: { zh: '编写规则包', en: 'Write a pack' },
    load: () => import('./edit.tsx') },
];
