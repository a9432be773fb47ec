import { seededDraw } from './seeded-order.ts';

// Frequent characters that a poor scan confuses with others; any will do, the reader knows none of them.
const FREQUENT = '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行';
const EVERY = 1000;

/**
 * A text as a poor scan gives it: of 1,000 characters `perMille` are lost, half of them replaced by another
 * character, half dropped. Seeded, for measuring.
 */
export const scanNoise = (text: string, perMille: number, seed: number): string => {
  const draw = seededDraw(seed);
  let out = '';
  for (const char of text) {
    if (draw(EVERY) >= perMille) out += char;
    else if (draw(2) === 0) out += FREQUENT.charAt(draw(FREQUENT.length));
  }
  return out;
};
