import assert from 'node:assert/strict';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SEGMENT_BYTES } from '@fengcun/crypto';
import { Fault, present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { FILE_CALLS, type FileCalls } from '@fengcun/store';
import { dumpOf } from '../intake/testing/import-fixture.ts';
import { appendUpload, uploadStatus } from './append-upload.ts';
import type { AttachmentParts } from './attachment-parts.ts';
import { clearUploads } from './clear-uploads.ts';
import { attachFile } from './attach-file.ts';
import { findAttachments } from './read-attachment.ts';
import { begin, type Bench, contentOf, inPieces, openBench, paper, planOf } from './testing/attachment-fixture.ts';

let bench: Bench;
before(async () => { bench = await openBench(); });
after(() => bench.close());

const mayTouch = (): boolean => true;
const send = async (uploadId: string, offset: number, bytes: Uint8Array, parts: AttachmentParts = bench.parts) =>
  appendUpload(parts, await bench.act(), { uploadId, offset, source: inPieces(bytes), mayTouch });
const offsetOf = async (uploadId: string): Promise<number | string> => {
  const state = await uploadStatus(bench.parts, await bench.act(), { uploadId, mayTouch });
  return state.ok ? state.value.offset : state.error.code;
};
const attach = async (content: Uint8Array): Promise<string> => {
  const id = await begin(bench, planOf(content));
  const done = await send(id, 0, content);
  assert.ok(done.ok && done.value.isAttached, JSON.stringify(done));
  return id;
};
const blobOf = async (id: string): Promise<string> => {
  const { rows } = await sql<Readonly<{ blobId: string }>>`
    select blob_id from open.attachment where attachment_id = ${id} union select blob_id from ops.upload where upload_id = ${id}`.execute(bench.deployment.connection);
  return present(rows[0], 'a row with a blob').blobId;
};
const fileOf = async (id: string, kind = 'finished'): Promise<string> => {
  const blobId = await blobOf(id);
  return join(bench.folder, kind, blobId.slice(-2), blobId);
};

test('a paper of every length around a segment comes back as it went in', async () => {
  for (const length of [10, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES, 3 * SEGMENT_BYTES + 77]) {
    const content = paper(length);
    const id = await attach(content);
    assert.deepEqual(await contentOf(bench, id), content, String(length));
  }
});

test('a range is read at every border of a segment and on both sides of it', async () => {
  const content = paper(4 * SEGMENT_BYTES + 500);
  const id = await attach(content);
  const borders = [0, 1, 2, 3, 4].flatMap((at) => [-1, 0, 1].map((step) => at * SEGMENT_BYTES + step)).filter((at) => at >= 0);
  const places = [...borders, content.length - 1, content.length];
  let ranges = 0;
  for (const start of places) {
    for (const end of places.filter((each) => each > start)) {
      assert.ok((await contentOf(bench, id, { start, end }))?.equals(content.subarray(start, end)), `${start}-${end}`);
      ranges += 1;
    }
  }
  assert.ok(ranges > 100, `${ranges} ranges`);
});

test('an upload goes on in parts of any size, in other processes, and with bytes that were not acknowledged', async () => {
  const content = paper(5 * SEGMENT_BYTES + 1234);
  const id = await begin(bench, planOf(content));
  let offset = 0;
  for (const size of [1, 100, SEGMENT_BYTES, 2 * SEGMENT_BYTES + 5, 7]) {
    const done = await send(id, offset, content.subarray(offset, offset + size), bench.restarted());
    assert.ok(done.ok);
    assert.equal(done.value.offset, offset + size);
    offset += size;
    assert.equal(await offsetOf(id), offset);
  }
  assert.deepEqual(await send(id, offset - 1, content), { ok: false, error: { code: 'UPLOAD_OFFSET' } });
  assert.deepEqual(await send(id, offset + 1, content), { ok: false, error: { code: 'UPLOAD_OFFSET' } });
  const done = await send(id, offset, content.subarray(offset));
  assert.ok(done.ok && done.value.isAttached);
  assert.deepEqual(await contentOf(bench, id), content);
  assert.equal(await offsetOf(id), 'UPLOAD_UNKNOWN', 'it is an attachment now');
});

test('a sender that hangs up loses nothing that arrived, down to the byte', async () => {
  const content = paper(2 * SEGMENT_BYTES);
  const id = await begin(bench, planOf(content));
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield content.subarray(0, SEGMENT_BYTES + 321);
    throw new Error('aborted');
  }
  const done = await appendUpload(bench.parts, await bench.act(), { uploadId: id, offset: 0, source: breaking(), mayTouch });
  assert.ok(done.ok && done.value.offset === SEGMENT_BYTES + 321);
  assert.ok((await send(id, SEGMENT_BYTES + 321, content.subarray(SEGMENT_BYTES + 321))).ok);
  assert.deepEqual(await contentOf(bench, id), content);
});

