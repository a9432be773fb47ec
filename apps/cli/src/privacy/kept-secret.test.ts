import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { parseRunTerms, type RunTerms } from '@fengcun/privacy';
import { UnusableInput } from '../exit.ts';
import { type Keeper, readKept, usingSecret, writeKept } from './kept-secret.ts';
import { makeOrganKey, openOrganKey } from './organ-key.ts';
import { openRunState, type StateOwner } from './psi/run-state.ts';
import { roundPlace, roundSecrets } from './sum/round-files.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const keepers = new Map<string, Keeper>();
const keeper = (name: string): Keeper => present(keepers.get(name), name);
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
  for (const [name, algorithm] of [['court', 'ed25519'], ['other', 'ed25519'], ['national', 'sm2']] as const) {
    await makeOrganKey(at(`${name}.key`), algorithm);
    keepers.set(name, (await openOrganKey(at(`${name}.key`))).keeper);
  }
});
after(() => rm(folder, { recursive: true, force: true }));

const PLACE = { kind: 'psi', id: 'session/holder/seed' };
const SECRET = Uint8Array.from({ length: 32 }, (_, i) => 200 - i);
const SENTENCE = /does not open with this --key: it was cut or changed, or it is of another key or another run/;
const refuses = (work: Promise<unknown>) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && SENTENCE.test(error.message) && !error.message.includes('\n'));

for (const name of ['court', 'national']) {
  test(`${name}: a kept secret comes back under the organ's key, and its file shows nothing of it`, async () => {
    await writeKept(at(name), keeper(name), { place: PLACE, secret: SECRET });
    assert.deepEqual(await readKept(at(name), (await openOrganKey(at(`${name}.key`))).keeper, PLACE), SECRET);
    const file = await readFile(at(name));
    assert.ok(!file.includes(SECRET) && !file.includes(SECRET.subarray(0, 8)));
    assert.equal((await stat(at(name))).mode & 0o777, 0o600);
  });

  test(`${name}: a stolen file is useless without the key, in another place, or with one byte changed or cut`, async () => {
    await writeKept(at('stolen'), keeper(name), { place: PLACE, secret: SECRET });
    await refuses(readKept(at('stolen'), keeper('other'), PLACE));
    for (const place of [{ ...PLACE, id: 'session/registry/seed' }, { ...PLACE, kind: 'sum-seed' }]) await refuses(readKept(at('stolen'), keeper(name), place));
    const file = await readFile(at('stolen'));
    for (let byte = 0; byte < file.length; byte += 1) {
      const changed = Buffer.from(file);
      changed[byte] = (changed[byte] ?? 0) ^ 1;
      assert.equal(keeper(name).open(PLACE, changed), undefined, `byte ${byte}`);
    }
    for (const length of [0, 31, 80, file.length - 1]) {
      await writeFile(at('stolen'), file.subarray(0, length));
      await refuses(readKept(at('stolen'), keeper(name), PLACE));
    }
  });
}

test('a file that was kept in plain, as it once was, is refused too', async () => {
  await writeFile(at('plain'), JSON.stringify({ seed: Buffer.from(SECRET).toString('base64') }));
  await refuses(readKept(at('plain'), keeper('court'), PLACE));
});

test('a secret is overwritten after its use, also when the use fails', async () => {
  const [one, other] = [Uint8Array.from(SECRET), Uint8Array.from(SECRET)];
  assert.equal(await usingSecret(one, (secret) => secret[0]), 200);
  await assert.rejects(usingSecret(other, () => { throw new Error('failed'); }), /failed/);
  assert.deepEqual([one, other], [new Uint8Array(32), new Uint8Array(32)]);
});

test('what is read back is a copy of its own: overwriting the one leaves the other', async () => {
  await writeKept(at('copy'), keeper('court'), { place: PLACE, secret: SECRET });
  const read = present(await readKept(at('copy'), keeper('court'), PLACE), 'a secret');
  const part = read.slice(0, 8);
  read.fill(0);
  assert.deepEqual(part, SECRET.slice(0, 8));
});

const TERMS = ((): RunTerms => {
  const terms = parseRunTerms({
    v: 1, jobId: 'job-1', session: '0'.repeat(32), suite: 'ristretto255-sha512', mode: 'full', holder: 'court/A05', registry: 'police/A00',
    bucket: 256, courts: ['虚01'], openings: 30,
  });
  if (!terms.ok) throw new Error('terms of the test');
  return terms.value;
})();
const owner = (changed: Partial<StateOwner> = {}): StateOwner =>
  ({ folder: at('state'), terms: TERMS, role: 'holder', keeper: keeper('court'), belongsTo: 'rows 1', ...changed });

test('the seed of a run is drawn once, is the same when the run goes on, and lies nowhere in plain', async () => {
  const first = await openRunState(owner());
  const seed = Uint8Array.from(first.seed);
  assert.ok(seed.some((byte) => byte !== 0));
  const again = await openRunState(owner());
  assert.deepEqual(again.seed, seed);
  for (const name of await readdir(at('state'))) {
    const file = await readFile(join(at('state'), name));
    assert.ok(!file.includes(seed) && !file.toString('utf8').includes(Buffer.from(seed).toString('base64')), name);
  }
  await refuses(openRunState(owner({ keeper: keeper('other') })));
  await refuses(openRunState(owner({ terms: { ...TERMS, session: '1'.repeat(32) } })));
  await assert.rejects(openRunState(owner({ belongsTo: 'rows 2' })), /belongs to another run or other rows/);
  await again.erase();
  assert.notDeepEqual((await openRunState(owner())).seed, seed);
});

test('the secrets of a round of counts are the same when they are read again, and only under the key that kept them', async () => {
  const given = (key: string) => ({ words: [], values: { state: at('round'), key: at(`${key}.key`) } });
  const round = 'a'.repeat(32);
  const first = await roundSecrets(given('court'), round);
  assert.equal((await roundSecrets(given('court'), round)).key.publicKey, first.key.publicKey);
  await refuses(roundSecrets(given('other'), round));
  await refuses(roundSecrets(given('court'), 'b'.repeat(32)));
  const seed = present(await readKept(at('round'), keeper('court'), roundPlace('seed', round)), 'the seed');
  assert.ok(seed.some((byte) => byte !== 0) && !(await readFile(at('round'))).includes(seed));
});
