import type { Page } from '../../app/page.ts';

const roles = ['reviewer', 'approver'] as const;
const concerned = ['reviewer', 'approver', 'supervisor'] as const;
const officers = ['clerk', 'reviewer', 'approver'] as const;

/** Pages of those who examine and decide. */
export const DECIDER_PAGES: readonly Page[] = [
  { path: '/', roles, isInMenu: true, title: { zh: '工作台', en: 'My day' }, load: () => import('./home.tsx') },
  { path: '/desk/inquiries', roles: officers, isInMenu: true, title: { zh: '查询申请', en: 'Inquiries' },
    load: () => import('./inquiries.tsx') },
  { path: '/desk/inquiries/:id', roles: officers, isInMenu: false, title: { zh: '查询申请', en: 'Inquiry' },
    load: () => import('./inquiry.tsx') },
  { path: '/desk/requests', roles: officers, isInMenu: true, title: { zh: '权利申请', en: 'Requests' },
    load: () => import('./requests/requests.tsx') },
  { path: '/desk/requests/:id', roles: officers, isInMenu: false, title: { zh: '权利申请', en: 'Request' },
    load: () => import('./requests/request.tsx') },
  { path: '/desk/certificates', roles: officers, isInMenu: true, title: { zh: '无犯罪记录证明', en: 'Certificates' },
    load: () => import('./certificates/certificates.tsx') },
  { path: '/desk/certificates/:id', roles: officers, isInMenu: false, title: { zh: '无犯罪记录证明', en: 'Certificate' },
    load: () => import('./certificates/certificate.tsx') },
  { path: '/seals', roles: concerned, isInMenu: true, title: { zh: '封存与解封', en: 'Seals' },
    load: () => import('./seals/seals.tsx') },
  { path: '/seals/:id', roles: concerned, isInMenu: false, title: { zh: '封存', en: 'Seal' },
    load: () => import('./seals/seal.tsx') },
  { path: '/incidents', roles: concerned, isInMenu: true, title: { zh: '泄露事件', en: 'Leaks' },
    load: () => import('./incidents/incidents.tsx') },
  { path: '/incidents/new', roles: concerned, isInMenu: false, title: { zh: '报告泄露', en: 'Report a leak' },
    load: () => import('./incidents/new-incident.tsx') },
  { path: '/incidents/:id', roles: concerned, isInMenu: false, title: { zh: '泄露事件', en: 'Leak' },
    load: () => import('./incidents/incident.tsx') },
  { path: '/break-glass', roles: ['approver', 'supervisor'], isInMenu: true, title: { zh: '紧急授权', en: 'Emergencies' },
    load: () => import('./break-glass.tsx') },
];