test('of two senders of one upload one goes on; two uploads at once do not meet', async () => {
  const [one, two] = [paper(3 * SEGMENT_BYTES), paper(3 * SEGMENT_BYTES + 1)];
  const [first, second] = [await begin(bench, planOf(one)), await begin(bench, planOf(two))];
  const done = await Promise.all([send(first, 0, one), send(first, 0, one), send(second, 0, two)]);
  assert.deepEqual(done.map((each) => (each.ok ? each.value.isAttached : each.error.code)), [true, 'UPLOAD_BUSY', true]);
  assert.deepEqual([await contentOf(bench, first), await contentOf(bench, second)], [one, two]);
  const third = await begin(bench, planOf(one));
  const apart = await Promise.all([send(third, 0, one.subarray(0, 9), bench.restarted()), send(third, 0, one.subarray(0, 9), bench.restarted())]);
  assert.equal(apart.filter((each) => each.ok).length, 1, 'not in two processes either');
});

test('content that is not what was announced ends the upload, and nothing of it is kept', async () => {
  const content = paper(SEGMENT_BYTES + 5);
  const rows = [
    [planOf(content, { digest: 'b'.repeat(64) }), content, 'UPLOAD_DIGEST'],
    [planOf(Buffer.from('<html>')), Buffer.from('<html>'), 'UPLOAD_MEDIA_TYPE'],
    [planOf(content, { mediaType: 'image/png' }), content, 'UPLOAD_MEDIA_TYPE'],
  ] as const;
  for (const [plan, bytes, code] of rows) {
    const id = await begin(bench, plan);
    const blobId = await blobOf(id);
    assert.deepEqual(await send(id, 0, bytes), { ok: false, error: { code } });
    assert.equal(await offsetOf(id), 'UPLOAD_UNKNOWN');
    assert.deepEqual([await bench.parts.blobs.size(blobId), await bench.parts.blobs.received(blobId)], [undefined, undefined]);
  }
  const id = await begin(bench, planOf(content));
  assert.deepEqual(await send(id, 0, Buffer.concat([content, Buffer.alloc(1)])), { ok: false, error: { code: 'UPLOAD_TOO_LONG' } });
  const [whole] = [await offsetOf(id)];
  assert.ok(whole === 0 || whole === 'UPLOAD_UNKNOWN' || Number(whole) <= content.length);
});

/** What a reader gets of a file that was tampered with: nothing, or only what proves itself. */
const readTampered = async (id: string, content: Buffer): Promise<void> => {
  const got: Uint8Array[] = [];
  await assert.rejects(async () => {
    const { findAttachment } = await import('./read-attachment.ts');
    const opened = await (await findAttachment(bench.parts, await bench.act(), id))?.open();
    for await (const piece of present(opened, 'an attachment').read({ start: 0, end: content.length })) got.push(piece);
  }, (error) => error instanceof Fault && error.code === 'ATTACHMENT_UNREADABLE');
  const before = Buffer.concat(got);
  assert.ok(before.equals(content.subarray(0, before.length)), 'what came before is authentic');
};

