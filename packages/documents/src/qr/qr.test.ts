import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { greyPng } from './grey-png.ts';
import { qrPath, qrPixels, qrSide, qrSvg, qrTerminalText } from './qr-drawings.ts';
import { qrSymbol, QUIET_ZONE } from './qr-symbol.ts';

const PAYLOAD = 'FENGCUN:CASE:8H3K2M4P9QRSTV0X57';
const SCALE = 4;

/** What another library reads from grey values. */
const readBack = ({ side, grey }: Readonly<{ side: number; grey: Uint8Array }>): string => {
  const data = new Uint8Array(side * side * 4);
  grey.forEach((value, at) => data.set([value, value, value, 255], at * 4));
  return decodeQR({ width: side, height: side, data });
};

/** Modules drawn by somebody, as grey values. */
const raster = (side: number, isDark: (row: number, column: number) => boolean): Readonly<{ side: number; grey: Uint8Array }> => {
  const dots = side * SCALE;
  const grey = Uint8Array.from({ length: dots * dots }, (_, at) => (isDark(Math.floor(at / dots / SCALE), Math.floor((at % dots) / SCALE)) ? 0 : 255));
  return { side: dots, grey };
};

test('another library reads the payload from dots, path, SVG, terminal and PNG', () => {
  const symbol = qrSymbol(PAYLOAD);
  const side = qrSide(symbol);
  assert.equal(side, symbol.size + 2 * QUIET_ZONE);
  assert.equal(readBack(qrPixels(symbol, SCALE)), PAYLOAD);
  const drawn = new Set([...qrPath(symbol).matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].flatMap(([, x, y, length, back]) => {
    assert.equal(length, back);
    return Array.from({ length: Number(length) }, (_, at) => `${y},${Number(x) + at}`);
  }));
  assert.equal(readBack(raster(side, (row, column) => drawn.has(`${row},${column}`))), PAYLOAD);
  const svg = qrSvg(symbol, { moduleMillimetres: 0.5, title: '一案一码', caption: '8H3K-2M4P-9QRS-TV0X-57' });
  assert.ok(svg.includes(qrPath(symbol)) && svg.includes('>8H3K-2M4P-9QRS-TV0X-57</text>'));
  assert.ok(!/href|<script|url\(/.test(svg));
  for (const isInverted of [false, true]) {
    const lines = qrTerminalText(symbol, { isInverted }).trimEnd().split('\n');
    const isDark = (row: number, column: number): boolean => {
      const cell = lines[row >> 1]?.[column] ?? ' ';
      const isFilled = cell === '█' || cell === (row % 2 === 0 ? '▀' : '▄');
      return isFilled === isInverted;
    };
    assert.equal(readBack(raster(side, (row, column) => isDark(row, column))), PAYLOAD, String(isInverted));
  }
  const png = Buffer.from(greyPng(qrPixels(symbol, SCALE)));
  const [width, at] = [png.readUInt32BE(16), png.indexOf('IDAT')];
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const grey = Uint8Array.from({ length: width * width }, (_, dot) => rows[Math.floor(dot / width) * (width + 1) + 1 + (dot % width)] ?? 0);
  assert.equal(readBack({ side: width, grey }), PAYLOAD);
});

test('a code and its scheme fit the second version, and the same text gives the same symbol', () => {
  assert.equal(qrSymbol(PAYLOAD).size, 25);
  assert.deepEqual(qrPath(qrSymbol(PAYLOAD)), qrPath(qrSymbol(PAYLOAD)));
  assert.notEqual(qrPath(qrSymbol(PAYLOAD)), qrPath(qrSymbol(PAYLOAD.replace('8H', '8J'))));
});

test('runs cover exactly the dark modules, each once', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 60 }), (text) => {
    const symbol = qrSymbol(text);
    const covered = symbol.runs.flatMap(({ row, column, length }) => Array.from({ length }, (_, at) => row * symbol.size + column + at));
    const dark = Array.from({ length: symbol.size ** 2 }, (_, at) => at).filter((at) => symbol.isDark(Math.floor(at / symbol.size), at % symbol.size));
    assert.deepEqual(covered, dark);
  }), { numRuns: 50 });
});

test('what a caption says cannot leave its element', () => {
  const svg = qrSvg(qrSymbol('A'), { moduleMillimetres: 1, title: '"><script>', caption: '</text><script>' });
  assert.ok(!svg.includes('<script>'));
});
