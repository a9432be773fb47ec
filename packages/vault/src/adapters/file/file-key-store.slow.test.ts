import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newSecret } from '@fengcun/crypto';
import { newKeyId } from '../../keys/key-id.ts';
import { keyStoreContract } from '../../testing/key-store-contract.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { valueOf } from '../../testing/vault-fixture.ts';
import { fileKeyStore, type FileKeyStoreOptions } from './file-key-store.ts';
import type { KeyFileSecret } from './unlock.ts';

const random = seededRandom('file');
const top = mkdtempSync(join(tmpdir(), 'fengcun-keys-'));
after(() => rmSync(top, { recursive: true, force: true }));

let places = 0;
const place = (): Readonly<{ path: string; dataDirectory: string; keyFile: string }> => {
  places += 1;
  const own = join(top, `${places}`);
  mkdirSync(join(own, 'keys'), { recursive: true });
  mkdirSync(join(own, 'data'));
  writeFileSync(join(own, 'keys/secret'), random(32), { mode: 0o600 });
  return { path: join(own, 'keys/store'), dataDirectory: join(own, 'data'), keyFile: join(own, 'keys/secret') };
};
type Place = ReturnType<typeof place>;
const byKeyFile = (at: Place): FileKeyStoreOptions =>
  ({ path: at.path, dataDirectory: at.dataDirectory, secret: { type: 'keyFile', path: at.keyFile }, suite: 'intl', random });
const passphrase = (text: string): KeyFileSecret => ({ type: 'passphrase', passphrase: Buffer.from(text) });

let current = place();
const contract = (name: string, options: (at: Place) => FileKeyStoreOptions): void => keyStoreContract({
  name,
  make: async () => {
    current = place();
    return fileKeyStore(options(current));
  },
  reopen: async (store) => {
    await store.close();
    return fileKeyStore(options(current));
  },
  skip: false,
});
contract('file with a key file', byKeyFile);
contract('file in SM4-GCM', (at) => ({ ...byKeyFile(at), suite: 'sm' }));
contract('file with a passphrase', (at) => ({ ...byKeyFile(at), secret: passphrase('an invented passphrase') }));

