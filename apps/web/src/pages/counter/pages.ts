import type { Page } from '../../app/page.ts';
import { COUNTER_KINDS } from '../../parts/counter-organs.ts';

/** Pages of the counter of an organ that issues certificates. */
export const COUNTER_PAGES: readonly Page[] = [
  { path: '/counter', roles: ['clerk'], kinds: COUNTER_KINDS, isInMenu: true,
    title: { zh: '窗口开具证明', en: 'At the counter' }, load: () => import('./counter.tsx') },
];
