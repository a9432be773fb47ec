import type { Page } from '../../app/pages.ts';

const roles = ['reviewer', 'approver'] as const;
const officers = ['clerk', 'reviewer', 'approver'] as const;

/** Pages of those who examine and decide. */
export const DECIDER_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '工作台', en: 'My day' }, load: () => import('./home.tsx') },
  { path: '/desk/inquiries', roles: officers, isInMenu: true, title: { zh: '查询申请', en: 'Inquiries' },
    load: () => import('./inquiries.tsx') },
  { path: '/desk/inquiries/:id', roles: officers, isInMenu: false, title: { zh: '查询申请', en: 'Inquiry' },
    load: () => import('./inquiry.tsx') },
];
