import assert from 'node:assert/strict';
import { createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Epoch, fileKeyStore, type KeyRecord, keyRing, memoryEpochStore, emptyRows, openRecord } from './index.ts';
import { seededRandom } from './testing/seeded-random.ts';
import { DEPLOYMENT, intentFor, valueOf } from './testing/vault-fixture.ts';
import stored from './vectors/stored-record.json' with { type: 'json' };

const directory = mkdtempSync(join(tmpdir(), 'fengcun-formats-'));
after(() => rmSync(directory, { recursive: true, force: true }));
const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

type Vector = (typeof stored.vectors)[number];

const keysOf = async (vector: Vector) => {
  const path = join(directory, vector.suite);
  writeFileSync(`${path}-secret`, bytes(vector.keyFile), { mode: 0o600 });
  writeFileSync(`${path}-store`, bytes(vector.keyStore), { mode: 0o600 });
  const keyStore = await fileKeyStore({
    path: `${path}-store`, dataDirectory: join(directory, 'data'), secret: { type: 'keyFile', path: `${path}-secret` },
    suite: 'intl', random: seededRandom('unused'),
  });
  const rows = emptyRows();
  rows.epochs = [{ ...vector.epoch, wrapped: bytes(vector.epoch.wrapped) } as Epoch];
  const ring = keyRing({ keyStore, epochs: memoryEpochStore(rows), deployment: DEPLOYMENT });
  const keyRecord = { ...vector.keyRecord, wrapped: bytes(vector.keyRecord.wrapped) } as KeyRecord;
  const kek = valueOf(await ring.epochKey(keyRecord.kekId, 0));
  const eraseKey = valueOf(await ring.eraseKey({ tree: 'sealed', serial: keyRecord.eraseSerial }, 0));
  return { keys: { deployment: DEPLOYMENT, kek, eraseKey, now: 0 }, record: { keyRecord, ciphertext: bytes(vector.ciphertext) } };
};

for (const vector of stored.vectors) {
  test(`${vector.suite}: what version 1 stored still opens: key file, erasure seeds, epoch, key record, ciphertext`, async () => {
    const { keys, record } = await keysOf(vector);
    const { place } = record.keyRecord;
    const opened = openRecord({ ...keys, intent: await intentFor([place], 0) }, place, record);
    assert.equal(Buffer.from(valueOf(opened)).toString(), vector.plaintext);
  });

  test(`${vector.suite}: a second, plain implementation of the hierarchy opens it from epoch key and erasure key`, async () => {
    const { keys, record } = await keysOf(vector);
    const { place, dataKeyId, wrapped } = record.keyRecord;
    const [hash, cipher, keyBytes, id] = vector.suite === 'intl' ? ['sha256', 'aes-256-gcm', 32, 1] as const : ['sm3', 'sm4-gcm', 16, 0x12] as const;
    const framed = (label: string, fields: readonly Uint8Array[]): Buffer => Buffer.concat([Buffer.from(`${label}\0`), ...fields.flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(field.length);
      return [length, field];
    })]);
    const hkdf = (ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer => {
      const extracted = createHmac(hash, salt.length === 0 ? Buffer.alloc(32) : salt).update(ikm).digest();
      const blocks: Buffer[] = [];
      for (let i = 1; blocks.length * 32 < length; i += 1) blocks.push(createHmac(hash, extracted).update(Buffer.concat([blocks.at(-1) ?? Buffer.alloc(0), info, Buffer.of(i)])).digest());
      return Buffer.concat(blocks).subarray(0, length);
    };
    const version = Buffer.alloc(8);
    version.writeBigUInt64BE(BigInt(place.version));
    const context = framed('fengcun/context/v1', [DEPLOYMENT, `${place.tree}/${place.table}`, place.recordId, place.purposeClass].map((text) => Buffer.from(text)).concat(version));
    const openWith = (use: string, secret: Uint8Array, sealed: Uint8Array): Buffer => {
      const derived = hkdf(secret, Buffer.alloc(0), framed(`fengcun/${use}/v1`, [Buffer.of(id)]), keyBytes + 32);
      assert.deepEqual(Buffer.from(sealed.subarray(32, 64)), derived.subarray(keyBytes), 'commitment');
      const decipher = createDecipheriv(cipher as 'aes-256-gcm', derived.subarray(0, keyBytes), sealed.subarray(20, 32), { authTagLength: 16 });
      decipher.setAAD(framed('fengcun/aad/v1', [sealed.subarray(0, 32), context]));
      decipher.setAuthTag(sealed.subarray(sealed.length - 16));
      return Buffer.concat([decipher.update(sealed.subarray(64, sealed.length - 16)), decipher.final()]);
    };
    const info = Buffer.concat([Buffer.from('fengcun/record-key/v1\0'), Buffer.of(id), Buffer.from(dataKeyId.replaceAll('-', ''), 'hex')]);
    const wrappingKey = hkdf(keys.kek.key.export(), keys.eraseKey.key.export(), info, 32);
    assert.deepEqual(wrappingKey, Buffer.from(hkdfSync(hash, keys.kek.key, keys.eraseKey.key.export(), info, 32)), 'HKDF by hand equals the library');
    const dataKey = openWith('wrap', wrappingKey, wrapped);
    assert.equal(openWith('seal', dataKey, record.ciphertext).toString(), vector.plaintext);
  });
}
