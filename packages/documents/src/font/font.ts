import { err, ok, type Result } from '@fengcun/kernel';
import { type CharacterMap, readCharacterMap } from './character-map.ts';

/**
 * A TrueType font, parsed once and shared by every document. Widths and heights are in thousandths of the
 * type size, as PDF wants them. `glyphOf` gives 0 for a character without a glyph; nothing is guessed.
 */
export type Font = Readonly<{
  postScriptName: string;
  tables: ReadonlyMap<string, DataView>;
  unitsPerEm: number;
  glyphCount: number;
  ascent: number;
  descent: number;
  boundingBox: readonly [number, number, number, number];
  glyphOf: CharacterMap;
  widthOf: (glyph: number) => number;
  outlineOf: (glyph: number) => Uint8Array;
}>;

/** Why bytes are no font that documents can embed. */
export type FontRefusal = Readonly<{ code: 'FONT_FORM' | 'FONT_TABLE_MISSING'; message: string }>;

const TRUETYPE = 0x00010000;
const TABLE_RECORD = 16;
const HEADER = 12;
const NEEDED = ['glyf', 'loca', 'head', 'hhea', 'hmtx', 'maxp', 'cmap', 'name'] as const;
const POSTSCRIPT_NAME = 6;

const tableName = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const readTables = (view: DataView): ReadonlyMap<string, DataView> => {
  const count = view.getUint16(4);
  return new Map(Array.from({ length: count }, (_, i) => {
    const at = HEADER + i * TABLE_RECORD;
    const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    return [tableName(view, at), new DataView(view.buffer, view.byteOffset + offset, length)] as const;
  }));
};

const readPostScriptName = (name: DataView): string => {
  const [count, strings] = [name.getUint16(2), name.getUint16(4)];
  for (let i = 0; i < count; i += 1) {
    const at = 6 + i * 12;
    if (name.getUint16(at) !== 3 || name.getUint16(at + 6) !== POSTSCRIPT_NAME) continue;
    const [length, offset] = [name.getUint16(at + 8), name.getUint16(at + 10)];
    // UTF-16BE of ASCII: every second byte.
    const letters = Array.from({ length: length / 2 }, (_, j) =>
      String.fromCharCode(name.getUint8(strings + offset + j * 2 + 1)));
    return letters.join('').replace(/[^A-Za-z0-9-]/g, '');
  }
  return 'Unnamed';
};

const build = (tables: ReadonlyMap<string, DataView>): Font => {
  const table = (name: string): DataView => tables.get(name) ?? new DataView(new ArrayBuffer(0));
  const [head, hhea, hmtx, loca, glyf] =
    [table('head'), table('hhea'), table('hmtx'), table('loca'), table('glyf')];
  const unitsPerEm = head.getUint16(18);
  const thousandths = (value: number): number => Math.round((value * 1000) / unitsPerEm);
  const longMetrics = hhea.getUint16(34);
  const longOffsets = head.getInt16(50) === 1;
  const offsetOf = (glyph: number): number =>
    (longOffsets ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  return {
    postScriptName: readPostScriptName(table('name')),
    tables, unitsPerEm,
    glyphCount: table('maxp').getUint16(4),
    ascent: thousandths(hhea.getInt16(4)),
    descent: thousandths(hhea.getInt16(6)),
    boundingBox: [
      thousandths(head.getInt16(36)), thousandths(head.getInt16(38)),
      thousandths(head.getInt16(40)), thousandths(head.getInt16(42)),
    ],
    glyphOf: readCharacterMap(table('cmap')),
    widthOf: (glyph) => thousandths(hmtx.getUint16(Math.min(glyph, longMetrics - 1) * 4)),
    outlineOf: (glyph) => {
      const start = offsetOf(glyph);
      return new Uint8Array(glyf.buffer, glyf.byteOffset + start, offsetOf(glyph + 1) - start);
    },
  };
};

/**
 * Reads a TrueType font (outlines in `glyf`). Trust boundary: the file belongs to the deployment, but a
 * truncated or foreign one is refused, never drawn as empty paper. @see ISO/IEC 14496-22 (OpenType)
 */
export const parseFont = (bytes: Uint8Array): Result<Font, FontRefusal> => {
  const form = err<FontRefusal>({
    code: 'FONT_FORM', message: 'The font file is no complete TrueType font (.ttf with outlines).',
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0) !== TRUETYPE) return form;
  try {
    const tables = readTables(view);
    const missing = NEEDED.find((name) => !tables.has(name));
    if (missing === undefined) return ok(build(tables));
    return err({ code: 'FONT_TABLE_MISSING', message: `The font file has no table «${missing}».` });
  } catch (error) {
    if (error instanceof RangeError) return form;
    throw error;
  }
};
