import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { valueOf } from '../testing/samples.ts';
import { absent, folder, issueSample as issue, opensslAccepts, pem, sampleIdentity, signedParts } from '../testing/signing.ts';
import { softwareSigner } from './signer.ts';

// Signatures are checked by programs that share no line with ours; where one is absent, the test says so.

const identity = sampleIdentity();
const noOpenssl = absent('openssl', 'version');
const noPdfsig = absent('pdfsig', '-v');

test('OpenSSL accepts the signature up to the root, and not up to another', { skip: noOpenssl }, async () => {
  using at = folder();
  const { signed, cms } = signedParts((await issue()).bytes);
  assert.ok(opensslAccepts(at.path, { signed, cms, root: identity.root }));
  assert.ok(!opensslAccepts(at.path, { signed, cms, root: sampleIdentity('stranger').root }));
});

test('a change of any one byte in the range is found', { skip: noOpenssl }, async () => {
  using at = folder();
  const { signed, cms } = signedParts((await issue()).bytes);
  // First and last byte, and forty between them: header, text, font, signature dictionary, cross-references.
  const places = Array.from({ length: 42 }, (_, i) => Math.round((i * (signed.length - 1)) / 41));
  for (const place of places) {
    const changed = signed.slice();
    changed[place] = (changed[place] ?? 0) ^ 1;
    assert.ok(!opensslAccepts(at.path, { signed: changed, cms, root: identity.root }), `byte ${place}`);
  }
});

test('pdfsig finds a valid signature over the whole document, and an invalid one after a change', { skip: noPdfsig }, async () => {
  using at = folder();
  const path = join(at.path, 'paper.pdf');
  const { bytes } = await issue();
  const verdict = (file: Uint8Array): string => {
    writeFileSync(path, file);
    return spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout;
  };
  const good = verdict(bytes);
  assert.match(good, /Signature is Valid/);
  assert.match(good, /Total document signed/);
  assert.match(good, /ETSI\.CAdES\.detached/);
  const changed = bytes.slice();
  changed[9] = (changed[9] ?? 0) ^ 1;
  assert.doesNotMatch(verdict(changed), /Signature is Valid/);
});

test('an RSA key signs as well, and the same each time', { skip: noOpenssl }, async () => {
  using at = folder();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyPem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const [key, certificate] = [join(at.path, 'key.pem'), join(at.path, 'certificate.der')];
  writeFileSync(key, keyPem);
  execFileSync('openssl', ['req', '-x509', '-key', key, '-subj', '/CN=Invented court', '-days', '3650', '-outform', 'DER', '-out', certificate,
    '-addext', 'keyUsage=digitalSignature,keyCertSign'], { stdio: 'pipe' });
  const own = execFileSync('cat', [certificate]);
  const rsa = valueOf(softwareSigner({ name: 'x', privateKeyPem: keyPem, certificates: [own] }));
  const { bytes } = await issue('cover-mark', rsa);
  const { signed, cms } = signedParts(bytes);
  writeFileSync(join(at.path, 'own.pem'), pem(own));
  writeFileSync(join(at.path, 's.bin'), signed);
  writeFileSync(join(at.path, 's.der'), cms);
  const verified = spawnSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(at.path, 's.der'), '-content', join(at.path, 's.bin'),
    '-CAfile', join(at.path, 'own.pem'), '-purpose', 'any', '-no_check_time', '-out', '/dev/null']);
  assert.equal(verified.status, 0, String(verified.stderr));
  assert.equal(Buffer.compare((await issue('cover-mark', rsa)).bytes, bytes), 0);
});

test('a development certificate says that it is none of an organ, and OpenSSL reads its chain', { skip: noOpenssl }, () => {
  using at = folder();
  const [root, own] = [join(at.path, 'root.pem'), join(at.path, 'own.pem')];
  writeFileSync(root, pem(identity.root));
  writeFileSync(own, pem(identity.certificate));
  const chain = spawnSync('openssl', ['verify', '-x509_strict', '-attime', String(Date.UTC(2027, 0, 1) / 1000), '-CAfile', root, own], { encoding: 'utf8' });
  assert.equal(chain.status, 0, chain.stderr);
  const late = spawnSync('openssl', ['verify', '-attime', String(Date.UTC(2030, 0, 1) / 1000), '-CAfile', root, own]);
  assert.notEqual(late.status, 0, 'three years are over');
  const words = execFileSync('openssl', ['x509', '-in', own, '-noout', '-subject', '-nameopt', 'utf8'], { encoding: 'utf8' });
  assert.ok(words.includes('封存开发环境（非正式印章）'));
});
