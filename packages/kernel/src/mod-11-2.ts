import { assert } from './assert.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHARACTERS = '10X98765432';

/**
 * The check character of the first 17 digits of a citizen identification number: `0`–`9` or `X`. Every wrong
 * digit and every swap of two neighbours changes it; it proves nothing about whether a number was ever
 * issued. Fewer digits, or characters that are none, are a bug of the caller: parse first.
 * @see GB 11643-1999 §4.3, §6 (ISO 7064 MOD 11-2)
 */
export const mod112Character = (digits: string): string => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const character = CHARACTERS[sum % CHARACTERS.length];
  assert(character !== undefined, '17 digits have a check character');
  return character;
};