test('flipped, exchanged, doubled and cut segments are refused, and so is a file in the place of another', async () => {
  const content = paper(3 * SEGMENT_BYTES + 100);
  const id = await attach(content);
  const path = await fileOf(id);
  const stored = readFileSync(path);
  const full = SEGMENT_BYTES + 16;
  const segment = (at: number): Buffer => stored.subarray(68 + at * full, Math.min(68 + (at + 1) * full, stored.length));
  const join_ = (...parts: readonly Buffer[]): Buffer => Buffer.concat([stored.subarray(0, 68), ...parts]);
  const flipped = [0, 3, 4, 20, 31, 35, 40, 67, 68, 68 + full - 1, 68 + full, 68 + 2 * full + 500, stored.length - 1].map((at) => {
    const copy = Buffer.from(stored);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  });
  const tampered = [
    ...flipped, join_(segment(1), segment(0), segment(2), segment(3)), join_(segment(0), segment(0), segment(2), segment(3)),
    join_(segment(0), segment(1), segment(2)), join_(segment(0), segment(1), segment(2), segment(2)), stored.subarray(0, -1), stored.subarray(0, 68), stored.subarray(0, 30),
    readFileSync(await fileOf(await attach(paper(content.length)))),
  ];
  for (const bytes of tampered) {
    writeFileSync(path, bytes);
    await readTampered(id, content);
  }
  writeFileSync(path, stored);
  assert.deepEqual(await contentOf(bench, id), content);
});

test('a file that changed while it was uploaded, or lost its end, never becomes an attachment', async () => {
  const content = paper(4 * SEGMENT_BYTES);
  const id = await begin(bench, planOf(content));
  assert.ok((await send(id, 0, content.subarray(0, 2 * SEGMENT_BYTES))).ok);
  const path = await fileOf(id, 'unfinished');
  const bytes = readFileSync(path);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  assert.deepEqual(await send(id, 2 * SEGMENT_BYTES, content.subarray(2 * SEGMENT_BYTES)), { ok: false, error: { code: 'UPLOAD_DIGEST' } });
  const other = await begin(bench, planOf(content));
  assert.ok((await send(other, 0, content.subarray(0, 2 * SEGMENT_BYTES + 9))).ok);
  truncateSync(await fileOf(other, 'unfinished'), 68 + SEGMENT_BYTES + 16 + 5);
  assert.equal(await offsetOf(other), SEGMENT_BYTES, 'whole segments count, whatever was acknowledged');
  assert.ok((await send(other, SEGMENT_BYTES, content.subarray(SEGMENT_BYTES))).ok);
  assert.deepEqual(await contentOf(bench, other), content);
});

/** Lets the call of a number fail, after it did half of what it should where it writes. */
const failingAt = (number: number, code: string): FileCalls & Readonly<{ made: () => number }> => {
  let made = 0;
  const fail = async <T>(call: () => Promise<T>, half: () => Promise<unknown> = async () => undefined): Promise<T> => {
    made += 1;
    if (made !== number) return call();
    await half();
    throw Object.assign(new Error(code), { code });
  };
  return {
    made: () => made,
    open: (path, flags) => fail(() => FILE_CALLS.open(path, flags)),
    write: (file, bytes, position) => fail(() => FILE_CALLS.write(file, bytes, position), () => FILE_CALLS.write(file, bytes.subarray(0, bytes.length >> 1), position)),
    sync: (file) => fail(() => FILE_CALLS.sync(file)),
    rename: (from, to) => fail(() => FILE_CALLS.rename(from, to)),
  };
};

for (const code of ['ENOSPC', 'EIO']) {
  test(`${code} at every open, write, sync and rename of an upload leaves no half attachment; it goes on and ends whole`, async (t) => {
    const content = paper(20 * SEGMENT_BYTES + 10);
    let points = 0;
    for (let number = 1; ; number += 1) {
      const id = await begin(bench, planOf(content));
      const calls = failingAt(number, code);
      const failed = await send(id, 0, content, bench.restarted(calls)).then(() => false, (error: unknown) => {
        assert.ok(error instanceof Fault && error.code === 'BLOB_STORE_DISK', String(error));
        return true;
      });
      if (!failed) break;
      points += 1;
      assert.equal(await contentOf(bench, id), undefined, 'no half attachment');
      const offset = await offsetOf(id);
      if (offset !== content.length) assert.ok((await send(id, Number(offset), content.subarray(Number(offset)))).ok, `${number}`);
      assert.ok((await contentOf(bench, id))?.equals(content));
    }
    t.diagnostic(`measured ${points} points`);
    assert.ok(points >= 10, `${points} points`);
  });
}

