import { type Area, NO_RULE } from './area.ts';

/** Signing in and out, second factors, accounts, break-glass. */
export const SIGN_IN_AREA = {
  actions: {}, acts: [], policies: {}, permits: NO_RULE, forbids: NO_RULE,
} as const satisfies Area;
