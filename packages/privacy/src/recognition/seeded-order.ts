/** A stream of whole numbers below a bound, the same for the same seed. */
export type SeededDraw = (below: number) => number;

const STEP = 0x6d2b79f5;

/**
 * A generator for orders of training and splits, which must be repeatable and need not be secret. Never
 * for keys, masks or noise.
 */
export const seededDraw = (seed: number): SeededDraw => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + STEP) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

/** Numbers 0 … size − 1 in an order that the generator chooses. */
export const shuffled = (size: number, draw: SeededDraw): Uint32Array => {
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i -= 1) {
    const other = draw(i + 1);
    const held = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
};
