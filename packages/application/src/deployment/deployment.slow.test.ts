import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { memoryKeyStore } from '@fengcun/vault';
import { openDeployment } from './open-deployment.ts';
import { pooledRandom } from './pooled-random.ts';
import { serialBlocks } from './serial-blocks.ts';
import { fromColumns, serialOf, toColumns } from './stored-ciphertext.ts';

const random = (length: number): Uint8Array => randomBytes(length);
const folder = mkdtempSync(join(tmpdir(), 'fengcun-deployment-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

test('no serial is given twice: not by two sources, not after a start, not from what was given back', async () => {
  const keyStore = memoryKeyStore(random);
  const [one, other] = [serialBlocks(keyStore, 'open'), serialBlocks(keyStore, 'open')];
  const kept: number[] = [];
  for (const source of [one, other, serialBlocks(keyStore, 'open'), one]) {
    const batch = await source.reserve(5000);
    batch.next();
    batch.rewind();
    for (let i = 0; i < 3000; i += 1) kept.push(batch.next());
    batch.release();
  }
  assert.equal(new Set(kept).size, kept.length);
  assert.ok(kept.every((serial) => serial >= 0 && serial < 2 ** 32));
});

test('trees count apart', async () => {
  const keyStore = memoryKeyStore(random);
  assert.equal((await serialBlocks(keyStore, 'open').reserve(1)).next(), 0);
  assert.equal((await serialBlocks(keyStore, 'sealed').reserve(1)).next(), 0);
});

test('pooled random bytes never repeat and are not left in the pool', () => {
  const given: Uint8Array[] = [];
  const source = (length: number): Uint8Array => {
    const bytes = randomBytes(length);
    given.push(bytes);
    return bytes;
  };
  const pooled = pooledRandom(source);
  const drawn = Array.from({ length: 10_000 }, () => Buffer.from(pooled(16)).toString('hex'));
  assert.equal(new Set(drawn).size, drawn.length);
  assert.equal(pooled(100_000).length, 100_000);
});

test('a stored row gives back the sealed record it was made of; a cut one is refused', () => {
  const place = { tree: 'open', table: 'record', recordId: 'r', version: 3, purposeClass: 'criminalRecord' } as const;
  const dataKeyId = '01234567-89ab-4def-8123-456789abcdef';
  const header = Buffer.concat([Buffer.from('SV1'), Buffer.from([1]), Buffer.from(dataKeyId.replaceAll('-', ''), 'hex'), randomBytes(12)]);
  const sealed = {
    ciphertext: new Uint8Array(Buffer.concat([header, randomBytes(64)])),
    keyRecord: { place, suite: 'intl', dataKeyId, kekId: '11111111-1111-4111-8111-111111111111', eraseSerial: 2 ** 32 - 1, wrapped: new Uint8Array(randomBytes(112)) },
  } as const;
  const columns = toColumns(sealed);
  const back = fromColumns(place, columns);
  assert.ok(back.ok);
  assert.deepEqual({ ...back.value.keyRecord, wrapped: Buffer.from(back.value.keyRecord.wrapped) }, { ...sealed.keyRecord, wrapped: Buffer.from(sealed.keyRecord.wrapped) });
  assert.ok(!serialOf(columns.wrappedKey.subarray(1)).ok);
  assert.ok(!fromColumns(place, { ...columns, content: columns.content.subarray(0, 31) }).ok);
});

test('a data directory opens again with its own keys, and with no others', async () => {
  const dataDirectory = join(folder, 'data');
  const path = join(folder, 'keys', 'own.key');
  const open = (key: string) => openDeployment({
    database: { kind: 'embedded', dataDirectory }, keys: { type: 'file', path: key, defaultFolder: folder },
    clock: () => Date.now(), random,
  });
  const first = await open(path);
  const pseudonym = first.pseudonyms.textOf('source', 'a');
  await first.close();
  const second = await open(path);
  assert.equal(second.name, first.name);
  assert.equal(second.pseudonyms.textOf('source', 'a'), pseudonym);
  assert.notEqual(second.pseudonyms.textOf('content', 'a'), pseudonym);
  await second.close();
  await assert.rejects(open(join(folder, 'keys', 'other.key')), /KEY_FILE_MISSING|not there/);
  await assert.rejects(open(join(dataDirectory, 'inside.key')), /inside the data directory/);
  const third = await open(path);
  await third.close();
});
