import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from '@fengcun/kernel';
import type { SealOptions } from '../cipher/envelope.ts';
import { openBytes, sealBytes } from '../cipher/envelope.ts';
import { newSecret } from '../secret.ts';
import { type Suite, SUITES } from '../suite.ts';
import { fixedRandom } from '../testing/fixed-random.ts';
import { openedStream, sealedStream } from './flow.ts';
import { planRange, sealedLength, segmentStart, storedSegments, STREAM_HEADER_BYTES, streamExtent } from './layout.ts';
import { openStream, resumeStream, startStream } from './segments.ts';

const SMALL = 64;
const SEALED = SMALL + 16;
const random = fixedRandom('stream');
const context = { deployment: 'd', table: 'sealed.attachment', recordId: 'r', version: 0, purposeClass: 'scan' };
const optionsFor = (suite: Suite): SealOptions =>
  ({ suite, key: newSecret(random), kekId: Buffer.alloc(16, 1), context, random });

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const seal = async (options: SealOptions, plain: Uint8Array, chunk = 50): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(sealedStream({ ...options, segmentBytes: SMALL }, inChunks(plain, chunk))));

/** The plaintext, or undefined when any piece was refused. */
const open = async (options: SealOptions, stored: Uint8Array, chunk = 33): Promise<Buffer | undefined> => {
  const pieces = await Array.fromAsync(openedStream(options, inChunks(stored, chunk)));
  const good = pieces.flatMap((piece) => (piece.ok ? [piece.value] : []));
  return good.length === pieces.length ? Buffer.concat(good) : undefined;
};

for (const suite of SUITES) {
  test(`${suite.name}: any length in any chunks comes back, at each side of a segment border`, async () => {
    const options = optionsFor(suite);
    for (const length of [0, 1, 63, 64, 65, 127, 128, 129, 1000]) {
      const plain = Buffer.from(random(length));
      const stored = await seal(options, plain);
      assert.deepEqual(streamExtent({ segmentBytes: SMALL, sealedBytes: stored.length }),
        { ok: true, value: { segments: Math.max(1, Math.ceil(length / SMALL)), plaintextBytes: length } });
      for (const chunk of [1, 7, 64, 80, 5000]) assert.deepEqual(await open(options, stored, chunk), plain);
    }
  });

  test(`${suite.name}: every flipped bit is noticed`, async () => {
    const options = optionsFor(suite);
    const stored = await seal(options, random(100));
    for (let bit = 0; bit < stored.length * 8; bit += 1) {
      const copy = Buffer.from(stored);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(await open(options, copy), undefined, `bit ${bit}`);
    }
  });

  test(`${suite.name}: truncation at any byte, reordering, doubling, dropping and lengthening are noticed`, async () => {
    const options = optionsFor(suite);
    const stored = await seal(options, random(SMALL * 4));
    for (let length = 0; length < stored.length; length += 1) {
      assert.equal(await open(options, stored.subarray(0, length)), undefined, `cut at ${length}`);
    }
    const header = stored.subarray(0, STREAM_HEADER_BYTES);
    const part = (i: number): Buffer => stored.subarray(STREAM_HEADER_BYTES + i * SEALED, STREAM_HEADER_BYTES + (i + 1) * SEALED);
    for (const order of [[1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3], [0, 0, 1, 2, 3], [0, 1, 2, 3, 3], [1, 2, 3], [3]]) {
      assert.equal(await open(options, Buffer.concat([header, ...order.map(part)])), undefined, order.join());
    }
    assert.equal(await open(options, Buffer.concat([stored, Buffer.alloc(1)])), undefined);
  });

  test(`${suite.name}: a segment of another stream, key or place is refused`, async () => {
    const options = optionsFor(suite);
    const one = await seal(options, random(200));
    const two = await seal(options, random(200));
    const mixed = Buffer.concat([one.subarray(0, STREAM_HEADER_BYTES + SEALED), two.subarray(STREAM_HEADER_BYTES + SEALED)]);
    assert.equal(await open(options, mixed), undefined);
    assert.equal(await open({ ...options, key: newSecret(random) }, one), undefined);
    assert.equal(await open({ ...options, context: { ...context, version: 1 } }, one), undefined);
    assert.equal(openBytes(options, one).ok, false);
    assert.equal(openStream(options, sealBytes(options, random(100))).ok, false);
  });
}

