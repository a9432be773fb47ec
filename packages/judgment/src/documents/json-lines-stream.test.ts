import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readJsonLines } from './json-lines-stream.ts';
import type { SourceDocument } from './source-document.ts';

const chunksOf = (bytes: Uint8Array, size: number): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));

const all = async (chunks: Iterable<Uint8Array>, maxLineBytes = 1000): Promise<readonly SourceDocument[]> =>
  Array.fromAsync(readJsonLines(chunks, 's', { maxLineBytes }));

const LINES = [{ id: '甲', text: '被告人甲' }, { id: '乙', text: '被告人乙'.repeat(20) }, { id: '丙', text: '丙' }];
const FILE = Buffer.from(LINES.map((line) => JSON.stringify(line)).join('\n'));

test('where chunks are cut changes nothing, packed or not', async () => {
  const expected = LINES.map(({ id, text }) => ({ kind: 'text', id, format: 'jsonl', text, encoding: 'utf-8' }));
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.boolean(), async (size, isPacked) => {
    assert.deepEqual(await all(chunksOf(isPacked ? gzipSync(FILE) : FILE, size)), expected);
  }), { numRuns: 60, seed: 286 });
});

test('a producer may reuse its buffer for the next chunk', async () => {
  const buffer = Buffer.alloc(16);
  const reused = function* (): Generator<Uint8Array> {
    for (const chunk of chunksOf(FILE, 16)) {
      buffer.set(chunk);
      yield buffer.subarray(0, chunk.length);
    }
  };
  assert.deepEqual((await all(reused())).map(({ id }) => id), ['甲', '乙', '丙']);
});

test('a line over the limit is refused and forgotten, the rest goes on', async () => {
  const long = Buffer.from(`{"text":"${'a'.repeat(5000)}"}\n{"id":"B","text":"b"}\n`);
  const [first, second] = await all(chunksOf(long, 100));
  assert.deepEqual(first?.kind === 'refused' ? first.refusal.code : '', 'LINE_TOO_LONG');
  assert.equal(second?.id, 'B');
});

test('a packed stream that breaks off ends with one refusal after its whole lines', async () => {
  const many = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `{"id":"${index}","text":"${index * 7919}"}`).join('\n'));
  const packed = gzipSync(many);
  const documents = await all(chunksOf(packed.subarray(0, packed.length / 2), 4096));
  const last = documents[documents.length - 1];
  assert.ok(documents.length > 1000);
  assert.equal(last?.kind === 'refused' ? last.refusal.code : '', 'GZIP_BROKEN');
  assert.deepEqual(await all([]), []);
});

test('a fault of the source passes through and is not taken for a damaged file', async () => {
  const failing = async function* (): AsyncGenerator<Uint8Array> {
    yield gzipSync(FILE).subarray(0, 20);
    throw new Error('disk');
  };
  await assert.rejects(Array.fromAsync(readJsonLines(failing(), 's')), /disk/);
});

test('memory stays constant: 64 MiB unpacked pass through within 40 MiB', async () => {
  const line = Buffer.from(`{"text":"${'被告人犯盗窃罪'.repeat(45)}"}\n`);
  const packed = gzipSync(Buffer.concat(Array.from({ length: 1024 }, () => line)));
  const repeated = Math.ceil((64 * 1024 * 1024) / (line.length * 1024));
  const source = function* (): Generator<Uint8Array> {
    for (let index = 0; index < repeated; index += 1) yield packed; // members of one .gz may follow each other
  };
  let [count, most] = [0, 0];
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  for await (const document of readJsonLines(source(), 's')) {
    count += document.kind === 'text' ? 1 : 0;
    if (count % 5000 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  assert.equal(count, repeated * 1024);
  assert.ok(most < 40 * 1024 * 1024, `${most} bytes of buffers`);
});
