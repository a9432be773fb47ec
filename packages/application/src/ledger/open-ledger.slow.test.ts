import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Fault } from '@fengcun/kernel';
import { formatNoteKey, parsePolicy, trustCheckpoint } from '@fengcun/ledger';
import { type Database, openDatabase } from '@fengcun/store';
import { memoryKeyStore } from '@fengcun/vault';
import { keyFileKey } from './keys/key-file.ts';
import { keyStoreKey, lineSigner } from './keys/log-key.ts';
import { accessLogId, isLogId, parseDescription, placesIn } from './log/log-folder.ts';
import { type LedgerOptions, openLedger } from './open-ledger.ts';
import { openStoredLedgers } from './proof/stored-ledgers.ts';
import { proveEntry } from './proof/prove-entry.ts';
import { verifyLog } from './proof/verify-log.ts';
import { handIn, NOON, partySigner, witnessesFor } from './testing/invented-log.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const now = (): string => '2026-11-21T12:00:00.000Z';
let folder: string;
let database: Database;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fengcun-log-'));
  database = await openDatabase({ kind: 'embedded', dataDirectory: join(folder, 'data'), now });
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const options = async (logId: string): Promise<LedgerOptions> => ({
  logId, host: 'audit.example', database, places: placesIn(join(folder, 'data')), key: await keyFileKey(join(folder, `${logId.replace('/', '.')}.key`), random),
  now: () => NOON, holder: 'embedded',
});

test('a log on a real disk, with a second tree of SM3 over the same entries, is whole after a second opening', async () => {
  const logId = 'access/2025';
  const ids = await handIn(database, logId, { from: 0, to: 300 });
  for (const [from, to] of [[300, 700], [700, 705]] as const) {
    const ledger = await openLedger({ ...await options(logId), withSm3: true });
    const done = await ledger.sequencer.settle();
    assert.ok(done.ok && done.value.every(({ isPublished, size }) => isPublished && size === from), JSON.stringify(done));
    assert.equal(ledger.watch.mayReadSealed(NOON), true);
    await handIn(database, logId, { from, to });
    await ledger.sequencer.close();
  }
  const ledger = await openLedger({ ...await options(logId), withSm3: true });
  assert.ok((await ledger.sequencer.settle()).ok);
  const { trees } = ledger.setup;
  assert.deepEqual(trees.map(({ origin }) => origin), ['audit.example/sealing/access/2025', 'audit.example/sealing/access/2025/sm3']);
  for (const tree of trees) {
    const log = { logId, tree, database };
    const report = await verifyLog(log);
    assert.deepEqual([report.findings, report.size, report.published], [[], 705, 705]);
    const proof = await proveEntry(log, ids[299] ?? '');
    assert.ok(proof.ok && proof.value.index === 299 && proof.value.size === 705);
  }
  assert.equal(statSync(join(folder, 'data', 'ledger')).mode & 0o077, 0);
});

test('an entry that waits or is unknown has no proof', async () => {
  const logId = 'waiting/2026';
  const ledger = await openLedger(await options(logId));
  assert.ok((await ledger.sequencer.settle()).ok);
  const [tree] = ledger.setup.trees;
  assert.ok(tree !== undefined);
  const [id = ''] = await handIn(database, logId, { from: 0, to: 1 });
  assert.deepEqual(await proveEntry({ logId, tree, database }, id), { ok: false, error: { code: 'ENTRY_UNKNOWN' } });
  assert.ok((await ledger.sequencer.sequence()).ok);
  assert.deepEqual(await proveEntry({ logId, tree, database }, id), { ok: false, error: { code: 'NOT_YET_PUBLISHED' } });
});

test('a policy stays in force until another is named; the folder says which it is', async () => {
  const logId = 'policy/2026';
  const { signers, post } = witnessesFor(logId, ['archive.example'], () => NOON / 1000);
  const witnesses = signers.map(({ key }) => `witness ${key.name} ${formatNoteKey(key)} http://${key.name}\nquorum ${key.name}`).join('\n');
  const described = (): string => {
    const parsed = parseDescription(readFileSync(join(folder, 'data', 'ledger', 'policy.2026', 'log.json')));
    return parsed.ok ? parsed.value.trees[0]?.policy ?? '' : '';
  };
  await openLedger({ ...await options(logId), witnesses, post });
  const first = described();
  assert.match(first, /^log audit\.example\/sealing\/policy\/2026\+.*\nwitness archive\.example .*\nquorum archive\.example\n$/);
  const again = await openLedger({ ...await options(logId), post });
  assert.equal(described(), first);
  assert.equal(again.watch.mayReadSealed(NOON), false);
  await openLedger({ ...await options(logId), witnesses: 'quorum none' });
  assert.match(described(), /\nquorum none\n$/);
  assert.ok(parsePolicy(described()).ok);
});

