import type { Font } from './font.ts';

const COMPOSITE_ARGUMENTS_ARE_WORDS = 0x0001;
const COMPOSITE_SCALE = 0x0008;
const COMPOSITE_MORE = 0x0020;
const COMPOSITE_TWO_SCALES = 0x0040;
const COMPOSITE_MATRIX = 0x0080;
const OUTLINE_HEADER = 10;
/** What the checksum of a whole font file is completed to. @see OpenType, table head */
const CHECKSUM_MAGIC = 0xb1b0afba;

const viewOf = (
  bytes: Uint8Array,
): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Offsets, within an outline, of the glyph numbers it is composed of; none for a simple outline. */
const componentOffsets = (outline: Uint8Array): readonly number[] => {
  if (outline.length === 0) return [];
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return [];
  const found: number[] = [];
  let at = OUTLINE_HEADER;
  for (;;) {
    const flags = view.getUint16(at);
    found.push(at + 2);
    at += 4 + ((flags & COMPOSITE_ARGUMENTS_ARE_WORDS) === 0 ? 2 : 4);
    if ((flags & COMPOSITE_SCALE) !== 0) at += 2;
    else if ((flags & COMPOSITE_TWO_SCALES) !== 0) at += 4;
    else if ((flags & COMPOSITE_MATRIX) !== 0) at += 8;
    if ((flags & COMPOSITE_MORE) === 0) return found;
  }
};

/** The glyphs asked for, in order, then the parts of composed ones. */
const closure = (font: Font, glyphs: readonly number[]): readonly number[] => {
  const order = [...new Set(glyphs)];
  const known = new Set(order);
  for (let i = 0; i < order.length; i += 1) {
    const outline = font.outlineOf(order[i] ?? 0);
    for (const at of componentOffsets(outline)) {
      const part = viewOf(outline).getUint16(at);
      if (!known.has(part)) order.push(part);
      known.add(part);
    }
  }
  return order;
};

const renumbered = (outline: Uint8Array, numbers: ReadonlyMap<number, number>): Uint8Array => {
  const copy = outline.slice();
  const view = viewOf(copy);
  for (const at of componentOffsets(copy)) view.setUint16(at, numbers.get(view.getUint16(at)) ?? 0);
  return copy;
};

const aligned = (length: number): number => (length + 3) & ~3;

const outlineTables = (
  font: Font, order: readonly number[],
): Readonly<{ glyf: Uint8Array; loca: Uint8Array }> => {
  const numbers = new Map(order.map((glyph, i) => [glyph, i]));
  const outlines = order.map((glyph) => renumbered(font.outlineOf(glyph), numbers));
  const loca = new Uint8Array((order.length + 1) * 4);
  const glyf = new Uint8Array(outlines.reduce((sum, outline) => sum + aligned(outline.length), 0));
  let at = 0;
  outlines.forEach((outline, i) => {
    viewOf(loca).setUint32(i * 4, at);
    glyf.set(outline, at);
    at += aligned(outline.length);
  });
  viewOf(loca).setUint32(order.length * 4, at);
  return { glyf, loca };
};

const metrics = (font: Font, order: readonly number[]): Uint8Array => {
  const [hhea, hmtx] = [font.tables.get('hhea'), font.tables.get('hmtx')];
  const long = hhea?.getUint16(34) ?? 1;
  const table = new Uint8Array(order.length * 4);
  order.forEach((glyph, i) => {
    viewOf(table).setUint16(i * 4, hmtx?.getUint16(Math.min(glyph, long - 1) * 4) ?? 0);
    const bearing = glyph < long ? glyph * 4 + 2 : long * 4 + (glyph - long) * 2;
    viewOf(table).setInt16(i * 4 + 2, hmtx?.getInt16(bearing) ?? 0);
  });
  return table;
};

const copyOf = (font: Font, name: string): Uint8Array => {
  const table = font.tables.get(name);
  if (table === undefined) return new Uint8Array(0);
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength).slice();
};

const checksum = (bytes: Uint8Array): number => {
  const view = viewOf(bytes);
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
};

const padded = (bytes: Uint8Array): Uint8Array => {
  const copy = new Uint8Array(aligned(bytes.length));
  copy.set(bytes);
  return copy;
};

const assemble = (tables: readonly (readonly [string, Uint8Array])[]): Uint8Array => {
  const headerLength = 12 + tables.length * 16;
  const file = new Uint8Array(tables.reduce((sum, [, bytes]) => sum + aligned(bytes.length), headerLength));
  const view = viewOf(file);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  [tables.length, 2 ** power * 16, power, tables.length * 16 - 2 ** power * 16]
    .forEach((value, i) => view.setUint16(4 + i * 2, value));
  let [at, headAt] = [headerLength, 0];
  tables.forEach(([name, bytes], i) => {
    const record = 12 + i * 16;
    [...name].forEach((letter, j) => view.setUint8(record + j, letter.charCodeAt(0)));
    view.setUint32(record + 4, checksum(padded(bytes)));
    view.setUint32(record + 8, at);
    view.setUint32(record + 12, bytes.length);
    file.set(bytes, at);
    if (name === 'head') headAt = at;
    at += aligned(bytes.length);
  });
  view.setUint32(headAt + 8, (CHECKSUM_MAGIC - checksum(file)) >>> 0);
  return file;
};

/**
 * A font file with the asked glyphs only, numbered 0, 1, 2 … in the order asked; glyph 0 of the list should
 * be glyph 0 of the font (the box for a missing character). Depends on nothing but its arguments.
 */
export const subsetFont = (font: Font, glyphs: readonly number[]): Uint8Array => {
  const order = closure(font, glyphs);
  const { glyf, loca } = outlineTables(font, order);
  const [head, hhea, maxp] = [copyOf(font, 'head'), copyOf(font, 'hhea'), copyOf(font, 'maxp')];
  viewOf(head).setUint32(8, 0);
  viewOf(head).setInt16(50, 1);
  viewOf(hhea).setUint16(34, order.length);
  viewOf(maxp).setUint16(4, order.length);
  // `prep` switches hinting off in this kind of font; without it some renderers hint what has no hints.
  const prep = copyOf(font, 'prep');
  return assemble([
    ['glyf', glyf], ['head', head], ['hhea', hhea], ['hmtx', metrics(font, order)], ['loca', loca],
    ['maxp', maxp], ...(prep.length === 0 ? [] : [['prep', prep] as const]),
  ]);
};
