import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Cell, isEmptyCell } from './table.ts';
import { readDocument } from './read-document.ts';
import { DOCUMENT_REFUSAL_CODES, documentRefusal } from './refusal.ts';
import type { SourceDocument } from './source-document.ts';

const TEXT = '江州市东湖区人民法院\n刑事判决书\n被告人林海潮犯盗窃罪，判处拘役五个月。';

const read = async (content: string | Uint8Array, name: string): Promise<readonly SourceDocument[]> => {
  const documents = await readDocument(typeof content === 'string' ? Buffer.from(content) : content, name);
  assert.ok(documents.ok, documents.ok ? '' : documents.error.message);
  return documents.value;
};

const refusalOf = async (content: string | Uint8Array, name: string): Promise<readonly string[]> => {
  const documents = await readDocument(typeof content === 'string' ? Buffer.from(content) : content, name);
  return documents.ok ? ['read'] : [documents.error.code, documents.error.where];
};

const textOf = (document: SourceDocument | undefined): string | undefined =>
  (document?.kind === 'text' ? document.text : undefined);

const cellsOf = (document: SourceDocument | undefined): readonly (readonly Cell[])[] =>
  (document?.kind === 'rows' ? document.table.rows.map((row) => row.cells) : []);

test('a text is read whatever its name ends in', async () => {
  for (const name of ['a.txt', 'a', 'a.docx', '判决书.wps']) {
    const [document] = await read(TEXT, name);
    assert.deepEqual(document, { kind: 'text', id: name, format: 'txt', text: TEXT, encoding: 'utf-8' });
  }
  assert.equal(textOf((await read(gzipSync(TEXT), 'a.txt.gz'))[0]), TEXT);
});

test('each type that cannot be read is refused with what would be right', async () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const stream = (name: string): Buffer => Buffer.concat([ole, Buffer.alloc(512), Buffer.from(name, 'utf16le')]);
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['EMPTY', '', 'a.txt'], ['EMPTY', ' \n\t\r\n', 'a.txt'], ['EMPTY', '', 'a.pdf'], ['DIRECTORY', 'x', 'judgments/'],
    ['DOC_BINARY', stream('WordDocument'), 'a.doc'], ['XLS_BINARY', stream('Workbook'), 'a.xls'],
    ['OFFICE_ENCRYPTED', stream('EncryptedPackage'), 'a.docx'], ['RTF', '{\\rtf1 x}', 'a.doc'],
    ['IMAGE', Buffer.from('89504e470d0a1a0a00', 'hex'), 'a.pdf'], ['IMAGE', Buffer.from('ffd8ffe000104a46', 'hex'), 'a.jpg'],
    ['ARCHIVE', Buffer.from('526172211a0700', 'hex'), 'a.rar'], ['ARCHIVE', Buffer.from('504b0506' + '00'.repeat(18), 'hex'), 'a'],
    ['ARCHIVE_BROKEN', Buffer.from('PK\u0003\u0004 but nothing behind'), 'a.docx'],
    ['XML', '<?xml version="1.0"?><w:wordDocument/>', 'a.doc'], ['WEB_ARCHIVE', 'MIME-Version: 1.0\nContent-Type: x', 'a.doc'],
    ['PDF_BROKEN', Buffer.from([0, 1, 2, 0xff]), 'a.pdf'], ['DOCX_BROKEN', Buffer.from([0, 1, 2, 0xff]), 'a.docx'],
    ['XLSX_BROKEN', Buffer.from([0, 1, 2, 0xff]), 'a.xlsx'], ['UNKNOWN_TYPE', Buffer.from([0, 1, 2, 0xff]), 'a.bin'],
    ['BINARY', Buffer.from([0, 1, 2, 0xff]), 'a.txt'], ['PDF_TRUNCATED', '%PDF-1.4\n1 0 obj', 'a.pdf'],
    ['GZIP_BROKEN', gzipSync(TEXT).subarray(0, 30), 'a.txt.gz'], ['ARCHIVE', gzipSync(gzipSync(TEXT)), 'a.txt.gz.gz'],
  ];
  for (const [code, bytes, name] of cases) assert.equal((await refusalOf(bytes, name))[0], code, `${code} ${name}`);
});

test('a refusal is one sentence that says what, where and what would be right', () => {
  for (const code of DOCUMENT_REFUSAL_CODES) {
    assert.match(documentRefusal(code, 'line 3').message, /^[A-Z][^():]* \(line 3\): [^:]+\.$/, code);
  }
});

test('the size limit is checked before anything is read', async () => {
  const refused = await readDocument(Buffer.from(TEXT), 'a.txt', { maxBytes: 10 });
  assert.ok(!refused.ok);
  assert.deepEqual([refused.error.code, refused.error.where], ['TOO_LARGE', `${Buffer.byteLength(TEXT)} bytes, limit 10`]);
  const packed = await readDocument(gzipSync('被告人'.repeat(1000)), 'a.txt.gz', { maxUnpackedBytes: 8999 });
  assert.ok(!packed.ok);
  assert.equal(packed.error.code, 'ARCHIVE_BOMB');
  assert.ok((await readDocument(gzipSync('被告人'.repeat(1000)), 'a.txt.gz', { maxUnpackedBytes: 9000 })).ok);
});

