import type { Page } from '../../app/page.ts';

/** Pages of the counter of an organ that issues certificates. */
export const COUNTER_PAGES: readonly Page[] = [
  { path: '/counter', roles: ['clerk'], kinds: ['police'], isInMenu: true,
    title: { zh: '窗口开具证明', en: 'At the counter' }, load: () => import('./counter.tsx') },
];
