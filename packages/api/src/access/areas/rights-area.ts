import { type Area, NO_RULE } from './area.ts';

/** Rights of the person concerned. */
export const RIGHTS_AREA = {
  actions: {}, acts: [], policies: {}, permits: NO_RULE, forbids: NO_RULE,
} as const satisfies Area;
