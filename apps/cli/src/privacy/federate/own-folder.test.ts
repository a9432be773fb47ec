import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { UnusableInput } from '../../exit.ts';
import { makeOrganKey } from '../organ-key.ts';
import { forgetMaskKey, keyFileIn, makeMaskKey, openMaskKey, type OwnPlace, prepareOwn } from './own-folder.ts';

let folder = '';
before(async () => { folder = await mkdtemp(join(tmpdir(), 'own-')); });
after(() => rm(folder, { recursive: true, force: true }));

const SESSION = 's1';
const placeOf = async (name: string): Promise<OwnPlace> => {
  const own = join(folder, name);
  const place = { own, keyFile: keyFileIn(own) };
  await prepareOwn(place);
  return place;
};
const fileOf = ({ own }: OwnPlace, session = SESSION): string => join(own, `mask-${session}.key`);
const refuses = (work: Promise<unknown>, words: RegExp) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && words.test(error.message) && !error.message.includes('\n'));

test('the mask key comes back under the organ\'s key, and the bytes of its file hold no key', async () => {
  const place = await placeOf('court');
  const said = await makeMaskKey(place, SESSION);
  const { maskKey, maskPublic } = await openMaskKey(place, SESSION);
  assert.equal(maskPublic, said);
  const raw = Buffer.from(maskKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  assert.equal(raw.length, 32);
  const file = await readFile(fileOf(place));
  const text = file.toString('latin1');
  for (let at = 0; at + 8 <= raw.length; at += 1) assert.ok(!file.includes(raw.subarray(at, at + 8)), `bytes ${at} to ${at + 8}`);
  for (const form of ['hex', 'base64', 'base64url'] as const) assert.ok(!text.includes(raw.toString(form).slice(0, 12)), form);
  assert.ok(!file.includes(maskKey.export({ format: 'der', type: 'pkcs8' }).subarray(0, 16)), 'nothing says that a key is in it');
  assert.equal((await stat(fileOf(place))).mode & 0o777, 0o600);
});

test('under a foreign key, of another session, changed or cut it does not open', async () => {
  const place = await placeOf('police');
  await makeMaskKey(place, SESSION);
  const foreign = await placeOf('foreign');
  await refuses(openMaskKey({ ...place, keyFile: foreign.keyFile }, SESSION), /does not open with this --key/);
  const file = await readFile(fileOf(place));
  await writeFile(fileOf(place, 's2'), file);
  await refuses(openMaskKey(place, 's2'), /does not open with this --key/);
  const changed = Buffer.from(file);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  for (const bytes of [changed, file.subarray(0, -1), Buffer.alloc(0)]) {
    await writeFile(fileOf(place), bytes);
    await refuses(openMaskKey(place, SESSION), /does not open with this --key/);
  }
  await writeFile(fileOf(place), file);
  await assert.doesNotReject(openMaskKey(place, SESSION), 'as it was it opens');
});

test('a key that an older program kept in plain is refused in one sentence, and is not written over', async () => {
  const place = await placeOf('archive');
  const plain = generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  await writeFile(fileOf(place), plain);
  await refuses(openMaskKey(place, SESSION), /was kept unsealed by an older program; nothing is sent with it: remove it and join a new session$/);
  await refuses(makeMaskKey(place, SESSION), /has joined the session already/);
  assert.deepEqual(await readFile(fileOf(place)), plain);
});

test('a key that is no Ed25519 key joins no session; a forgotten mask key is gone', async () => {
  const place = await placeOf('other');
  const keyFile = join(folder, 'sm2.key');
  await makeOrganKey(keyFile, 'sm2');
  await refuses(makeMaskKey({ ...place, keyFile }, SESSION), /Ed25519/);
  await makeMaskKey(place, SESSION);
  await forgetMaskKey(place, SESSION);
  await refuses(openMaskKey(place, SESSION), /no mask key of session s1; join it first/);
});
