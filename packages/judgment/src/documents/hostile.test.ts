import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readDocument } from './read-document.ts';
import type { DocumentRefusal } from './refusal.ts';
import { isWellNested } from './xml-nesting.ts';
import { storeZip } from './zip-store.ts';

const SECRET = '林海潮';

const check = async (bytes: Uint8Array, name: string): Promise<void> => {
  const refused = (refusal: DocumentRefusal): void => {
    assert.match(refusal.message, /^[A-Z][^\n]+\.$/);
    assert.ok(!refusal.message.includes(SECRET) && !refusal.message.includes('案件甲'));
  };
  const read = await readDocument(bytes, name, { maxUnpackedBytes: 1_000_000 });
  if (!read.ok) refused(read.error);
  else for (const document of read.value) if (document.kind === 'refused') refused(document.refusal);
};

const TEXTS = [
  `{"id":"1","text":"${SECRET}犯盗窃罪"}\n{"a":1}`, `[{"姓名":"${SECRET}","罪名":"盗窃罪"}]`, `姓名,罪名\n${SECRET},"盗窃罪"\n`,
  `<!doctype html><p>${SECRET}<b>犯</b>&#30423;窃罪<script>x</script>`, `被告人${SECRET}犯盗窃罪，判处拘役五个月。`,
];
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
  + '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1'
  + '/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 24>>stream\nBT /F 9 Tf (text) Tj ET \nendstream endobj\n'
  + 'trailer<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const part = (name: string, xml: string): { name: string; bytes: Uint8Array } => ({ name, bytes: Buffer.from(xml) });
const SEEDS: readonly Uint8Array[] = [
  ...TEXTS.map((text) => Buffer.from(text)), ...TEXTS.slice(0, 4).map((text) => Buffer.from(text, 'utf16le')),
  gzipSync(TEXTS[0] ?? ''), Buffer.from(PDF),
  storeZip([part('word/document.xml', `<w:document ${W}><w:body><w:p><w:r><w:t>${SECRET}</w:t></w:r></w:p></w:body></w:document>`)]),
  storeZip([
    part('xl/workbook.xml', `<workbook ${X} ${R}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`),
    part('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    part('xl/worksheets/sheet1.xml', `<worksheet ${X}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>`),
  ]),
];
const names = fc.constantFrom(
  ...['', '.txt', '.docx', '.pdf', '.xlsx', '.csv', '.json', '.jsonl', '.jsonl.gz', '.html'].map((end) => `案件甲${end}`),
);

test('any bytes under any name give documents or a refusal, never an exception, never a word of the file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), names, check),
    { numRuns: 2000, seed: 286 },
  );
});

type Edit = Readonly<{ at: number; byte: number; cut: number; copies: number }>;
const edits: fc.Arbitrary<readonly Edit[]> = fc.array(fc.record({
  at: fc.nat(4000), byte: fc.nat(255), cut: fc.nat(20), copies: fc.nat(3),
}), { minLength: 1, maxLength: 6 });

const mutated = (seed: Uint8Array, changes: readonly Edit[]): Uint8Array =>
  changes.reduce<Buffer>((bytes, { at, byte, cut, copies }) => {
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    const piece = Buffer.from([...Array.from({ length: copies }, () => [...bytes.subarray(place, place + cut)]).flat(), byte]);
    return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place + cut)]);
  }, Buffer.from(seed));

test('damaged files of every format give documents or a refusal, never an exception', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...SEEDS), edits, names, async (seed, changes, name) =>
    check(mutated(seed, changes), name)), { numRuns: 2000, seed: 286 });
});

test('every seed of the mutations is read when it is whole', async () => {
  for (const [index, seed] of SEEDS.entries()) {
    const read = await readDocument(seed, 'a');
    assert.ok(read.ok, `${index}: ${read.ok ? '' : read.error.message}`);
  }
});

const MEBIBYTE = 1024 * 1024;

// A timing never fails a test: what must end, ends; how fast is measured and told.
test('a megabyte of hostile content of each kind is answered', async (context) => {
  let slowest = { what: '', milliseconds: 0 };
  const fill = (unit: string): Buffer => Buffer.from(unit.repeat(Math.ceil(MEBIBYTE / unit.length)).slice(0, MEBIBYTE));
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['garbage', randomBytes(MEBIBYTE), 'a.txt'], ['garbage pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(MEBIBYTE), Buffer.from('\n%%EOF')]), 'a.pdf'],
    ['deep JSON', fill('['), 'a.json'], ['deep JSON closed', Buffer.from('['.repeat(500_000) + ']'.repeat(500_000)), 'a.json'],
    ['deep object', Buffer.from('{"a":'.repeat(170_000) + '1' + '}'.repeat(170_000)), 'a.json'],
    ['lines of nothing', fill('\n'), 'a.jsonl'], ['quotes', fill('"'), 'a.csv'], ['open quotes', fill('"a,'), 'a.csv'],
    ['tags', fill('<'), 'a.html'], ['open tags', fill('<a '), 'a.html'], ['html tags', fill('<html><b> '), 'a.html'],
    ['open scripts', fill('<html><script>'), 'a.html'], ['open comments', fill('<html><!--'), 'a.html'], ['entities', fill('<p>&#38;&amp'), 'a.html'],
    ['mails', fill('from:\n'), 'a.txt'], ['spaces', Buffer.concat([Buffer.from('<p>'), fill(' ')]), 'a.html'], ['returns', fill('\r'), 'a.txt'],
    ['XML tags', storeZip([{ name: 'word/document.xml', bytes: fill('<a>') }]), 'a.docx'],
    ['XML attributes', storeZip([{ name: 'word/document.xml', bytes: Buffer.from(`<a ${fill('b="" ').toString()}/>`) }]), 'a.docx'],
    ['archive ends', Buffer.concat([Buffer.from('PK\u0003\u0004'), fill('PK\u0005\u0006')]), 'a.zip'],
  ];
  for (const [what, bytes, name] of cases) {
    const before = performance.now();
    await check(bytes, name);
    const milliseconds = Math.round(performance.now() - before);
    if (milliseconds > slowest.milliseconds) slowest = { what, milliseconds };
  }
  context.diagnostic(`measured slowest of 1 MB hostile contents: ${slowest.what}, ${slowest.milliseconds} ms`);
});

test('XML is well nested only if each element is closed by its own end tag, at most 256 deep', () => {
  const good = ['<a/>', '<a><b c=">"/><!-- <x> --><![CDATA[<y>]]></a>', '<?xml?><a></a>', '<a>'.repeat(256) + '</a>'.repeat(256)];
  const bad = ['<a>', '</a>', '<a></b>', '<a><b></a></b>', '<a b="></a>', '<', '<1/>', '<a>'.repeat(257) + '</a>'.repeat(257)];
  for (const xml of good) assert.ok(isWellNested(xml), xml.slice(0, 40));
  for (const xml of bad) assert.ok(!isWellNested(xml), xml.slice(0, 40));
});
