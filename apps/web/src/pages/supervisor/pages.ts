import type { Page } from '../../app/page.ts';

const roles = ['supervisor'] as const;
const concerned = ['supervisor', 'reviewer', 'approver'] as const;

/** Pages of the procurator, and of the organs that answer to one. */
export const SUPERVISOR_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '工作台', en: 'My day' }, load: () => import('./home.tsx') },
  { path: '/coverage', roles, isInMenu: true, title: { zh: '覆盖与及时', en: 'Coverage' },
    load: () => import('./coverage.tsx') },
  { path: '/overdue', roles: concerned, isInMenu: true, title: { zh: '逾期封存', en: 'Late seals' },
    load: () => import('./overdue.tsx') },
  { path: '/patterns', roles, isInMenu: true, title: { zh: '异常查询', en: 'Patterns' },
    load: () => import('./patterns.tsx') },
  { path: '/matters', roles: concerned, isInMenu: true, title: { zh: '监督事项', en: 'Matters' },
    load: () => import('./matters.tsx') },
  { path: '/matters/new', roles, isInMenu: false, title: { zh: '立监督事项', en: 'Open a matter' },
    load: () => import('./new-matter.tsx') },
  { path: '/matters/:id', roles: concerned, isInMenu: false, title: { zh: '监督事项', en: 'Matter' },
    load: () => import('./matter.tsx') },
];