test('a log keeps its name; a bad name, id or policy is one clear sentence', async () => {
  const logId = 'named/2026';
  const good = await options(logId);
  await openLedger(good);
  const rows: readonly (readonly [Partial<LedgerOptions>, string, RegExp])[] = [
    [{ host: 'other.example' }, 'LOG_NAME_CHANGED', /this log is called audit\.example\/sealing\/named\/2026; its name cannot change/],
    [{ host: 'two words' }, 'LOG_NAME_UNUSABLE', /no space and no plus sign/],
    [{ logId: 'Access 2026' }, 'LOG_ID_UNUSABLE', /such as access\/2026/],
    [{ logId: '../etc' }, 'LOG_ID_UNUSABLE', /such as access\/2026/],
    [{ witnesses: 'quorum w' }, 'POLICY_MALFORMED', /line 1 of the witness policy is not of C2SP tlog-policy \(POLICY_NAME\)/],
  ];
  for (const [change, code, sentence] of rows) {
    await assert.rejects(openLedger({ ...good, ...change }), (error) => error instanceof Fault && error.code === code && sentence.test(error.message));
  }
  assert.deepEqual([isLogId('access/2026'), isLogId('a//b'), isLogId('/a'), isLogId('a/'), isLogId('a.b'), isLogId('')], [true, false, false, false, false, false]);
  assert.equal(accessLogId(NOON), 'access/2026');
});

test('logs are found again by their folder; nothing is made where nothing is', async () => {
  const nowhere = await openStoredLedgers({ dataDirectory: join(folder, 'nowhere'), now });
  assert.deepEqual(nowhere, { ok: false, error: { code: 'NO_DATA' } });
  assert.throws(() => statSync(join(folder, 'nowhere')));
  const other = join(folder, 'other');
  await (await openDatabase({ kind: 'embedded', dataDirectory: other, now })).close();
  const malformed = await openStoredLedgers({ dataDirectory: other, now, policy: 'log x' });
  assert.deepEqual(malformed, { ok: false, error: { code: 'POLICY_MALFORMED', line: 1 } });
  const lost = await openDatabase({ kind: 'embedded', dataDirectory: other, now });
  await handIn(lost, 'access/2025', { from: 0, to: 3 });
  const key = await keyStoreKey(memoryKeyStore(random), 'log', random);
  const ledger = await openLedger({ logId: 'access/2025', host: 'a.example', database: lost, places: placesIn(other), key, now: () => NOON, holder: 'x' });
  assert.ok((await ledger.sequencer.settle()).ok);
  await lost.close();
  const found = await openStoredLedgers({ dataDirectory: other, now });
  assert.ok(found.ok && found.value.logs.length === 1 && found.value.withoutFiles.length === 0);
  await found.value.close();
  rmSync(join(other, 'ledger'), { recursive: true });
  const without = await openStoredLedgers({ dataDirectory: other, now });
  assert.deepEqual(without.ok ? [without.value.logs, without.value.withoutFiles] : [], [[], ['access/2025']]);
  if (without.ok) await without.value.close();
});

test('the signing key is made once and never shown: in the vault\'s key store, or in a private file', async () => {
  const keyStore = memoryKeyStore(random);
  const [one, two] = [await keyStoreKey(keyStore, 'log', random), await keyStoreKey(keyStore, 'log', random)];
  assert.ok(one.equals(two));
  assert.ok(!one.equals(await keyStoreKey(keyStore, 'other', random)));
  const path = join(folder, 'one.key');
  assert.ok((await keyFileKey(path, random)).equals(await keyFileKey(path, random)));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  chmodSync(path, 0o640);
  const refused = (code: string) => (error: unknown): boolean => error instanceof Fault && error.code === code;
  await assert.rejects(keyFileKey(path, random), refused('KEY_FILE_EXPOSED'));
  symlinkSync(path, join(folder, 'link.key'));
  await assert.rejects(keyFileKey(join(folder, 'link.key'), random), refused('KEY_FILE_UNREADABLE'));
  writeFileSync(join(folder, 'bad.key'), 'no seed\n', { mode: 0o600 });
  await assert.rejects(keyFileKey(join(folder, 'bad.key'), random), refused('KEY_FILE_BROKEN'));
  mkdirSync(join(folder, 'folder.key'), { mode: 0o700 });
  await assert.rejects(keyFileKey(join(folder, 'folder.key'), random), refused('KEY_FILE_EXPOSED'));
  assert.throws(() => lineSigner(one, 'a b'), refused('LOG_NAME_UNUSABLE'));
});

test('an ML-DSA-44 line stands beside the Ed25519 line in every checkpoint', async () => {
  const { generateKeyPairSync } = await import('node:crypto');
  const { nativeSigner } = await import('@fengcun/crypto');
  const { noteKey, openNote, parseNote } = await import('@fengcun/ledger');
  const logId = 'lines/2026';
  const signer = nativeSigner('ml-dsa-44', generateKeyPairSync('ml-dsa-44').privateKey);
  const key = noteKey('audit.example/sealing/lines/2026', 'ml-dsa-44-cosignature', signer.publicKey);
  assert.ok(key.ok);
  const ledger = await openLedger({ ...await options(logId), furtherSigners: () => [{ key: key.value, signer }] });
  const done = await ledger.sequencer.settle();
  assert.ok(done.ok);
  const [published] = done.value;
  const [tree] = ledger.setup.trees;
  assert.ok(published !== undefined && tree !== undefined);
  assert.ok(trustCheckpoint(tree.policy, published.signed).ok);
  const note = parseNote(published.signed);
  const opened = note.ok ? openNote(note.value, [key.value]) : note;
  assert.ok(opened.ok && opened.value.verified.length === 1 && opened.value.unknown.length === 1);
  assert.notEqual(partySigner('x.example', 'ed25519', 9).key.keyId, key.value.keyId);
});
