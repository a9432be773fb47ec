import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { readDocument } from './read-document.ts';

type Page = Readonly<{ content: string; resources?: string }>;

/** A .pdf of numbered objects with a cross-reference table; pages have A4 size. @see ISO 32000-1 §7.5 */
const pdf = (pages: readonly Page[], extra: readonly string[] = [], trailer = ''): Buffer => {
  const first = 3 + extra.length;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`, ...extra,
    ...pages.flatMap(({ content, resources = '' }, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<${resources}>>/Contents ${first + index * 2 + 1} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${offset} 00000 n \n`).join('')}`;
  const end = `trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + end, 'latin1');
};

const LATIN = '/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>';
const latin = (...lines: readonly (readonly [number, number, string])[]): Page =>
  ({ content: lines.map(([x, y, text]) => `BT /F 16 Tf ${x} ${y} Td (${text}) Tj ET`).join('\n'), resources: LATIN });

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readDocument(bytes, '判决书.pdf');
  assert.ok(read.ok, read.ok ? '' : read.error.message);
  const [document] = read.value;
  assert.ok(document?.kind === 'text' && document.format === 'pdf');
  for (const page of document.pages ?? []) assert.ok(page.start <= page.end && page.end <= document.text.length);
  return document.text;
};

const refusalOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const read = await readDocument(bytes, 'a.pdf');
  return read.ok ? ['read'] : [read.error.code, read.error.where];
};

test('lines of several pages are read in order, page numbers that count on are removed', async () => {
  const bytes = pdf([
    latin([60, 750, 'First line'], [60, 720, 'second line.'], [290, 30, '- 1 -']),
    latin([60, 750, 'Third line.'], [290, 30, '- 2 -']), latin([60, 750, 'In 1998 there were'], [290, 30, '- 3 -']),
  ]);
  assert.equal(await textOf(bytes), 'First line\nsecond line.\nThird line.\nIn 1998 there were');
  const read = await readDocument(bytes, 'a.pdf');
  const document = read.ok ? read.value[0] : undefined;
  assert.ok(document?.kind === 'text');
  assert.deepEqual(document.pages?.map(({ start, end }) => document.text.slice(start, end)), [
    'First line\nsecond line.', 'Third line.', 'In 1998 there were',
  ]);
});

test('a number that does not count on, and a head that does not repeat, is text', async () => {
  const single = pdf([latin([60, 750, 'Some text'], [290, 30, '12'])]);
  assert.equal(await textOf(single), 'Some text\n12');
  const two = pdf([latin([60, 800, 'Head'], [60, 400, 'a'], [290, 30, '7']), latin([60, 800, 'Head'], [60, 400, 'b'], [290, 30, '3'])]);
  assert.equal((await textOf(two)).split('\n').join(' '), 'Head a 7 Head b 3');
  const three = pdf(['a', 'b', 'c'].map((word) => latin([60, 800, 'Head'], [60, 400, `${word}.`])));
  assert.equal((await textOf(three)).split('\n').join(' '), 'Head a. b. c.', 'the first page keeps its own');
});

test('pieces out of order and columns on one line are put in reading order', async () => {
  assert.equal(await textOf(pdf([latin([300, 700, 'right'], [60, 600, 'below'], [60, 701, 'left'])])), 'left right\nbelow');
});

// 被告人林海潮犯盗窃罪，判处拘役五个月。 in the GBK encoding that printer drivers of the 2000s wrote.
const GBK = 'b1bbb8e6c8cbc1d6baa3b3b1b7b8b5c1c7d4d7efa3acc5d0b4a6bed0d2dbcee5b8f6d4c2a1a3';
const SONG = '/Font<</F <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts['
  + '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>'
  + '/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>]>>>>';
const song = (...lines: readonly (readonly [number, number, string])[]): Page =>
  ({ content: lines.map(([x, y, hex]) => `BT /F 16 Tf ${x} ${y} Td <${hex}> Tj ET`).join('\n'), resources: SONG });

test('Chinese of a font that is not embedded is read by the bundled character maps', async () => {
  assert.equal(await textOf(pdf([song([60, 700, GBK])])), '被告人林海潮犯盗窃罪，判处拘役五个月。');
});

test('Chinese lines join without a space; an indented line begins a paragraph', async () => {
  const line = (GBK + GBK).slice(0, 4 * 28); // 28 characters of 16 points reach from 60 to 508
  const rest = GBK.slice(0, 4 * 6);
  const text = '被告人林海潮犯盗窃罪，判处拘役五个月。被告人林海潮犯盗窃';
  const bytes = pdf([song([92, 700, line.slice(8)], [60, 670, line], [60, 640, rest], [92, 610, rest])]);
  assert.equal(await textOf(bytes), `${text.slice(2)}${text}被告人林海潮\n被告人林海潮`);
});

const IMAGE = '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream';
const scanned: Page = { content: 'q 595 0 0 842 0 0 cm /I Do Q', resources: '/XObject<</I 3 0 R>>' };

test('a scan without text layer is refused, and a scanned page among others too', async () => {
  assert.deepEqual(await refusalOf(pdf([scanned], [IMAGE])), ['PDF_NO_TEXT', 'file']);
  const mixed = pdf([latin([60, 700, 'text']), scanned, latin([60, 700, 'text'])], [IMAGE]);
  assert.deepEqual(await refusalOf(mixed), ['PDF_PAGE_WITHOUT_TEXT', 'page 2']);
  assert.equal(await textOf(pdf([latin([60, 700, 'text']), { content: '' }])), 'text', 'an empty page is no scan');
});

test('an encrypted, cut off or broken file is refused', async () => {
  const encryption = `<</Filter/Standard/V 1/R 2/P -4/Length 40/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>`;
  const encrypted = pdf([latin([60, 700, 'x'])], [], `/Encrypt ${encryption}/ID[<${'43'.repeat(16)}><${'43'.repeat(16)}>]`);
  assert.equal((await refusalOf(encrypted))[0], 'PDF_ENCRYPTED');
  const whole = pdf([latin([60, 700, 'one']), latin([60, 700, 'two'])]);
  assert.equal((await refusalOf(whole.subarray(0, whole.length / 2)))[0], 'PDF_TRUNCATED');
  assert.equal((await refusalOf(whole.subarray(0, -8)))[0], 'PDF_TRUNCATED');
  assert.equal(await textOf(Buffer.concat([whole, Buffer.alloc(3000)])), 'one\ntwo'.replace('\n', ' '), 'padding is harmless');
  assert.equal((await refusalOf(Buffer.from('%PDF-1.4\n garbage %%EOF')))[0], 'PDF_BROKEN');
});

test('a stream that unpacks beyond the limit is refused before the library sees it', async () => {
  const bomb = (bytes: number, filters: number): Buffer => {
    let content = Buffer.alloc(bytes, 0x20);
    for (let filter = 0; filter < filters; filter += 1) content = deflateSync(content);
    const page = pdf([{ content: 'BT ET' }]).toString('latin1');
    return Buffer.from(page.replace('BT ET', content.toString('latin1')), 'latin1');
  };
  const mebibyte = 1024 * 1024;
  assert.equal((await refusalOf(bomb(33 * mebibyte, 1)))[0], 'ARCHIVE_BOMB');
  assert.equal((await refusalOf(bomb(33 * mebibyte, 2)))[0], 'ARCHIVE_BOMB', 'a bomb in a bomb');
  assert.notEqual((await refusalOf(bomb(mebibyte, 1)))[0], 'ARCHIVE_BOMB');
});