test('a range of plaintext needs only its segments, whatever the range', async () => {
  const options = optionsFor(SUITES[0] as Suite);
  const plain = Buffer.from(random(1000));
  const stored = await seal(options, plain);
  const layout = { segmentBytes: SMALL, sealedBytes: stored.length };
  const opener = openStream(options, stored.subarray(0, STREAM_HEADER_BYTES));
  assert.ok(opener.ok && opener.value.segmentBytes === SMALL);
  const read = (start: number, end: number): Buffer => {
    const plan = planRange(layout, { start, end });
    assert.ok(plan.ok && plan.value.length <= Math.ceil((end - start) / SMALL) + 1);
    return Buffer.concat(plan.value.map((segment) => {
      const opened = opener.value.open(segment, stored.subarray(segment.sealedStart, segment.sealedEnd));
      assert.ok(opened.ok);
      return opened.value.subarray(segment.keepStart, segment.keepEnd);
    }));
  };
  fc.assert(fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 1000 }), (start, length) => {
    const end = Math.min(start + length, 1000);
    assert.deepEqual(read(start, end), plain.subarray(start, end));
  }), { seed: 286, numRuns: 300 });
  for (const [start, end] of [[0, 0], [0, 1001], [-1, 4], [5, 4], [0.5, 4]] as const) {
    assert.deepEqual(planRange(layout, { start, end }), { ok: false, error: { code: 'RANGE_OUTSIDE' } });
  }
  for (const sealedBytes of [0, 68, 83, 68 + SEALED + 16, 68 + SEALED + 15]) {
    assert.equal(streamExtent({ segmentBytes: SMALL, sealedBytes }).ok, false, String(sealedBytes));
  }
});

test('a stream header with anything but zeroes after the nonce prefix, or an impossible segment size, is refused', () => {
  const options = optionsFor(SUITES[0] as Suite);
  const { header } = startStream(options, SMALL);
  assert.ok(openStream(options, header).ok);
  for (const at of [27, 28, 29, 30, 31, 32, 33]) assert.equal(openStream(options, Buffer.from(header).fill(0xff, at, at + 1)).ok, false);
  assert.equal(openStream(options, Buffer.from(header).fill(63, 35, 36)).ok, false);
  assert.equal(resumeStream({ ...options, key: newSecret(random) }, header, 1).ok, false);
});

test('a resumed stream goes on where it stopped and gives the same file', async () => {
  const options = optionsFor(SUITES[0] as Suite);
  const plain = Buffer.from(random(SMALL * 3));
  const first = startStream(options, SMALL);
  const parts = [first.header, first.seal(plain.subarray(0, SMALL), false)];
  const resumed = resumeStream(options, first.header, 1);
  assert.ok(resumed.ok);
  parts.push(resumed.value.seal(plain.subarray(SMALL, 2 * SMALL), false), resumed.value.seal(plain.subarray(2 * SMALL), true));
  assert.deepEqual(await open(options, Buffer.concat(parts)), plain);
  assert.throws(() => resumed.value.seal(Buffer.alloc(SMALL), false), BugError);
  assert.throws(() => first.seal(Buffer.alloc(SMALL - 1), false), BugError);
  assert.throws(() => startStream(options, 63), BugError);
});

test('lengths of plaintext and stored stream lead to each other, and an unfinished stream has its whole segments', () => {
  fc.assert(fc.property(fc.integer({ min: 64, max: 5000 }), fc.nat(100_000), (segmentBytes, plaintextBytes) => {
    const sealedBytes = sealedLength({ segmentBytes, plaintextBytes });
    const extent = streamExtent({ segmentBytes, sealedBytes });
    assert.ok(extent.ok);
    assert.equal(extent.value.plaintextBytes, plaintextBytes);
    const full = Math.floor(plaintextBytes / segmentBytes);
    assert.equal(storedSegments({ segmentBytes, sealedBytes: segmentStart(segmentBytes, full) }), full);
    assert.equal(storedSegments({ segmentBytes, sealedBytes: segmentStart(segmentBytes, full) - 1 }), Math.max(0, full - 1));
  }), { seed: 286, numRuns: 300 });
});
