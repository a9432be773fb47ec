/** Seeded random numbers: the same seed gives the same run on every machine. */
export type Random = Readonly<{
  /** Evenly in [0, 1). */
  unit: () => number;
  /** A whole number from `low` to `high`, both included. */
  whole: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  /** Bytes in the form that the exchange's back-off wants. */
  bytes: (count: number) => Uint8Array;
}>;

/** mulberry32 (public domain, T. Ettinger): 32 bits of state, good enough to shuffle a network. */
export const seededRandom = (seed: number): Random => {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  return {
    unit, whole,
    chance: (probability) => unit() < probability,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
  };
};
