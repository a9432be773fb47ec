import type { Font } from '../font/font.ts';
import { subsetFont } from '../font/subset.ts';
import { type PdfObjects, streamBody } from './file.ts';
import { array, dictionary, hex4, latin1, real, ref, utf16Hex } from './syntax.ts';

/**
 * A character as a page shows it: its code in the embedded font, its width in thousandths, and whether it is
 * a box.
 */
export type Sign = Readonly<{ code: number; width: number; missing: boolean }>;

/**
 * The characters one document uses. Every distinct character has a code of its own, also where two share a
 * shape, so that text read back from the file is exactly what was written; a character the font lacks gets
 * the font's box and keeps its text. `token` is a character with the marks that belong to it.
 */
export type TypeCase = Readonly<{
  font: Font; signOf: (token: string) => Sign; missing: () => readonly string[];
}>;

type Used = Sign & Readonly<{ token: string; glyph: number }>;

/** Variation selectors name a shape of the character before them. @see Unicode Standard §23.4 */
const VARIATION = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

/** An empty type case over a font, and what puts it into a file. */
export const newTypeCase = (font: Font): TypeCase & Readonly<{ embed: (objects: PdfObjects) => number }> => {
  const used = new Map<string, Used>();
  const signOf = (token: string): Sign => {
    const known = used.get(token);
    if (known !== undefined) return known;
    const glyph = font.glyphOf(token.codePointAt(0) ?? 0);
    // LIMIT: the shape a selector asks for is not looked up; the plain shape is drawn and the note names the
    // selector.
    const missing = glyph === 0 || VARIATION.test(token);
    const sign = { token, glyph, code: used.size + 1, width: font.widthOf(glyph), missing };
    used.set(token, sign);
    return sign;
  };
  const missing = (): readonly string[] =>
    [...used.values()].filter((sign) => sign.missing).map((sign) => sign.token);
  return { font, signOf, missing, embed: (objects) => embed(font, [...used.values()], objects) };
};

/** Six capitals that tell subsets of one font apart. @see ISO 32000-1 §9.6.4 */
const subsetTag = (used: readonly Used[]): string => {
  let hash = 2166136261;
  for (const { glyph } of used) hash = Math.imul(hash ^ glyph, 16777619) >>> 0;
  const letter = (place: number): string => String.fromCharCode(65 + (Math.floor(hash / 26 ** place) % 26));
  return [0, 1, 2, 3, 4, 5].map(letter).join('');
};

const MAPPINGS_PER_BLOCK = 100;

const unicodeMap = (used: readonly Used[]): string => {
  const rows = used.map(({ code, token }) => `<${hex4(code)}> <${utf16Hex(token)}>`);
  const blocks = Array.from({ length: Math.ceil(rows.length / MAPPINGS_PER_BLOCK) }, (_, i) => {
    const block = rows.slice(i * MAPPINGS_PER_BLOCK, (i + 1) * MAPPINGS_PER_BLOCK);
    return `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`;
  });
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) `
    + `/Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n`
    + `1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\n`
    + 'CMapName currentdict /CMap defineresource pop\nend\nend\n';
};

const SERIF_SYMBOLIC = 6;
/** A usual stem of this weight; readers use it only where they must replace the font, which they need not. */
const STEM = 80;

const descriptor = (font: Font, name: string, file: number): string => dictionary({
  Type: '/FontDescriptor', FontName: `/${name}`, Flags: String(SERIF_SYMBOLIC),
  FontBBox: array(font.boundingBox.map(real)), ItalicAngle: '0', Ascent: real(font.ascent),
  Descent: real(font.descent), CapHeight: real(font.ascent), StemV: String(STEM), FontFile2: ref(file),
});

const embed = (font: Font, used: readonly Used[], objects: PdfObjects): number => {
  const name = `${subsetTag(used)}+${font.postScriptName}`;
  // Codes are many to one glyph: glyph 0 first, then each glyph once; the map joins them.
  const glyphs = [0, ...new Set(used.map(({ glyph }) => glyph).filter((glyph) => glyph !== 0))];
  const placeOf = new Map(glyphs.map((glyph, place) => [glyph, place]));
  const codeToGlyph = new Uint8Array((used.length + 1) * 2);
  const map = new DataView(codeToGlyph.buffer);
  for (const { code, glyph } of used) map.setUint16(code * 2, placeOf.get(glyph) ?? 0);
  const subset = subsetFont(font, glyphs);
  const file = objects.add(streamBody({ Length1: String(subset.length) }, subset));
  const descendant = objects.add(dictionary({
    Type: '/Font', Subtype: '/CIDFontType2', BaseFont: `/${name}`,
    CIDSystemInfo: dictionary({ Registry: '(Adobe)', Ordering: '(Identity)', Supplement: '0' }),
    FontDescriptor: ref(objects.add(descriptor(font, name, file))), DW: '1000',
    W: array(['1', array(used.map(({ width }) => real(width)))]),
    CIDToGIDMap: ref(objects.add(streamBody({}, codeToGlyph))),
  }));
  return objects.add(dictionary({
    Type: '/Font', Subtype: '/Type0', BaseFont: `/${name}`, Encoding: '/Identity-H',
    DescendantFonts: array([ref(descendant)]),
    ToUnicode: ref(objects.add(streamBody({}, latin1(unicodeMap(used))))),
  }));
};
