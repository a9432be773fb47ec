import type { TreeHead } from '../sequencer/decide-signing.ts';
import type { WitnessStore } from '../witness/witness.ts';

/** A witness memory for tests: atomic because nothing is awaited between check and set. */
export const memoryWitnessStore = (): WitnessStore => {
  const heads = new Map<string, TreeHead>();
  return {
    load: async (origin) => heads.get(origin),
    advance: async (origin, expectedSize, next) => {
      if ((heads.get(origin)?.size ?? 0) !== expectedSize) return false;
      heads.set(origin, next);
      return true;
    },
  };
};
