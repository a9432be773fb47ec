import type { Page } from '../../app/page.ts';

const roles = ['clerk'] as const;
const carriers = ['clerk', 'reviewer', 'approver'] as const;
const followers = ['clerk', 'reviewer', 'approver', 'supervisor'] as const;

/** Pages of the clerk, and those that others of the organ share with the clerk. */
export const CLERK_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '工作台', en: 'My day' }, load: () => import('./home.tsx') },
  { path: '/intake', roles, isInMenu: true, title: { zh: '文书录入', en: 'Read judgments' },
    load: () => import('./intake.tsx') },
  { path: '/orders', roles: carriers, isInMenu: true, title: { zh: '封存执行', en: 'Seals to carry out' },
    load: () => import('./orders.tsx') },
  { path: '/orders/:id', roles: carriers, isInMenu: false, title: { zh: '封存执行', en: 'Seal to carry out' },
    load: () => import('./order.tsx') },
  { path: '/exceptions', roles: ['clerk', 'reviewer'], isInMenu: true, title: { zh: '异常消息', en: 'Exceptions' },
    load: () => import('./exceptions.tsx') },
  { path: '/exceptions/:id', roles: ['clerk', 'reviewer'], isInMenu: false,
    title: { zh: '异常消息', en: 'Exception' }, load: () => import('./exception.tsx') },
  { path: '/cases', roles: followers, isInMenu: true, title: { zh: '一案一码', en: 'One case, one code' },
    load: () => import('./case.tsx') },
];
