import { whole } from '../schema/schema.ts';

/**
 * How often something has changed. Shown to whoever decides on a proposal, and sent back with the decision:
 * agreed to is what was seen, and where something happened since, it is refused (`VERSION_CHANGED`). Without
 * it what stands is decided on, as before.
 */
export const seenVersion = whole(1, 1_000_000);