test('a wrong passphrase, a changed head or body does not open, and nobody is told which', async () => {
  const at = place();
  const options = { ...byKeyFile(at), secret: passphrase('an invented passphrase') };
  await (await fileKeyStore(options)).close();
  const locked = /does not open: the passphrase or key is not the one it was made with, or the file was changed/;
  await assert.rejects(fileKeyStore({ ...options, secret: passphrase('another passphrase') }), locked);
  const bytes = readFileSync(at.path);
  for (const index of [5, 20, 28, 40, 80, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    writeFileSync(at.path, changed);
    await assert.rejects(fileKeyStore({ ...options, secret: passphrase('an invented passphrase') }), /does not open|cost in the key file/, `byte ${index}`);
  }
});

test('a head that asks for a weak or a ruinous cost is refused before anything is derived', async () => {
  const at = place();
  await (await fileKeyStore(byKeyFile(at))).close();
  const bytes = readFileSync(at.path);
  for (const [offset, value] of [[21, 1024], [21, 2 ** 31], [25, 0], [25, 17], [29, 17]] as const) {
    const changed = Buffer.from(bytes);
    changed.writeUInt32BE(value, offset);
    writeFileSync(at.path, changed);
    await assert.rejects(fileKeyStore(byKeyFile(at)), /cost in the key file is out of bounds/);
  }
});

test('the passphrase is overwritten, needs 12 characters, and is in no message', async () => {
  const at = place();
  const bytes = Buffer.from('an invented passphrase');
  await (await fileKeyStore({ ...byKeyFile(at), secret: { type: 'passphrase', passphrase: bytes } })).close();
  assert.deepEqual(bytes, Buffer.alloc(22));
  await assert.rejects(fileKeyStore({ ...byKeyFile(place()), secret: passphrase('eleven-char') }), (error: Error) =>
    /at least 12/.test(error.message) && !error.message.includes('eleven-char'));
  await (await fileKeyStore({ ...byKeyFile(place()), secret: passphrase('twelve-chars') })).close();
});

test('the file is 0600 whatever the umask, and rights of group or others refuse it', async () => {
  const at = place();
  const before = process.umask(0);
  const store = await fileKeyStore(byKeyFile(at));
  process.umask(before);
  assert.equal(statSync(at.path).mode & 0o777, 0o600);
  const id = newKeyId(random);
  await store.create({ id, use: 'wrap', suite: 'intl' });
  for (const mode of [0o640, 0o604, 0o602, 0o660, 0o610, 0o644]) {
    chmodSync(at.path, mode);
    await assert.rejects(store.has(id), /Group or others have rights on the key file/, mode.toString(8));
    await assert.rejects(fileKeyStore(byKeyFile(at)), /chmod 600/);
  }
  chmodSync(at.path, 0o600);
  assert.equal(await store.has(id), true);
  chmodSync(at.keyFile, 0o644);
  await assert.rejects(fileKeyStore(byKeyFile(at)), /Group or others have rights/);
});

test('a key file in the data directory is refused, also through a link, and beside it is fine', async () => {
  const at = place();
  await assert.rejects(fileKeyStore({ ...byKeyFile(at), path: join(at.dataDirectory, 'store') }), /inside the data directory/);
  symlinkSync(at.dataDirectory, join(top, `${places}`, 'link'));
  await assert.rejects(fileKeyStore({ ...byKeyFile(at), path: join(top, `${places}`, 'link/store') }), /inside the data directory/);
  writeFileSync(join(at.dataDirectory, 'secret'), random(32), { mode: 0o600 });
  await assert.rejects(fileKeyStore({ ...byKeyFile(at), secret: { type: 'keyFile', path: join(at.dataDirectory, 'secret') } }), /inside the data directory/);
  mkdirSync(`${at.dataDirectory}-2`);
  await (await fileKeyStore({ ...byKeyFile(at), path: join(`${at.dataDirectory}-2`, 'store') })).close();
});

test('a directory everybody may write into is refused, and so is a link in place of the file', async () => {
  const at = place();
  chmodSync(join(top, `${places}`, 'keys'), 0o777);
  await assert.rejects(fileKeyStore(byKeyFile(at)), /Everybody may write/);
  chmodSync(join(top, `${places}`, 'keys'), 0o700);
  writeFileSync(join(top, 'elsewhere'), 'x', { mode: 0o600 });
  symlinkSync(join(top, 'elsewhere'), at.path);
  await assert.rejects(fileKeyStore(byKeyFile(at)), /cannot be opened/);
});

test('a killed write leaves the old keys; its remainder is removed at the next start', async () => {
  const at = place();
  const store = await fileKeyStore(byKeyFile(at));
  const id = newKeyId(random);
  await store.create({ id, use: 'wrap', suite: 'intl' });
  const whole = readFileSync(at.path);
  await store.close();
  for (const length of [0, 10, whole.length - 1]) {
    writeFileSync(`${at.path}.next`, whole.subarray(0, length), { mode: 0o600 });
    const again = await fileKeyStore(byKeyFile(at));
    assert.equal(await again.has(id), true);
    assert.equal(existsSync(`${at.path}.next`), false);
    await again.close();
  }
});

test('a copy of the file by hard link does not keep a destroyed key', async () => {
  const at = place();
  const store = await fileKeyStore(byKeyFile(at));
  const id = newKeyId(random);
  await store.create({ id, use: 'wrap', suite: 'intl' });
  const { linkSync } = await import('node:fs');
  linkSync(at.path, `${at.path}.link`);
  await store.destroy(id);
  assert.ok(readFileSync(`${at.path}.link`).every((byte) => byte === 0));
});

test('no key bytes stand in the file', async () => {
  const at = place();
  const store = await fileKeyStore({ ...byKeyFile(at), random: (length) => new Uint8Array(length).fill(0x41) });
  await store.create({ id: newKeyId(random), use: 'wrap', suite: 'intl' });
  const wrapped = valueOf(await store.wrap({ keyId: (await store.list())[0]?.id ?? '', context: { deployment: 'd', table: 't', recordId: 'r', version: 0, purposeClass: 'p' } }, newSecret(random)));
  assert.equal(wrapped.length, 112);
  assert.equal(readFileSync(at.path).includes(Buffer.alloc(32, 0x41)), false);
});

test('after close nothing can be done any more', async () => {
  const store = await fileKeyStore(byKeyFile(place()));
  await store.close();
  await assert.rejects(store.list(), /has been closed/);
});
