import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { err, Fault, ok } from '@fengcun/kernel';
import type { BlobStore } from '../ports/blob-store.ts';
import { envelope, idSource } from '../testing/invented.ts';
import { blobStore } from './blob-store.ts';
import { FILE_CALLS, type FileCalls } from './durable-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-blobs-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const nextId = idSource('blobs');
let count = 0;
const fresh = (calls?: FileCalls): Readonly<{ root: string; store: BlobStore }> => {
  count += 1;
  const root = join(folder, String(count));
  return { root, store: blobStore(root, calls) };
};
const content = envelope('blob', 10_000);
const part = (blobId: string, offset: number, end: number) => ({ blobId, offset, bytes: content.subarray(offset, end) });

test('an upload is resumed from any byte that was received, and finished once it is whole', async () => {
  const { store, root } = fresh();
  const blobId = nextId();
  assert.equal(await store.received(blobId), undefined);
  assert.deepEqual(await store.append(part(blobId, 0, 4000)), ok(4000));
  assert.deepEqual(await store.append(part(blobId, 5000, 6000)), err({ code: 'OFFSET_BEYOND_END', received: 4000 }));
  assert.deepEqual(await store.finish(blobId, 10_000), err({ code: 'OFFSET_BEYOND_END', received: 4000 }));
  const restarted = blobStore(root);
  assert.equal(await restarted.received(blobId), 4000);
  assert.deepEqual(await restarted.append(part(blobId, 3000, 10_000)), ok(10_000));
  assert.equal(await restarted.size(blobId), undefined);
  assert.deepEqual(await restarted.finish(blobId, 10_000), ok(undefined));
  assert.deepEqual(await restarted.finish(blobId, 10_000), ok(undefined));
  assert.deepEqual(await restarted.append(part(blobId, 0, 10)), err({ code: 'BLOB_FINISHED', received: 10_000 }));
  assert.deepEqual([await restarted.size(blobId), await restarted.received(blobId)], [10_000, undefined]);
  assert.deepEqual(await Array.fromAsync(restarted.list()), [{ blobId, bytes: 10_000 }]);
});

test('every range of a finished blob is what was put in, whatever the parts were', async () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 });
  const { store } = fresh();
  await fc.assert(fc.asyncProperty(cuts, fc.nat(10_000), fc.nat(10_000), async (places, a, b) => {
    const blobId = nextId();
    const ends = [...places.toSorted((x, y) => x - y), 10_000];
    let offset = 0;
    for (const end of ends) {
      assert.ok((await store.append(part(blobId, offset, end))).ok);
      offset = end;
    }
    assert.ok((await store.finish(blobId, 10_000)).ok);
    const [start, end] = [Math.min(a, b), Math.max(a, b)];
    assert.deepEqual(await store.read({ blobId, start, end }), ok(content.slice(start, end)));
  }), { seed: 286, numRuns: 15 });
});

test('what is missing or beyond the end is refused, what is removed is gone', async () => {
  const { store } = fresh();
  const blobId = nextId();
  assert.deepEqual(await store.read({ blobId, start: 0, end: 1 }), err({ code: 'BLOB_MISSING', received: 0 }));
  assert.deepEqual(await store.finish(blobId, 0), err({ code: 'BLOB_MISSING', received: 0 }));
  await store.append(part(blobId, 0, 100));
  await store.finish(blobId, 100);
  assert.deepEqual(await store.read({ blobId, start: 50, end: 101 }), err({ code: 'OFFSET_BEYOND_END', received: 100 }));
  assert.deepEqual([await store.remove(blobId), await store.remove(blobId), await store.size(blobId)], [true, false, undefined]);
});

test('an id that is a path is a bug, never a file', async () => {
  const { store } = fresh();
  for (const blobId of ['../../etc/passwd', '', 'x']) await assert.rejects(store.received(blobId), { name: 'BugError' });
});

/** Lets the call of a number fail; the calls before it are real. */
const failingAt = (number: number, code: string): FileCalls & Readonly<{ calls: () => number }> => {
  let made = 0;
  const fail = async <T>(call: () => Promise<T>): Promise<T> => {
    made += 1;
    if (made === number) throw Object.assign(new Error(`${code}: injected`), { code });
    return call();
  };
  return {
    calls: () => made,
    open: (path, flags) => fail(() => FILE_CALLS.open(path, flags)),
    write: (file, bytes, position) => fail(() => FILE_CALLS.write(file, bytes, position)),
    sync: (file) => fail(() => FILE_CALLS.sync(file)),
    rename: (from, to) => fail(() => FILE_CALLS.rename(from, to)),
  };
};

for (const code of ['ENOSPC', 'EIO']) {
  test(`${code} at every write, sync and rename: the upload goes on from what was received and ends whole`, async (context) => {
    let points = 0;
    for (let number = 1; ; number += 1) {
      const failing = failingAt(number, code);
      const { store, root } = fresh(failing);
      const blobId = nextId();
      const upload = async (through: BlobStore): Promise<void> => {
        for (let offset = (await through.received(blobId)) ?? 0; offset < 10_000 && (await through.size(blobId)) === undefined; ) {
          const added = await through.append(part(blobId, offset, Math.min(offset + 4000, 10_000)));
          assert.ok(added.ok);
          offset = added.value;
        }
        assert.ok((await through.finish(blobId, 10_000)).ok);
      };
      const failure = await upload(store).then(() => undefined, (error: unknown) => error);
      if (failure === undefined) break;
      points += 1;
      assert.ok(failure instanceof Fault && failure.code === 'BLOB_STORE_DISK' && !failure.message.includes(blobId));
      const repaired = blobStore(root);
      const size = await repaired.size(blobId);
      assert.ok(size === undefined || size === 10_000, 'a blob is visible as a whole or not at all');
      await upload(repaired);
      assert.deepEqual(await repaired.read({ blobId, start: 0, end: 10_000 }), ok(content));
    }
    context.diagnostic(`${points} points`);
    assert.ok(points >= 12, `${points} points`);
  });
}
