import { type Area, NO_RULE } from './area.ts';

/** The procurator's eye: supervision cases, patterns, incidents. */
export const SUPERVISION_AREA = {
  actions: {}, acts: [], policies: {}, permits: NO_RULE, forbids: NO_RULE,
} as const satisfies Area;
