/**
 * ISO/IEC 7064 MOD 97-10 over a number: the two digits that, written after its decimal form, make the whole
 * leave 1 when divided by 97. Pure system: every single wrong digit and every swap of neighbours is caught.
 * @see ISO/IEC 7064:2003 §7
 */
const MODULUS = 97n;

/** The two check digits of a number, `02`–`98`. */
export const mod9710Digits = (number: bigint): string =>
  String(MODULUS + 1n - ((number * 100n) % MODULUS)).padStart(2, '0');

/** The same of a number in bytes, the highest first. */
export const mod9710DigitsOf = (bytes: Uint8Array): string =>
  mod9710Digits(BigInt(bytes.reduce((rest, byte) => (rest * 256 + byte) % Number(MODULUS), 0)));

/** Whether two digits are the check digits of a number; 00, 01 and 99 are never written and never fit. */
export const mod9710Fits = (number: bigint, digits: string): boolean => mod9710Digits(number) === digits;
