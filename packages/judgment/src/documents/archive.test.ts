import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { crc32, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isArchive, readArchive } from './archive.ts';
import { sourceOfBytes } from './archive-source.ts';
import { readDocument } from './read-document.ts';
import type { SourceDocument } from './source-document.ts';
import { makeZip, type Packed } from './testing/make-zip.ts';
import { storeZip } from './zip-store.ts';

const TEXT = '被告人林海潮犯盗窃罪，判处拘役五个月。';

const read = async (bytes: Uint8Array): Promise<readonly SourceDocument[]> => {
  const documents: SourceDocument[] = [];
  for await (const document of readArchive(sourceOfBytes(bytes), '案卷.zip')) documents.push(document);
  return documents;
};

/** `id text` or `id CODE`. */
const told = async (bytes: Uint8Array): Promise<readonly string[]> => (await read(bytes)).map((document) => {
  if (document.kind === 'refused') {
    assert.match(document.refusal.message, /^[A-Z][^\n]+\.$/);
    assert.ok(!document.refusal.message.includes('林海潮') && !document.refusal.message.includes('案'));
  }
  return `${document.id} ${document.kind === 'text' ? document.text : document.kind === 'rows' ? 'rows' : document.refusal.code}`;
});

const one = async (file: Packed): Promise<string> => (await told(makeZip([file]))).join();
// 判决.txt in GBK, and the same in UTF-8.
const GBK_NAME = Buffer.from('c5d0bef62e747874', 'hex');
const UTF8_NAME = Buffer.from('判决.txt');

test('every file of an archive is a document, in its order; folders and hidden files are left out', async () => {
  const row = '姓名,罪名\n林海潮,盗窃罪\n';
  const archive = makeZip([
    { name: '甲/' }, { name: '甲/一.txt', bytes: TEXT }, { name: '甲/.DS_Store', bytes: 'x' }, { name: '__MACOSX/甲/一.txt', bytes: 'x' },
    { name: '~$二.docx', bytes: 'x' }, { name: '表.csv', bytes: row }, { name: '行.jsonl', bytes: `{"id":"1","text":"${TEXT}"}` },
    { name: '压.txt.gz', bytes: gzipSync(TEXT), method: 0 },
  ]);
  assert.deepEqual(await told(archive), [`案卷.zip/甲/一.txt ${TEXT}`, '案卷.zip/表.csv rows', `1 ${TEXT}`, `案卷.zip/压.txt ${TEXT}`]);
});

test('names: by the flag; without it UTF-8 where it is Chinese, else GB18030; a Unicode path outweighs both', async () => {
  const path = Buffer.concat([Buffer.from([1]), Buffer.alloc(4), UTF8_NAME]);
  path.writeUInt32LE(crc32(Buffer.from('_.txt')), 1);
  const extra = Buffer.concat([Buffer.from([0x75, 0x70, path.length, 0]), path]);
  const rows: readonly (readonly [Packed, string])[] = [
    [{ name: UTF8_NAME }, '判决.txt'], [{ name: UTF8_NAME, flags: 0 }, '判决.txt'], [{ name: GBK_NAME, flags: 0 }, '判决.txt'],
    [{ name: 'plain.txt', flags: 0 }, 'plain.txt'], [{ name: '_.txt', flags: 0, extra }, '判决.txt'], [{ name: 'a\\b.txt' }, 'a/b.txt'],
  ];
  for (const [file, name] of rows) assert.equal(await one({ ...file, bytes: TEXT }), `案卷.zip/${name} ${TEXT}`);
  assert.match(await one({ name: GBK_NAME, bytes: TEXT }), /ARCHIVE_NAME/, 'the flag says UTF-8, the bytes are none');
});

