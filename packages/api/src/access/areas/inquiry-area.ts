import { type Area, NO_RULE } from './area.ts';

/** Inquiries: who asks about whom, on which basis, and what may be shown. */
export const INQUIRY_AREA = {
  actions: {}, acts: [], policies: {}, permits: NO_RULE, forbids: NO_RULE,
} as const satisfies Area;
