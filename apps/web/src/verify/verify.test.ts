import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import * as own from '@fengcun/crypto';
import {
  EMPTY_LOG, encodeEntry, formatCheckpoint, formatNoteKey, planBatch, SHA256_TREE, signNote, tilePath,
} from '@fengcun/ledger';
import { logSigner, ORIGIN, partySigner } from '../../../../packages/ledger/src/testing/invented-log.ts';
import * as page from './crypto-in-browser.ts';
import { organInLedger, searchLog } from './search-log.ts';
import { type LogQuestion, verifyLog } from './verify-log.ts';
import { anyText } from '../../../../packages/kernel/src/testing/any-text.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('hashes, texts, numbers and joins in a page are those of the service', () => {
  for (const text of ['', 'abc', '封存', 'a'.repeat(200)]) {
    for (const name of ['sha256', 'sm3'] as const) {
      assert.equal(hex(page.digest(name, page.utf8(text))), hex(own.digest(name, own.utf8(text))));
      assert.equal(page.digestLatin1(name, page.utf8(text)), own.digestLatin1(name, own.utf8(text)));
    }
  }
  assert.equal(hex(page.digest('sha256', page.utf8('abc'))), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'FIPS 180-4');
  assert.equal(hex(page.digest('sm3', page.utf8('abc'))), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', 'GB/T 32905-2016');
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 90 }), fc.maxSafeNat(), (left, right, count) => {
    for (const name of ['sha256', 'sm3'] as const) assert.equal(hex(page.digest(name, left)), hex(own.digest(name, left)));
    assert.equal(hex(page.concatBytes(left, right)), hex(own.concatBytes(left, right)));
    assert.equal(hex(page.uint64(count)), hex(own.uint64(count)));
  }), { seed: 7, numRuns: 100 });
  fc.assert(fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), anyText(40).filter((text) => text.isWellFormed())), { maxLength: 5 }), (fields) => {
    assert.equal(hex(page.frame('fengcun/invented/v1', fields)), hex(own.frame('fengcun/invented/v1', fields)));
  }), { seed: 8, numRuns: 100 });
  for (const broken of [-1, 1.5, 2 ** 53]) assert.throws(() => page.uint64(broken));
  assert.throws(() => page.utf8('\ud800'));
});

