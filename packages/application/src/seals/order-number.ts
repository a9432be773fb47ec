import type { Deployment } from '../deployment/open-deployment.ts';

/** Signs that cannot be taken for one another when read aloud or copied. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const DRAWN = 10;

/**
 * A number for an order and its notice: the year and ten signs drawn at random, so that it tells nothing of
 * the person, the case, or how many were sealed that day. Fifty bits: a repetition is refused by the record's
 * own list of numbers and otherwise harmless.
 */
export const orderNumber = ({ clock, random }: Pick<Deployment, 'clock' | 'random'>): string => {
  const year = new Date(clock()).toISOString().slice(0, 4);
  const drawn = [...random(DRAWN)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
  return `F${year}-${drawn}`;
};
