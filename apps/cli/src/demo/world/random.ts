/** Numbers drawn from a seed: the same seed draws the same numbers, everywhere. */
export type Draw = Readonly<{
  /** A whole number from 0 up to, not including, `below`. */
  below: (below: number) => number;
  /** One of a list; it must not be empty. */
  of: <T>(list: readonly T[]) => T;
  /** True about so many times in a hundred. */
  chance: (percent: number) => boolean;
}>;

const UINT32 = 2 ** 32;

/** FNV-1a: a number out of a text. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
};

/** Draws for invented data only (mulberry32): guessable by design, never for keys. */
export const drawFrom = (seed: string): Draw => {
  let state = hashOf(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below, chance: (percent) => next() * 100 < percent,
    of: (list) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError('bug: nothing to draw from');
      return found;
    },
  };
};
