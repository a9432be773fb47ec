import type { Page } from '../../app/page.ts';

const roles = ['citizen'] as const;

/** Pages of the person concerned, made for a telephone first. */
export const CITIZEN_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '首页', en: 'Home' }, load: () => import('./home.tsx') },
  { path: '/certificate', roles, isInMenu: true, title: { zh: '无犯罪记录证明', en: 'Certificate' },
    load: () => import('./certificate.tsx') },
  { path: '/looks', roles, isInMenu: true, title: { zh: '谁看过我的记录', en: 'Who looked' },
    load: () => import('./looks.tsx') },
  { path: '/requests', roles, isInMenu: true, title: { zh: '我的申请', en: 'My requests' },
    load: () => import('./requests.tsx') },
  { path: '/requests/new', roles, isInMenu: false, title: { zh: '提出申请', en: 'Make a request' },
    load: () => import('./new-request.tsx') },
  { path: '/requests/:id', roles, isInMenu: false, title: { zh: '申请详情', en: 'Request' },
    load: () => import('./request.tsx') },
];