test('a signature holds in a page exactly where it holds in the service: Ed25519 and SM2', async () => {
  const message = own.utf8('invented');
  const sm2 = own.developmentSm2Signer(Buffer.alloc(32, 3), (length) => Buffer.alloc(length, 0x5a));
  for (const signer of [partySigner('invented.example', 'ed25519', 9).signer, sm2]) {
    const signature = await signer.sign(message);
    const [here, there] = [page.verifyingKey(signer.algorithm, signer.publicKey), own.verifyingKey(signer.algorithm, signer.publicKey)];
    assert.ok(here.ok && there.ok);
    assert.equal(here.value.verify(message, signature), true);
    for (let bit = 0; bit < 512; bit += signer.algorithm === 'sm2' ? 37 : 1) {
      const flipped = Uint8Array.from(signature, (byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      assert.equal(here.value.verify(message, flipped), there.value.verify(message, flipped), `bit ${bit}`);
      assert.equal(here.value.verify(message, flipped), false);
    }
    for (const length of [0, 63, 65]) assert.equal(here.value.verify(message, new Uint8Array(length)), false);
    assert.equal(page.verifyingKey(signer.algorithm, signer.publicKey.subarray(1)).ok, false);
  }
  assert.equal(page.verifyingKey('ml-dsa-44', new Uint8Array(1312)).ok, false, 'told, not believed');
});

const WYCHEPROOF = new URL('../../../../../shared/vectors/wycheproof/ed25519_test.json', import.meta.url);
test('Wycheproof: every Ed25519 vector comes to the same', { skip: existsSync(WYCHEPROOF) ? false
  : 'no shared vectors here' }, (t) => {
  type Group = Readonly<{ publicKey: { pk: string }; tests: readonly { msg: string; sig: string; tcId: number; result: string }[] }>;
  const { testGroups } = JSON.parse(readFileSync(WYCHEPROOF, 'utf8')) as { testGroups: readonly Group[] };
  let count = 0;
  for (const { publicKey: { pk }, tests } of testGroups) {
    const key = page.verifyingKey('ed25519', Buffer.from(pk, 'hex'));
    for (const { msg, sig, tcId, result } of tests) {
      const verdict = key.ok && key.value.verify(Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex'));
      assert.equal(verdict, result === 'valid', `test ${tcId}`);
      count += 1;
    }
  }
  t.diagnostic(`measured Wycheproof Ed25519: ${count} vectors`);
});

const entryAt = (at: number): Uint8Array => {
  const digest = own.digest('sha256', own.utf8(`invented ${at}`));
  const encoded = encodeEntry({
    v: 1, id: `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`, t: `2026-11-0${1 + (at % 5)}T00:00:00.000Z`, phase: 'intent',
    act: at % 7 === 0 ? 'seal.read' : 'record.read', actor: hex(digest), role: 'clerk', org: at % 2 === 0 ? 'court:A01'
      : 'police:530-202-000-000',
    purpose: 'invented', legalBasis: 'invented', decision: 'allow', policy: hex(digest), approvals: [], req: hex(digest),
  });
  assert.ok(encoded.ok);
  return encoded.value;
};
const entries = Array.from({ length: 600 }, (_, at) => entryAt(at));

/** An invented log of a size: its files and its signed checkpoint. */
const logOf = async (size: number): Promise<Readonly<{ files: Map<string, Uint8Array>; checkpoint: string }>> => {
  const plan = planBatch(SHA256_TREE, EMPTY_LOG, entries.slice(0, size));
  assert.ok(plan.ok);
  const files = new Map([...plan.value.tiles, ...plan.value.bundles].map(({ id, bytes }) => [tilePath(id), Uint8Array.from(bytes)]));
  const text = formatCheckpoint({ origin: ORIGIN, size, root: plan.value.root, extensions: [] });
  return { files, checkpoint: await signNote([logSigner], { text, timestamp: 0 }) };
};
const policy = `log ${formatNoteKey(logSigner.key)}\nquorum none\n`;
const checked = async (files: ReadonlyMap<string, Uint8Array>, question: Omit<LogQuestion, 'policy'>) =>
  verifyLog({ policy, ...question }, { read: async (path) => files.get(path), progress: () => undefined });
const codes = ({ findings }: Awaited<ReturnType<typeof verifyLog>>): readonly string[] => [...new Set(findings.map(({ code }) => code))];

test('a whole log holds: signature, tiles, root, entries, and an older checkpoint is its beginning', async () => {
  for (const [size, old] of [[600, 300], [512, 256], [256, 1], [1, 1]] as const) {
    const { files, checkpoint } = await logOf(size);
    const kept = (await logOf(old)).checkpoint;
    const report = await checked(files, { checkpoint, kept, withEntries: true });
    assert.deepEqual([report.findings, report.size, report.entriesChecked, report.comparedWith], [[], size, size, old]);
    assert.equal((await checked(files, { checkpoint, withEntries: false })).entriesChecked, 0);
  }
});

test('one flipped bit in any tile or bundle is found, and so is a missing one', async () => {
  const { files, checkpoint } = await logOf(600);
  for (const [path, bytes] of files) {
    for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
      const flipped = Uint8Array.from(bytes, (byte, place) => (place === at ? byte ^ 1 : byte));
      const report = await checked(new Map(files).set(path, flipped), { checkpoint, withEntries: true });
      assert.notDeepEqual(codes(report), [], `${path} byte ${at}`);
      if (path.startsWith('tile/entries/')) continue;
      const withoutEntries = await checked(new Map(files).set(path, flipped), { checkpoint, withEntries: false });
      assert.notDeepEqual(codes(withoutEntries), [], `${path} byte ${at}, hashes alone`);
    }
    const less = new Map(files);
    less.delete(path);
    assert.match(codes(await checked(less, { checkpoint, withEntries: true })).join(), /MISSING/, path);
  }
});

test('a log rewritten before a kept checkpoint, a shrunk one, another log, a foreign key: each told', async () => {
  const { files, checkpoint } = await logOf(600);
  const rewritten = formatCheckpoint({ origin: ORIGIN, size: 300, root: Buffer.alloc(32, 1), extensions: [] });
  assert.deepEqual(codes(await checked(files, { checkpoint, kept: rewritten, withEntries: false })), ['NOT_CONSISTENT']);
  const longer = formatCheckpoint({ origin: ORIGIN, size: 601, root: Buffer.alloc(32, 1), extensions: [] });
  assert.deepEqual(codes(await checked(files, { checkpoint, kept: longer, withEntries: false })), ['LOG_SHRANK']);
  const other = formatCheckpoint({ origin: 'other.example', size: 5, root: Buffer.alloc(32, 1), extensions: [] });
  assert.deepEqual(codes(await checked(files, { checkpoint, kept: other, withEntries: false })), ['KEPT_OF_OTHER_LOG']);
  assert.deepEqual(codes(await checked(files, { checkpoint, kept: 'hello', withEntries: false })), ['KEPT_MALFORMED']);
  const foreign = `log ${formatNoteKey(partySigner('foreign.example', 'ed25519', 8).key)}\nquorum none\n`;
  const source = { read: async (path: string) => files.get(path), progress: () => undefined };
  assert.deepEqual(codes(await verifyLog({ checkpoint, policy: foreign, withEntries: false }, source)), ['SIGNATURE']);
  assert.deepEqual(codes(await verifyLog({ checkpoint: checkpoint.replace('600', '601'), policy, withEntries: false }, source)), ['SIGNATURE']);
});

test('entries are found by act, organ and day, newest first, and how far it looked is told', async () => {
  const { files } = await logOf(600);
  const source = { read: async (path: string) => files.get(path), progress: () => undefined };
  const sealed = await searchLog({ act: 'SEAL.', organ: 'police/530202000000', from: '2026-11-02', to: '2026-11-03' }, 600, source);
  assert.ok(sealed.found.length > 0 && sealed.isWhole && sealed.lookedAt === 600);
  for (const { entry, index } of sealed.found) {
    assert.deepEqual([entry.act, entry.org], ['seal.read', 'police:530-202-000-000']);
    assert.ok(index % 7 === 0 && (index % 5 === 1 || index % 5 === 2));
  }
  assert.deepEqual(sealed.found.map(({ index }) => index), sealed.found.map(({ index }) => index).toSorted((a, b) => b - a));
  assert.equal((await searchLog({ act: '', organ: '', from: '', to: '' }, 600, source)).found.length, 200);
  assert.equal(organInLedger('court/A01'), 'court:A01');
});
