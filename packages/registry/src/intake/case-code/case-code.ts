import { assert, err, ok, type Result } from '@fengcun/kernel';
import { mod9710DigitsOf, mod9710Fits } from './mod-97-10.ts';

declare const caseCodeBrand: unique symbol;

/**
 * 一案一码: 16 symbols that carry 80 random bits and two check digits, without separators. It is drawn, not
 * computed: nothing of the person, the case, the organ or the day is in it, and codes drawn one after another
 * are not alike. One code per case for life; a code is never given a second time.
 */
export type CaseCode = string & { readonly [caseCodeBrand]: 'CaseCode' };

/** Crockford's alphabet: no I, L, O (read as 1, 1, 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_PER_SYMBOL = 5n;
const SYMBOL_BITS = 5;
const HALF_BYTES = 5;
const HALF_BITS = HALF_BYTES * 8;
const SYMBOLS = 16;
const GROUP_SIZE = 4;

/** Random bytes of one code: 80 bits. LIMIT: among 10^8 cases two are equal with probability below 10^-8. */
export const CASE_CODE_RANDOM_BYTES = 10;

const WHOLE = /^[0-9A-HJKMNP-TV-Z]{16}\d{2}$/;
// LIMIT: 18 characters, as many separators between, and a URI in front. Longer text is not looked at.
const TEXT_LENGTH_MAX = 64;
const SEPARATORS = /[\s\u00ad\u200b-\u200d\u2010-\u2015\u2212\ufeff·.-]+/g;
const URI_PREFIX = 'FENGCUN:CASE:';

const valueOf = (symbols: string): bigint =>
  [...symbols].reduce((value, symbol) => (value << BITS_PER_SYMBOL) | BigInt(ALPHABET.indexOf(symbol)), 0n);

/**
 * The code of ten random bytes of a cryptographic source, given as an argument. The caller draws again in the
 * case that the store already knows the code.
 */
export const makeCaseCode = (random: Uint8Array): CaseCode => {
  assert(random.length === CASE_CODE_RANDOM_BYTES, 'a case code needs ten random bytes');
  let symbols = '';
  // Five bytes are eight symbols; two halves are faster than one large integer, and an import draws many.
  for (const half of [random.subarray(0, HALF_BYTES), random.subarray(HALF_BYTES)]) {
    const value = half.reduce((total, byte) => total * 256 + byte, 0);
    for (let bits = HALF_BITS; bits > 0;) {
      bits -= SYMBOL_BITS;
      symbols += ALPHABET[Math.floor(value / 2 ** bits) % ALPHABET.length] ?? '';
    }
  }
  return `${symbols}${mod9710DigitsOf(random)}` as CaseCode;
};

/** Why a text is no case code: its form, or one character is wrong or two stand in the wrong order. */
export type CaseCodeRefusal = Readonly<{ code: 'CASE_CODE_FORM' | 'CASE_CODE_CHECK'; message: string }>;

const FORM = err<CaseCodeRefusal>({
  code: 'CASE_CODE_FORM',
  message: 'The case code does not have 18 characters of its alphabet; type it as printed.',
});
const CHECK = err<CaseCodeRefusal>({
  code: 'CASE_CODE_CHECK',
  message: 'The check digits of the case code do not fit; one character is wrong or two are swapped.',
});

/**
 * Reads a code as people type it and as the QR payload holds it: any case, spaces and hyphens anywhere, O for
 * 0, I and L for 1. Every other single wrong character and every swap of neighbours is refused.
 */
export const parseCaseCode = (text: string): Result<CaseCode, CaseCodeRefusal> => {
  if (text.length > TEXT_LENGTH_MAX) return FORM;
  const plain = text.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  const bare = plain.startsWith(URI_PREFIX) ? plain.slice(URI_PREFIX.length) : plain;
  const code = bare.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!WHOLE.test(code)) return FORM;
  return mod9710Fits(valueOf(code.slice(0, SYMBOLS)), code.slice(SYMBOLS)) ? ok(code as CaseCode) : CHECK;
};

/** For print and for reading aloud: `8H3K-2M4P-9QRS-TV0X-57`. */
export const formatCaseCode = (code: CaseCode): string =>
  Array.from({ length: Math.ceil(code.length / GROUP_SIZE) }, (_, at) =>
    code.slice(at * GROUP_SIZE, (at + 1) * GROUP_SIZE)).join('-');

/**
 * Payload of the QR code: a URI that holds the code and nothing else. Only characters of the alphanumeric
 * mode, so that it fits version 2. @see RFC 3986 §3.1 (schemes are case-insensitive); ISO/IEC 18004 §7.4.4
 */
export const caseCodeUri = (code: CaseCode): string => `${URI_PREFIX}${code}`;