test('what no reader may follow is refused by its own sentence, and the rest stands', async () => {
  const good: Packed = { name: 'good.txt', bytes: TEXT };
  const rows: readonly (readonly [string, Packed])[] = [
    ['ARCHIVE_NAME', { name: '../out.txt', bytes: TEXT }], ['ARCHIVE_NAME', { name: 'a/../../out.txt', bytes: TEXT }],
    ['ARCHIVE_NAME', { name: '/etc/x.txt', bytes: TEXT }], ['ARCHIVE_NAME', { name: 'C:\\x.txt', bytes: TEXT }],
    ['ARCHIVE_NAME', { name: 'a\u202etxt.exe', bytes: TEXT }], ['ARCHIVE_NAME', { name: 'good.txt', bytes: 'another' }],
    ['ARCHIVE_LINK', { name: 'link', bytes: '/etc/passwd', unixMode: 0o120777 }], ['ARCHIVE_LINK', { name: 'pipe', unixMode: 0o010644 }],
    ['ARCHIVE_ENCRYPTED', { name: 'locked.txt', bytes: TEXT, flags: 0x0801 }], ['ARCHIVE_METHOD', { name: 'x.txt', bytes: TEXT, method: 12 }],
    ['ARCHIVE_NESTED', { name: 'inner.zip', bytes: makeZip([good]) }], ['ARCHIVE_NESTED', { name: 'inner.rar', bytes: 'Rar!\x1a\x07' }],
    ['ARCHIVE_BROKEN', { name: 'x.txt', bytes: TEXT, claims: { checksum: 1 } }],
    ['ARCHIVE_BROKEN', { name: 'x.txt', bytes: TEXT, claims: { unpackedBytes: 9 } }],
    ['TOO_LARGE', { name: 'x.txt', bytes: TEXT, claims: { unpackedBytes: 2 ** 31 } }],
    ['ARCHIVE_BOMB', { name: 'x.txt', bytes: Buffer.alloc(2 * 1024 * 1024) }], ['IMAGE', { name: 'scan.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }],
  ];
  for (const [code, file] of rows) {
    const documents = await told(makeZip([good, file, { ...good, name: 'last.txt' }]));
    assert.equal(documents.length, 3, code);
    assert.match(documents[1] ?? '', new RegExp(`${code}$`));
    assert.match(documents[2] ?? '', /last\.txt 被/);
  }
});

test('a file of ordinary size with an ordinary ratio is no bomb, one byte over a mebibyte included', async () => {
  const words = Array.from({ length: 60_000 }, (_, at) => `第${at}条${(at * 7919) % 10_007}`).join('。');
  assert.ok(Buffer.byteLength(words) > 1024 * 1024);
  assert.match(await one({ name: 'a.txt', bytes: words }), /a\.txt 第0条/);
});

test('entries that share their bytes end the reading: together they are larger than the archive', async () => {
  const shared = Array.from({ length: 50 }, (_, at): Packed => ({ name: `${at}.txt`, bytes: TEXT.repeat(20), sharesBytes: at > 0 }));
  const documents = await told(makeZip(shared));
  assert.equal(documents.at(-1), '案卷.zip ARCHIVE_BOMB');
  assert.ok(documents.length < 45, String(documents.length));
});

test('an archive without files, cut off or with strong encryption is refused as a whole', async () => {
  const whole = makeZip([{ name: 'a.txt', bytes: TEXT }]);
  assert.deepEqual(await told(makeZip([])), ['案卷.zip EMPTY']);
  assert.deepEqual(await told(whole.subarray(0, whole.length - 9)), ['案卷.zip ARCHIVE_BROKEN']);
  assert.deepEqual(await told(makeZip([{ name: 'a.txt', bytes: TEXT, flags: 0x0841 }])), ['案卷.zip ARCHIVE_ENCRYPTED']);
});

test('an Office document is no archive of files, whatever its name says; an archive is one, damaged or not', async () => {
  const office = storeZip([{ name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') }, { name: 'word/document.xml', bytes: Buffer.from('<x/>') }]);
  const archive = makeZip([{ name: 'a.txt', bytes: TEXT }]);
  const rows: readonly (readonly [Uint8Array, boolean])[] = [
    [office, false], [archive, true], [archive.subarray(0, 40), true], [makeZip([]), true], [Buffer.from(TEXT), false], [Buffer.from('PK'), false],
  ];
  for (const [bytes, expected] of rows) assert.equal(await isArchive(sourceOfBytes(bytes)), expected);
  const inner = await readDocument(archive, 'a.zip');
  assert.ok(!inner.ok && inner.error.code === 'ARCHIVE');
});

test('any damage to an archive gives documents or refusals, never an exception', async () => {
  const archive = makeZip([{ name: '甲.txt', bytes: TEXT }, { name: GBK_NAME, flags: 0, bytes: TEXT }, { name: 'b.csv', bytes: 'a,b\n1,2\n', method: 0 }]);
  const edit = fc.record({ at: fc.nat(archive.length - 1), byte: fc.nat(255) });
  await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.nat(archive.length), async (edits, cut) => {
    const damaged = Buffer.from(archive.subarray(0, edits.length > 2 ? cut : archive.length));
    for (const { at, byte } of edits) if (at < damaged.length) damaged[at] = byte;
    for (const document of await read(damaged)) assert.ok(document.id.startsWith('案卷.zip'));
  }), { numRuns: 600, seed: 286 });
});
