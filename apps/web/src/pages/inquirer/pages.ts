import type { Page } from '../../app/page.ts';

const roles = ['inquirer'] as const;

/** Pages of units and people who ask. */
export const INQUIRER_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '我的查询', en: 'My inquiries' }, load: () => import('./home.tsx') },
  { path: '/inquiries/new', roles, isInMenu: true, title: { zh: '提出查询', en: 'New inquiry' },
    load: () => import('./new-inquiry.tsx') },
  { path: '/inquiries/:id', roles, isInMenu: false, title: { zh: '查询办理情况', en: 'Inquiry' },
    load: () => import('./inquiry.tsx') },
];
