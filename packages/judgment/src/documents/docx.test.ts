import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import {
  DeletedTextRun, Document, Footer, FootnoteReferenceRun, Header, InsertedTextRun, Packer, Paragraph, Table,
  TableCell, TableRow, Tab, TextRun,
} from 'docx';
import { readDocument } from './read-document.ts';
import { storeZip, type ZipPart } from './zip-store.ts';

const cell = (...lines: readonly string[]): TableCell =>
  new TableCell({ children: lines.map((line) => new Paragraph(line)) });

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readDocument(bytes, '判决书.docx');
  assert.ok(read.ok, read.ok ? '' : read.error.message);
  const [document] = read.value;
  assert.ok(document?.kind === 'text' && document.format === 'docx' && document.id === '判决书.docx');
  return document.text;
};

const refusalOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const read = await readDocument(bytes, 'a.docx');
  return read.ok ? ['read'] : [read.error.code, read.error.where];
};

const part = (name: string, xml: string): ZipPart => ({ name, bytes: Buffer.from(xml) });
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const body = (xml: string): string => `<?xml version="1.0"?><w:document ${W}><w:body>${xml}</w:body></w:document>`;
const minimal = (xml: string): Uint8Array => storeZip([part('word/document.xml', xml)]);
const words = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

test('paragraphs, tables and notes are kept in reading order; headers, footers and deletions are not', async () => {
  const file = new Document({
    footnotes: { 1: { children: [new Paragraph('已折抵二日。')] } },
    sections: [{
      headers: { default: new Header({ children: [new Paragraph('页眉')] }) },
      footers: { default: new Footer({ children: [new Paragraph('第1页')] }) },
      children: [
        new Paragraph('江州市东湖区人民法院'),
        new Paragraph({ children: [new TextRun('被告'), new TextRun({ text: '⼈林海潮', bold: true }), new TextRun({ break: 1, text: '男' })] }),
        new Table({ rows: [
          new TableRow({ children: [cell('罪名'), cell('刑期')] }), new TableRow({ children: [cell('盗窃罪'), cell('')] }),
        ] }),
        new Table({ rows: [new TableRow({ children: [cell('一、第一项。', '二、第二项。')] })] }),
        new Paragraph({ children: [new TextRun('刑期至二〇二五年止。'), new FootnoteReferenceRun(1), new TextRun('缓刑')] }),
        new Paragraph({ children: [
          new DeletedTextRun({ id: 1, author: 'a', date: '2024-01-01T00:00:00Z', text: '六个月' }),
          new InsertedTextRun({ id: 2, author: 'a', date: '2024-01-01T00:00:00Z', text: '五个月' }),
        ] }),
        new Paragraph({ children: [new TextRun({ children: ['审判长', new Tab(), '周平'] })] }),
      ],
    }],
  });
  assert.deepEqual((await textOf(await Packer.toBuffer(file))).split('\n'), [
    '江州市东湖区人民法院', '被告人林海潮', '男', '罪名\t刑期', '盗窃罪', '一、第一项。', '二、第二项。', '刑期至二〇二五年止。缓刑',
    '已折抵二日。', '五个月', '审判长\t周平',
  ]);
});

test('a damaged, cut off, foreign or empty archive is refused', async () => {
  const whole = Buffer.from(minimal(body(words('被告人'))));
  assert.equal(await textOf(whole), '被告人');
  assert.equal((await refusalOf(whole.subarray(0, whole.length - 30)))[0], 'ARCHIVE_BROKEN');
  assert.equal((await refusalOf(whole.subarray(0, 60)))[0], 'ARCHIVE_BROKEN');
  const damaged = Buffer.from(whole);
  damaged[60] = (damaged[60] ?? 0) ^ 1;
  assert.deepEqual(await refusalOf(damaged), ['ARCHIVE_BROKEN', 'part word/document.xml'], 'the checksum does not fit');
  assert.equal((await refusalOf(minimal(body(''))))[0], 'EMPTY');
  assert.equal((await refusalOf(minimal('<w:document')))[0], 'DOCX_BROKEN');
  assert.equal((await refusalOf(minimal('not xml at all')))[0], 'DOCX_BROKEN');
  assert.equal((await refusalOf(storeZip([part('a.txt', 'x')])))[0], 'ARCHIVE');
  assert.equal((await refusalOf(storeZip([part('OFD.xml', 'x')])))[0], 'OFD');
  const twice = storeZip([part('word/document.xml', body(words('甲'))), part('word/document.xml', body(words('乙')))]);
  assert.deepEqual(await refusalOf(twice), ['ARCHIVE_BROKEN', 'part word/document.xml']);
});

test('a document type declaration is refused, so that no entity is ever resolved', async () => {
  const hostile = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${body(words('&a;'))}`;
  assert.deepEqual(await refusalOf(minimal(hostile)), ['XML_FORBIDDEN', 'part word/document.xml']);
});

/** An archive whose directory claims that a part is small while it unpacks to `bytes` of spaces. */
const bomb = (bytes: number): Uint8Array => {
  const spaces = Buffer.alloc(bytes, 0x20);
  const packed = deflateRawSync(spaces);
  const archive = Buffer.from(storeZip([{ name: 'word/document.xml', bytes: packed }]));
  const entry = archive.indexOf('PK\u0001\u0002');
  archive.writeUInt16LE(8, entry + 10); // deflated, though written as stored
  archive.writeUInt32LE(crc32(spaces), entry + 16);
  archive.writeUInt32LE(100, entry + 24);
  return archive;
};

test('a part that unpacks to more than the limit is refused, whatever its directory claims', async () => {
  assert.equal((await refusalOf(bomb(1000)))[0], 'DOCX_BROKEN', 'below the limit it is only no document');
  const hostile = bomb(200 * 1024 * 1024);
  assert.ok(hostile.length < 300_000);
  const before = performance.now();
  assert.deepEqual(await refusalOf(hostile), ['ARCHIVE_BOMB', 'part word/document.xml']);
  assert.ok(performance.now() - before < 2000);
});

test('endless nesting is refused and not a crash', async () => {
  const depth = 100_000;
  const nested = '<w:sdt><w:sdtContent>'.repeat(depth) + words('甲') + '</w:sdtContent></w:sdt>'.repeat(depth);
  assert.equal((await refusalOf(minimal(body(nested))))[0], 'DOCX_BROKEN');
  assert.equal((await refusalOf(minimal('<a>'.repeat(300_000))))[0], 'DOCX_BROKEN');
});
