/**
 * Check characters of the document numbers we read. Public standards, no secrets: they catch typing errors
 * and prove nothing about whether a number was ever issued.
 */

const MOD_11_2_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const MOD_11_2_CHARACTERS = '10X98765432';

/**
 * The check character of 17 digits: `0`–`9` or `X`. Every wrong digit and every swap of two neighbours
 * changes it. Characters that are no digits are our bug and give `NaN` positions, so parse first.
 * @see GB 11643-1999 §4.3 (ISO 7064 MOD 11-2)
 */
export const mod112Character = (digits: string): string => {
  const sum = MOD_11_2_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return MOD_11_2_CHARACTERS[sum % MOD_11_2_CHARACTERS.length] ?? '';
};

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