test('what was begun and never ended is cleared up when it runs out, and files without a row go', async () => {
  const content = paper(SEGMENT_BYTES * 2);
  const kept = await attach(content);
  const id = await begin(bench, planOf(content));
  await send(id, 0, content.subarray(0, SEGMENT_BYTES));
  const stray = await begin(bench, planOf(content));
  await send(stray, 0, content.subarray(0, SEGMENT_BYTES));
  await sql`delete from ops.upload where upload_id = ${stray}`.execute(bench.deployment.connection);
  assert.deepEqual((await clearUploads(bench.parts)).files, 1);
  assert.equal(await offsetOf(id), SEGMENT_BYTES);
  await sql`update ops.upload set expires_at = '2026-11-21T00:00:00Z'`.execute(bench.deployment.connection);
  assert.equal(await offsetOf(id), 'UPLOAD_UNKNOWN');
  assert.ok((await clearUploads(bench.parts)).uploads >= 1);
  assert.deepEqual(await Array.fromAsync(bench.parts.blobs.listUnfinished()), []);
  assert.deepEqual(await contentOf(bench, kept), content);
});

test('a file is attached from the command line once, and a second try goes on where the first stopped', async () => {
  const path = join(bench.folder, '证据卷.pdf');
  const content = paper(3 * SEGMENT_BYTES);
  writeFileSync(path, content);
  const file = { path, kind: 'evidence', account: 'tester', organ: 'registry/00', caseCode: bench.caseCode };
  const broken = await begin(bench, planOf(content, { kind: 'evidence' }));
  await send(broken, 0, content.subarray(0, SEGMENT_BYTES + 3));
  const first = await attachFile(bench.parts, file);
  assert.deepEqual(first, { ok: true, value: { outcome: 'attached', attachmentId: broken, bytes: content.length, from: SEGMENT_BYTES + 3 } });
  assert.equal((await attachFile(bench.parts, file)).ok && 'repeated', 'repeated');
  writeFileSync(path, 'no paper');
  assert.deepEqual(await attachFile(bench.parts, file), { ok: false, error: { code: 'MEDIA_TYPE_UNKNOWN' } });
  writeFileSync(path, content);
  assert.deepEqual(await attachFile(bench.parts, { ...file, kind: 'other', caseCode: '0000000000000000AA' }), { ok: false, error: { code: 'CASE_UNKNOWN' } });
});

test('neither title nor bytes of a paper stand in a table or file in clear', async () => {
  const title = '闻小禾盗窃案侦查卷';
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(title.repeat(5000))]);
  const id = await begin(bench, planOf(content, { title }));
  assert.ok((await send(id, 0, content)).ok);
  const dump = await dumpOf(bench.deployment);
  for (const form of [title, Buffer.from(title).toString('hex'), planOf(content).digest, Buffer.from(planOf(content).digest).toString('hex')]) assert.ok(!dump.includes(form));
  assert.ok(!readFileSync(await fileOf(id)).includes(Buffer.from(title.slice(0, 4))));
  const listed = await (await findAttachments(bench.parts, await bench.act(), bench.caseCode))?.open();
  assert.equal(listed?.find(({ attachmentId }) => attachmentId === id)?.plan.title, title);
});

test('no audit, no plaintext: an intent that was used, or is of another attachment, opens nothing', async () => {
  const id = await attach(paper(100));
  const act = await bench.act();
  const { findAttachment } = await import('./read-attachment.ts');
  const refusing = { ...act, act: { ...act.act, intentFor: async (_places: unknown, now: number) => act.act.intentFor([{ tree: 'open', table: 'attachment', recordId: 'another', version: 1, purposeClass: 'criminalRecord' }], now) } };
  const found = await findAttachment(bench.parts, refusing, id);
  await assert.rejects(async () => found?.open(), (error) => error instanceof Fault && /INTENT_REFUSED/.test(error.message));
});