test('a page keeps its words and loses its markup', async () => {
  const page = `<!DOCTYPE html><html><head><title>x</title><script>var a = "<p>no</p>";</script></head><body>
    <!-- 注释 --><div class="a>b">江州市东湖区<b>人民</b>法院</div><p>刑事&nbsp;判决书&#65288;2024&#xff09;</p>
    <style>p{}</style><p>酒精含量<80mg，&valueOf;&amp;lt;</p><table><tr><td>甲</td><td>乙</td></tr></table></body></html>`;
  const [document] = await read(page, 'a.doc');
  assert.equal(document?.kind === 'text' ? document.format : '', 'html');
  assert.equal(textOf(document), '江州市东湖区人民法院\n刑事 判决书（2024）\n酒精含量<80mg，&valueOf;&lt;\n甲\t乙');
  assert.deepEqual(await refusalOf('<html><head><title>x</title></head><body></body></html>', 'a.html'), ['EMPTY', 'file']);
});

test('rows of a CSV are read with their lines, literally, and by any common delimiter', async () => {
  const csv = '编号,姓名,备注\r\n1,林海潮,"甲,""乙""\r\n丙"\r\n\r\n,,\r\n2,=cmd|x,\r\n';
  const [document] = await read(`\ufeff${csv}`, 'a.csv');
  assert.deepEqual(document?.kind === 'rows' ? document.table.rows : [], [
    { line: 1, cells: ['编号', '姓名', '备注'] }, { line: 3, cells: ['1', '林海潮', '甲,"乙"\n丙'] }, { line: 6, cells: ['2', '=cmd|x'] },
  ]);
  for (const delimiter of ['\t', ';', '，', '|']) {
    assert.deepEqual(cellsOf((await read(`甲${delimiter}乙\n1${delimiter}2`, 'a.csv'))[0]), [['甲', '乙'], ['1', '2']]);
  }
  assert.deepEqual(await refusalOf('a,b\n1,"林海潮\n2,3\n', 'a.csv'), ['CSV_BROKEN', 'line 3']);
  assert.deepEqual(await refusalOf(',,\n,,\n', 'a.csv'), ['NO_ROWS', 'file']);
  assert.equal((await refusalOf(','.repeat(600) + 'x', 'a.csv'))[0], 'TABLE_TOO_WIDE');
});

test('a JSON array of texts is one document an item, of other objects one table', async () => {
  const texts = [{ id: 'J1', text: TEXT }, { text: TEXT, extra: 1 }, { id: 'J3', text: '' }, 7, { id: 9, text: TEXT }];
  const documents = await read(JSON.stringify(texts), 'a.json');
  assert.deepEqual(documents.map(({ kind, id }) => [kind, id]), [
    ['text', 'J1'], ['text', 'a.json#2'], ['refused', 'a.json#3'], ['refused', 'a.json#4'], ['text', '9'],
  ]);
  const [rows] = await read(JSON.stringify([{ 姓名: '林海潮', 累犯: true }, { 罪名: ['盗窃罪'], 附: { a: 1 } }]), 'b.json');
  assert.deepEqual(cellsOf(rows), [
    ['姓名', '累犯', '罪名', '附'], ['林海潮', true], [null, null, ['盗窃罪'], { unreadable: 'object' }],
  ]);
  assert.equal((await read('{"text":"甲"}', 'a.txt'))[0]?.kind, 'text');
  assert.deepEqual(await refusalOf('{"text":', 'a.json'), ['JSON_BROKEN', 'file']);
  assert.equal((await read('[2024]江0102刑初118号', 'a.txt'))[0]?.kind, 'text', 'a text may begin with a bracket');
  assert.deepEqual((await read('7', 'a.json')).map(({ kind }) => kind), ['refused']);
  assert.deepEqual(await refusalOf('[1,', 'a.json'), ['JSON_BROKEN', 'file']);
});

test('a bad line of a .jsonl is refused for itself, whatever its encoding, and the rest goes on', async () => {
  const gb = Buffer.from('b1bbb8e6c8cbb7b8b5c1c7d4d7ef', 'hex'); // 被告人犯盗窃罪 in GB18030
  const file = Buffer.concat([
    Buffer.from(`{"id":"A","text":"${TEXT.replaceAll('\n', '\\n')}"}\r\n\n{"id":"B"\n`),
    Buffer.from('{"text":"'), gb, Buffer.from('"}\n'), Buffer.from([0x7b, 0xff, 0x7d, 0x0a]), Buffer.from('[1]\n{"text":3}\n{"x":1}\n{"y":2}'),
  ]);
  for (const [bytes, name] of [[file, 'a.jsonl'], [gzipSync(file), 'a.jsonl.gz']] as const) {
    const documents = await read(bytes, name);
    assert.deepEqual(documents.map((found) => [found.kind, found.id, found.kind === 'refused' ? found.refusal.code : '']), [
      ['text', 'A', ''], ['refused', 'a.jsonl#3', 'JSON_BROKEN'], ['text', 'a.jsonl#4', ''],
      ['refused', 'a.jsonl#5', 'ENCODING_INVALID'], ['refused', 'a.jsonl#6', 'JSON_SHAPE'],
      ['refused', 'a.jsonl#7', 'JSON_TEXT'], ['rows', 'a.jsonl', ''],
    ]);
    assert.equal(textOf(documents[2]), '被告人犯盗窃罪');
    assert.deepEqual(cellsOf(documents[6]), [['x', 'y'], [1], [null, 2]]);
  }
  assert.ok(isEmptyCell(null));
});
