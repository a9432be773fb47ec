import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleFont, valueOf } from '../testing/samples.ts';
import { type Font, parseFont } from './font.ts';
import { subsetFont } from './subset.ts';

const font = sampleFont();
const file = readFileSync(new URL('../../fonts/NotoSerifSC-Regular.ttf', import.meta.url));
const tables = (bytes: Uint8Array): readonly string[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: view.getUint16(4) }, (_, i) => Buffer.from(bytes.subarray(12 + i * 16, 16 + i * 16)).toString());
};
/** A subset has no character map or name; a reader of fonts gets those of the whole font to find its way. */
const reread = (bytes: Uint8Array): Font => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const own = new Map(Array.from({ length: view.getUint16(4) }, (_, i) => {
    const at = 12 + i * 16;
    return [Buffer.from(bytes.subarray(at, at + 4)).toString(), bytes.subarray(view.getUint32(at + 8), view.getUint32(at + 8) + view.getUint32(at + 12))] as const;
  }));
  const [loca, glyf, hmtx, head] = ['loca', 'glyf', 'hmtx', 'head'].map((name) => own.get(name) ?? new Uint8Array());
  const read = (table: Uint8Array | undefined, at: number): number => new DataView((table ?? new Uint8Array()).buffer, (table ?? new Uint8Array()).byteOffset).getUint32(at);
  return {
    ...font, unitsPerEm: Buffer.from(head ?? []).readUInt16BE(18),
    outlineOf: (glyph) => (glyf ?? new Uint8Array()).subarray(read(loca, glyph * 4), read(loca, glyph * 4 + 4)),
    widthOf: (glyph) => Buffer.from(hmtx ?? []).readUInt16BE(glyph * 4),
  };
};

test('the font covers every character of the basic table of names: all of the basic plane and Extension A', () => {
  for (let point = 0x4e00; point <= 0x9fff; point += 1) assert.notEqual(font.glyphOf(point), 0);
  for (let point = 0x3400; point <= 0x4dbf; point += 1) assert.notEqual(font.glyphOf(point), 0);
  assert.notEqual(font.glyphOf(0x3007), 0, '〇');
  // 𬱖 (U+2CC56) is in the table of 2013 for general use; 𠮷 (U+20BB7) is not, and gets the box.
  assert.notEqual(font.glyphOf(0x2cc56), 0);
  assert.equal(font.glyphOf(0x20bb7), 0);
  assert.equal(font.glyphOf(0xe000), 0);
});

test('outlines and widths of a subset are those of the font, in the order asked', () => {
  const one = fc.integer({ min: 1, max: font.glyphCount - 1 });
  fc.assert(fc.property(fc.uniqueArray(one, { minLength: 1, maxLength: 40 }), (glyphs) => {
    const subset = reread(subsetFont(font, [0, ...glyphs]));
    [0, ...glyphs].forEach((glyph, i) => {
      const [whole, part] = [font.outlineOf(glyph), subset.outlineOf(i)];
      assert.deepEqual(Buffer.from(part.subarray(0, whole.length)), Buffer.from(whole));
      assert.ok(part.subarray(whole.length).every((byte) => byte === 0), 'padding only');
      assert.equal(subset.widthOf(i), font.widthOf(glyph));
    });
  }), { numRuns: 50 });
});

test('a subset has the tables a reader needs, and its checksums are right', () => {
  const bytes = subsetFont(font, [0, 5, 9]);
  assert.deepEqual(tables(bytes), ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep']);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  assert.equal(sum, 0xb1b0afba);
});

test('parts of a composed character come along and are numbered anew', () => {
  // Character 1 is composed of 2 and 3: each with arguments as bytes; more follows the first.
  const composed = Uint8Array.from([0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0]);
  const outlines = [Uint8Array.of(0, 0), composed, Uint8Array.from([0, 1, 7, 7]), Uint8Array.from([0, 1, 8, 8])];
  const own: Font = { ...font, outlineOf: (glyph) => outlines[glyph] ?? new Uint8Array() };
  const subset = reread(subsetFont(own, [0, 1]));
  assert.deepEqual([...subset.outlineOf(2).subarray(0, 4)], [0, 1, 7, 7]);
  assert.deepEqual([...subset.outlineOf(3).subarray(0, 4)], [0, 1, 8, 8]);
  const parts = Buffer.from(subset.outlineOf(1));
  assert.deepEqual([parts.readUInt16BE(12), parts.readUInt16BE(18)], [2, 3]);
  // Asked for in another place, a part keeps that place and is not embedded twice.
  const other = Buffer.from(reread(subsetFont(own, [0, 3, 1])).outlineOf(2));
  assert.deepEqual([other.readUInt16BE(12), other.readUInt16BE(18)], [3, 1]);
});

test('what is no font is refused, at every length', () => {
  assert.equal(valueOf(parseFont(file)).postScriptName, 'NotoSerifSC-Regular');
  for (const bytes of [new Uint8Array(), new Uint8Array(11), new TextEncoder().encode('%PDF-1.7 this is another kind of file')]) {
    const parsed = parseFont(bytes);
    assert.equal(parsed.ok ? '' : parsed.error.code, 'FONT_FORM');
  }
  for (const length of [12, 100, 300, 600, 5000, 100_000, 1_000_000, file.length - 2]) {
    const parsed = parseFont(new Uint8Array(file.subarray(0, length)));
    assert.equal(parsed.ok ? '' : parsed.error.code, 'FONT_FORM', String(length));
  }
});
