import assert from 'node:assert/strict';
import { createCipheriv, createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { aeadOpen, aeadSeal } from './cipher/aead.ts';
import { digest, digestLatin1 } from './digest.ts';
import { hmac } from './mac.ts';
import { verifyingKey } from './sign/verifying-key.ts';
import { SM } from './suite.ts';
import { hexOf, vectorsAbsent, vectorText } from './testing/shared-vectors.ts';

type Row = Readonly<Record<string, string>>;
const skip = vectorsAbsent;
const rows = (name: string): readonly Row[] =>
  (JSON.parse(vectorText('sm/sm-standard-vectors.json')) as Record<string, readonly Row[]>)[name] ?? [];
const text = (row: Row, member: string): Buffer => Buffer.from(row[member] ?? '', 'utf8');

// The examples printed in the standards themselves, so that a clone without the shared folder still checks them.
test('SM3 of "abc" is the example of GB/T 32905-2016 A.1', () => {
  const expected = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';
  assert.equal(Buffer.from(digest('sm3', Buffer.from('abc'))).toString('hex'), expected);
  assert.equal(Buffer.from(digestLatin1('sm3', Buffer.from('abc')), 'latin1').toString('hex'), expected);
});

test('SM4 block is the example of GB/T 32907-2016 A.1', () => {
  const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
  const cipher = createCipheriv('sm4-ecb', createSecretKey(block), null);
  assert.equal(cipher.setAutoPadding(false).update(block).toString('hex'), '681edf34d206965e86b3e94f536e4246');
});

test('SM3 standard vectors', { skip }, () => {
  for (const row of rows('sm3')) {
    assert.deepEqual(Buffer.from(digest('sm3', text(row, 'in_utf8'))), hexOf(row, 'out'));
  }
});

test('HMAC-SM3 vectors of GM/T 0042', { skip }, () => {
  for (const row of rows('hmac_sm3_gmt0042')) {
    const mac = hmac('sm3', createSecretKey(hexOf(row, 'key')), text(row, 'msg_utf8'));
    assert.deepEqual(Buffer.from(mac), hexOf(row, 'out'));
  }
});

test('SM4-GCM vector of RFC 8998', { skip }, () => {
  for (const row of rows('sm4_gcm_rfc8998')) {
    const key = createSecretKey(hexOf(row, 'key'));
    const input = { suite: SM, key, nonce: hexOf(row, 'iv'), aad: hexOf(row, 'aad') };
    const sealed = Buffer.concat([hexOf(row, 'ct'), hexOf(row, 'tag')]);
    assert.deepEqual(Buffer.from(aeadSeal(input, hexOf(row, 'pt'))), sealed);
    assert.deepEqual(aeadOpen(input, sealed), { ok: true, value: hexOf(row, 'pt') });
  }
});

test('SM4 block vectors, once and a million times over', { skip }, () => {
  for (const row of rows('sm4_ecb')) {
    const cipher = createCipheriv('sm4-ecb', createSecretKey(hexOf(row, 'key')), null).setAutoPadding(false);
    let block = hexOf(row, 'pt');
    for (let round = 0; round < Number(row['iterations'] ?? 1); round += 1) block = cipher.update(block);
    assert.deepEqual(block, hexOf(row, 'ct'));
  }
});

test('SM2 signature of GB/T 32918.5 Annex A verifies with ID 1234567812345678', { skip }, () => {
  for (const row of rows('sm2_sign')) {
    const key = verifyingKey('sm2', hexOf(row, 'pub'));
    assert.ok(key.ok);
    const signature = Buffer.concat([hexOf(row, 'r'), hexOf(row, 's')]);
    assert.equal(key.value.verify(text(row, 'msg_utf8'), signature), true);
    assert.equal(key.value.verify(Buffer.from('message digesT'), signature), false);
  }
});
