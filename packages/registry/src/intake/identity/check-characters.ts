/**
 * Check characters of the document numbers we read. Public standards, no secrets: they catch typing errors
 * and prove nothing about whether a number was ever issued.
 */

const TRAVEL_WEIGHTS = [7, 3, 1] as const;

/** `A`–`Z` count 10–35, digits themselves. */
const travelValue = (character: string): number => Number.parseInt(character, 36);

/**
 * The check digit of a travel document line over `A`–`Z` and `0`–`9`. Weaker than MOD 11-2: it misses some
 * swaps (digits that differ by five).
 * @see ICAO Doc 9303-3 §4.9 (weights 7, 3, 1; modulus 10)
 */
export const travelCheckDigit = (characters: string): string => {
  const sum = [...characters].reduce((total, character, at) =>
    total + travelValue(character) * (TRAVEL_WEIGHTS[at % TRAVEL_WEIGHTS.length] ?? 0), 0);
  return String(sum % 10);
};

const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * The check character of the first 17 characters of a unified social credit code.
 * @see GB 32100-2015 §5 (weights 3^i modulo 31; the alphabet leaves out I, O, Z, S and V)
 */
export const creditCodeCharacter = (characters: string): string => {
  const base = CREDIT_CODE_ALPHABET.length;
  let weight = 1;
  let sum = 0;
  for (const character of characters) {
    sum += CREDIT_CODE_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % base;
  }
  return CREDIT_CODE_ALPHABET[(base - (sum % base)) % base] ?? '';
};
