import type { Page } from '../../app/page.ts';

const auditor = ['auditor'] as const;
const securityAdmin = ['securityAdmin'] as const;
const sysadmin = ['sysadmin'] as const;

/** Pages of the three administrators, each of whom is another person; the log is open to the procurator too. */
export const KEEPER_PAGES: readonly Page[] = [
  { path: '/', roles: auditor, isInMenu: true, title: { zh: '工作台', en: 'My day' },
    load: () => import('./auditor-home.tsx') },
  { path: '/', roles: securityAdmin, isInMenu: true, title: { zh: '账号', en: 'Accounts' },
    load: () => import('./accounts.tsx') },
  { path: '/', roles: sysadmin, isInMenu: true, title: { zh: '运行状况', en: 'Status' },
    load: () => import('./status.tsx') },
  { path: '/ledger', roles: ['auditor', 'supervisor'], isInMenu: true, title: { zh: '账本核验', en: 'Verify the ledger' },
    load: () => import('./ledger.tsx') },
  { path: '/entries', roles: auditor, isInMenu: true, title: { zh: '查账', en: 'Search the ledger' },
    load: () => import('./search.tsx') },
  { path: '/recoveries', roles: ['securityAdmin', 'sysadmin'], isInMenu: true,
    title: { zh: '双人重置', en: 'Reset by two' }, load: () => import('./recoveries.tsx') },
  { path: '/role-changes', roles: ['securityAdmin', 'sysadmin', 'auditor'], isInMenu: true,
    title: { zh: '账号变更', en: 'Account changes' }, load: () => import('./role-changes.tsx') },
  { path: '/timers', roles: ['sysadmin', 'auditor'], isInMenu: true,
    title: { zh: '自动办理', en: 'Worked off by itself' }, load: () => import('./timers.tsx') },
  { path: '/directory', roles: ['sysadmin', 'auditor'], isInMenu: true,
    title: { zh: '机关目录', en: 'Organs' }, load: () => import('./directory.tsx') },
  { path: '/dead-letters', roles: ['sysadmin', 'auditor'], isInMenu: true,
    title: { zh: '停发的消息', en: 'Dead letters' }, load: () => import('./dead-letters.tsx') },
  { path: '/keys', roles: ['securityAdmin', 'sysadmin', 'auditor'], isInMenu: true,
    title: { zh: '密钥', en: 'Keys' }, load: () => import('./keys/keys.tsx') },
  { path: '/settings', roles: ['sysadmin', 'securityAdmin', 'auditor'], isInMenu: true,
    title: { zh: '设置', en: 'Settings' },
    load: () => import('./settings.tsx') },
];
