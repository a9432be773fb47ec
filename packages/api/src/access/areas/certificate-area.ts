import { type Area, NO_RULE } from './area.ts';

/** Certificates for the person concerned, and their verification. */
export const CERTIFICATE_AREA = {
  actions: {}, acts: [], policies: {}, permits: NO_RULE, forbids: NO_RULE,
} as const satisfies Area;
