import type { Area } from './area.ts';

/** How the service is, and what it offers: open to everybody. */
export const SERVICE_AREA = {
  actions: { 'service.live': 'public', 'service.ready': 'public', 'service.describe': 'public' },
  acts: ['REQUEST_REFUSED'],
  policies: { 'public-is-public': 'permit (principal, action in Fengcun::Action::"public", resource);' },
  permits: () => true,
  forbids: () => false,
} as const satisfies Area;
