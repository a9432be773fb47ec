import { isScriptPair, withoutGlyphVariants } from './name-characters.ts';

/** What a name is to its bearer. `transliteration`: the Latin or Chinese writing beside the name proper. */
export type NameUse = 'current' | 'former' | 'alias' | 'transliteration';

/** A name as a document prints it. */
export type NameClaim = Readonly<{ text: string; use: NameUse }>;

/**
 * How two names compare. `scriptVariant`: equal when traditional and simplified forms count as one, or Latin
 * words stand in another order; `unknown`: one of them is empty or masked (张某, 张*), so it proves nothing.
 */
export type NameComparison = 'same' | 'scriptVariant' | 'different' | 'unknown';

// LIMIT: the longest names of the registers have some 50 characters.
const NAME_LENGTH_MAX = 128;
const DOTS = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb\u0387\u16eb\u2e31.]+/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
const SPACES = /\s+/g;
const HAN = /\p{Script=Han}/u;
const DOT_EDGES = /^·|·$/g;
const SPACES_AT_DOT = / ?· ?/g;

/**
 * The form in which names are compared: NFKC (full-width letters, compatibility ideographs), no invisible
 * signs, every middle dot `·`, glyph variants in one form, no spaces in Chinese names, single spaces and
 * capitals in Latin ones. For comparison only: what is stored and shown is the name as printed.
 */
export const comparableName = (name: string): string => {
  // Capitals first and normalised again: some letters fall apart into two when they are raised.
  const upper = name.slice(0, NAME_LENGTH_MAX).normalize('NFKC').toUpperCase().normalize('NFKC');
  const plain = upper.replace(INVISIBLE, '').replace(DOTS, '·');
  const glyphs = withoutGlyphVariants(plain).normalize('NFKC').replace(SPACES, ' ').trim();
  const spaced = HAN.test(glyphs) ? glyphs.replace(SPACES, '') : glyphs.replace(SPACES_AT_DOT, '·');
  return spaced.replace(DOT_EDGES, '');
};

/** 张某, 张某甲, 张某某, 张×明, 张*: a published judgment's way to name nobody. */
const MASKED = /某|[*×＊✕□�?？]|[○〇]{1,3}$|^X{1,3}$|(?<=\p{Script=Han})X{1,3}/u;

/** Whether a text hides a name instead of giving it. */
export const isMaskedName = (name: string): boolean => MASKED.test(name.normalize('NFKC'));

const differsByScriptOnly = (a: string, b: string): boolean => {
  const [left, right] = [[...a], [...b]];
  return left.length === right.length
    && left.every((character, at) => character === right[at] || isScriptPair(character, right[at] ?? ''));
};

const WORD_BREAKS = /[ ,·'-]+/;
const wordsInOrder = (name: string): string =>
  name.split(WORD_BREAKS).filter((word) => word !== '').sort().join(' ');

/** Compares two names as printed. @see comparableName */
export const compareNames = (one: string, other: string): NameComparison => {
  const [a, b] = [comparableName(one), comparableName(other)];
  if (a === '' || b === '' || isMaskedName(one) || isMaskedName(other)) return 'unknown';
  if (a === b) return 'same';
  if (HAN.test(a) && HAN.test(b)) return differsByScriptOnly(a, b) ? 'scriptVariant' : 'different';
  // A Chinese and a Latin writing can be one name; nothing here can tell.
  if (HAN.test(a) !== HAN.test(b)) return 'unknown';
  return wordsInOrder(a) === wordsInOrder(b) ? 'scriptVariant' : 'different';
};
