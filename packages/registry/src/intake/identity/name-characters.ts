import characters from './data/name-characters.json' with { type: 'json' };

/**
 * Small tables for the comparison of names. Characters that the 2013 standard restored for names (喆, 堃, 淼,
 * 昇, 甦, 邨 …) are in neither: 陈喆 and 陈哲 are two names.
 * @see 《通用规范汉字表》(国发〔2013〕23号) 说明五; 《第一批异体字整理表》(1955)
 */
const GLYPHS: ReadonlyMap<string, string> = new Map(characters.glyphs.groups.flatMap((group) => {
  const [first = '', ...others] = [...group];
  return others.map((other) => [other, first] as const);
}));

const oneGlyph = (character: string): string => GLYPHS.get(character) ?? character;

/** A text with every glyph variant in its one form. */
export const withoutGlyphVariants = (text: string): string => Array.from(text, oneGlyph).join('');

/** Both orders of every pair, in the one glyph form of each character. */
const SCRIPTS: ReadonlySet<string> = new Set(characters.scripts.pairs.flatMap((pair) => {
  const [one = '', other = ''] = [...withoutGlyphVariants(pair)];
  return [one + other, other + one];
}));

/** Whether two characters, in one glyph form, may be the traditional and the simplified form of one name. */
export const isScriptPair = (one: string, other: string): boolean => SCRIPTS.has(one + other);
