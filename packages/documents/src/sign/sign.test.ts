import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { sampleIdentity, issueSample as issue, signedParts, signerOf } from '../testing/signing.ts';
import { softwareSigner } from './signer.ts';

const identity = sampleIdentity();

test('the signature covers every byte of the file but itself', async () => {
  const { bytes } = await issue();
  const { range, gap, signed, cms } = signedParts(bytes);
  const [from, length = 0, again = 0, rest = 0] = range;
  assert.equal(from, 0);
  assert.equal(again + rest, bytes.length, 'to the last byte');
  assert.match(gap, /^<[0-9a-f]+0*>$/, 'left out is one hexadecimal string and nothing else');
  assert.equal(again - length, gap.length);
  assert.equal(signed.length, bytes.length - gap.length);
  assert.ok(cms.length * 2 <= gap.length - 2);
});

test('PAdES B-B: subfilter, time in M and not in the signature, certificate bound by its hash', async () => {
  const { bytes } = await issue();
  const text = Buffer.from(bytes).toString('latin1');
  assert.ok(text.includes('/SubFilter /ETSI.CAdES.detached'));
  assert.ok(text.includes("/M (D:20261121000000+08'00')"));
  const cms = Buffer.from(signedParts(bytes).cms).toString('hex');
  assert.ok(cms.includes('060b2a864886f70d010910022f'), 'signing-certificate-v2');
  assert.ok(!cms.includes('06092a864886f70d010905'), 'no signing-time');
});

test('bytes put after the file are outside the range, and the range says so', async () => {
  const { bytes } = await issue();
  const longer = Buffer.concat([bytes, Buffer.from('\n%%EOF\n')]);
  const [, , again = 0, rest = 0] = signedParts(longer).range;
  assert.notEqual(again + rest, longer.length);
});

test('the same facts and key give the same file, signature included; another key gives another', async () => {
  const [one, two] = [await issue(), await issue()];
  assert.equal(Buffer.compare(one.bytes, two.bytes), 0);
  const other = await issue('seal-notice', signerOf(sampleIdentity('other')));
  assert.notEqual(other.line.sha256, one.line.sha256);
});

test('the line for the ledger holds a pseudonym and no fact of the person', async () => {
  const { line, bytes } = await issue();
  assert.deepEqual(line, {
    template: 'seal-notice', version: 1, number: '（2026）虚0101封通字第17号', organ: '虚构市松江口区人民法院', issuedOn: '2026-11-21',
    subject: 'sub_00000000000000000000000000', sha256: createHash('sha256').update(bytes).digest('hex'),
  });
});

test('the same random bytes and time give the same identity; the key is not in the certificates', () => {
  const again = sampleIdentity();
  assert.deepEqual(again, identity);
  assert.notEqual(sampleIdentity('other').privateKeyPem, identity.privateKeyPem);
  assert.ok(Buffer.compare(identity.root, identity.certificate) !== 0);
});

test('keys that readers do not take are refused', () => {
  const { certificate } = identity;
  const of = (privateKeyPem: string, certificates: readonly Uint8Array[] = [certificate]): string => {
    const made = softwareSigner({ name: 'x', privateKeyPem, certificates });
    return made.ok ? 'taken' : made.error.code;
  };
  const exported = (key: { export: (form: { type: 'pkcs8'; format: 'pem' }) => string | Buffer }): string => String(key.export({ type: 'pkcs8', format: 'pem' }));
  assert.equal(of(identity.privateKeyPem), 'taken');
  assert.equal(of(identity.privateKeyPem, []), 'SIGNING_KEY_FORM');
  assert.equal(of('no key'), 'SIGNING_KEY_FORM');
  assert.equal(of(exported(generateKeyPairSync('ed25519').privateKey)), 'SIGNING_KEY_KIND');
  assert.equal(of(exported(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)), 'SIGNING_KEY_KIND');
  assert.equal(of(exported(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)), 'SIGNING_KEY_KIND');
});
