/**
 * Numbers in [0, 1) for one record: a function of seed and row number alone, so that any part of a population
 * can be
 * made by itself, in any order, on any machine (SplitMix-like mixing of 32-bit words).
 */
export type RowRandom = Readonly<{ start: (row: number) => void; next: () => number }>;

const mix = (word: number): number => {
  let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/** A stream of numbers for each row. LIMIT: rows up to 2^53, seeds up to 2^32. */
export const rowRandom = (seed: number): RowRandom => {
  const origin = mix(seed >>> 0);
  let state = 0;
  return {
    start: (row) => {
      state = mix(mix((row >>> 0) ^ origin) ^ Math.floor(row / 4_294_967_296));
    },
    next: () => {
      state = (state + 0x9e3779b9) >>> 0;
      return mix(state) / 4_294_967_296;
    },
  };
};
