import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyStoreContract } from '../../testing/key-store-contract.ts';
import { loadCryptoki } from './module.ts';
import { pkcs11KeyStore } from './pkcs11-key-store.ts';
import { CK } from './standard.ts';
import { findKey } from './token-objects.ts';

const LIBRARIES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so'];
const library = LIBRARIES.find((path) => existsSync(path));
const bindingDirectory = process.env['FENGCUN_PKCS11_MODULE_DIR'];
const hasBinding = bindingDirectory !== undefined && existsSync(join(bindingDirectory, 'node_modules/pkcs11js'));
const skip = library === undefined ? 'libsofthsm2.so is absent (Debian: softhsm2)'
  : hasBinding ? false : 'FENGCUN_PKCS11_MODULE_DIR names no directory with node_modules/pkcs11js';

const directory = mkdtempSync(join(tmpdir(), 'fengcun-token-'));
mkdirSync(join(directory, 'tokens'));
writeFileSync(join(directory, 'softhsm2.conf'), `directories.tokendir = ${join(directory, 'tokens')}\nobjectstore.backend = file\n`);
// SoftHSM reads its configuration from the environment when it is initialised.
process.env['SOFTHSM2_CONF'] = join(directory, 'softhsm2.conf');
after(() => rmSync(directory, { recursive: true, force: true }));

const PIN = '12345678';
let tokens = 0;
const freshToken = (): string => {
  tokens += 1;
  const label = `vault-${tokens}`;
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', PIN, '--so-pin', '87654321'], { stdio: 'pipe' });
  return label;
};
const optionsFor = (tokenLabel: string) => ({ bindingDirectory: bindingDirectory ?? '', library: library ?? '', tokenLabel, pin: PIN });

let current = '';
keyStoreContract({
  name: 'PKCS#11 (SoftHSM2)',
  make: async () => {
    current = freshToken();
    return pkcs11KeyStore(optionsFor(current));
  },
  reopen: async (store) => {
    await store.close();
    return pkcs11KeyStore(optionsFor(current));
  },
  skip,
});

test('PKCS#11: a root cannot be read out of the token, not even by its owner', { skip }, async () => {
  const label = freshToken();
  const id = '0b8f2f2e-6f0e-4f5e-9a51-1d9b8a6c0001';
  const store = await pkcs11KeyStore(optionsFor(label));
  await store.create({ id, use: 'wrap', suite: 'intl' });
  await store.close();
  const cryptoki = loadCryptoki(optionsFor(label));
  const slot = cryptoki.C_GetSlotList(true).find((each) => cryptoki.C_GetTokenInfo(each).label.trim() === label);
  assert.ok(slot !== undefined);
  const session = cryptoki.C_OpenSession(slot, CK.CKF_SERIAL_SESSION | CK.CKF_RW_SESSION);
  cryptoki.C_Login(session, CK.CKU_USER, PIN);
  const found = findKey({ cryptoki, session }, id);
  assert.ok(found !== undefined);
  assert.throws(() => cryptoki.C_GetAttributeValue(session, found.handle, [{ type: CK.CKA_VALUE }]), /CKR_ATTRIBUTE_SENSITIVE/);
  cryptoki.C_Finalize();
});

test('PKCS#11: a wrong PIN or an absent token is one clear sentence without the PIN', { skip }, async () => {
  const label = freshToken();
  await assert.rejects(pkcs11KeyStore({ ...optionsFor(label), pin: 'wrong-pin-1' }), (error: Error) =>
    error.message === 'The hardware module failed: login (is the PIN right?).' && !JSON.stringify(error).includes('wrong-pin-1'));
  await assert.rejects(pkcs11KeyStore(optionsFor('absent')), /No token of the configured label is there/);
  await (await pkcs11KeyStore(optionsFor(label))).close();
});

test('PKCS#11: without the binding the sentence says what to install', async () => {
  const none = { bindingDirectory: directory, library: 'none.so', tokenLabel: 'none', pin: 'none' };
  await assert.rejects(pkcs11KeyStore(none), /install pkcs11js 2\.1\.7/);
});
