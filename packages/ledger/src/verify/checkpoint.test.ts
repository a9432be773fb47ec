import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { developmentSm2Signer, nativeSigner } from '@fengcun/crypto';
import { BugError } from '@fengcun/kernel';
import { signLine, signNote } from '../signing/sign-line.ts';
import { logSigner, ORIGIN, witnessSigners } from '../testing/invented-log.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { signedMessage } from './cosignature.ts';
import { parseNote } from './note.ts';
import { formatNoteKey, noteKey, parseNoteKey } from './note-key.ts';
import { openNote, verifyLine } from './open-note.ts';

const root = Buffer.alloc(32, 5);
const text = formatCheckpoint({ origin: ORIGIN, size: 7, root, extensions: [] });
const [witness] = witnessSigners;

test('a checkpoint is origin, size and root, each on its line, and comes back the same', () => {
  assert.equal(text, `${ORIGIN}\n7\n${root.toString('base64')}\n`);
  assert.deepEqual(parseCheckpoint(text), { ok: true, value: { origin: ORIGIN, size: 7, root, extensions: [] } });
  const extended = parseCheckpoint(`${text}one\ntwo\n`);
  assert.ok(extended.ok && extended.value.extensions.join() === 'one,two');
});

test('sizes with signs, zeroes or beyond 2^53 − 1, short roots and empty lines are refused', () => {
  const hash = root.toString('base64');
  const bad = [
    '', `${ORIGIN}\n7\n`, `\n7\n${hash}\n`, `${ORIGIN}\n07\n${hash}\n`, `${ORIGIN}\n+7\n${hash}\n`, `${ORIGIN}\n-7\n${hash}\n`,
    `${ORIGIN}\n0x7\n${hash}\n`, `${ORIGIN}\n7 \n${hash}\n`, `${ORIGIN}\n9007199254740992\n${hash}\n`, `${ORIGIN}\n\n${hash}\n`,
    `${ORIGIN}\n7\n${hash.slice(0, -1)}\n`, `${ORIGIN}\n7\n${Buffer.alloc(31).toString('base64')}\n`,
    `${ORIGIN}\n7\n${Buffer.alloc(33).toString('base64')}\n`, `${ORIGIN}\n7\n${hash}\n\n`, `${ORIGIN}\n7\n${hash}\n\nx\n`,
    `${ORIGIN}\n7\n${hash}`, `${ORIGIN}\r\n7\r\n${hash}\r\n`,
  ];
  for (const input of bad) assert.equal(parseCheckpoint(input).ok, false, JSON.stringify(input));
  assert.ok(parseCheckpoint(`${ORIGIN}\n9007199254740991\n${hash}\n`).ok);
  assert.throws(() => formatCheckpoint({ origin: 'two\nlines', size: 1, root, extensions: [] }), BugError);
  assert.throws(() => formatCheckpoint({ origin: ORIGIN, size: -1, root, extensions: [] }), BugError);
  assert.throws(() => formatCheckpoint({ origin: ORIGIN, size: 1, root, extensions: [''] }), BugError);
});

test('a cosignature covers its time: the message is the one printed in the specification', () => {
  const printed = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const message = signedMessage({ type: 'ed25519-cosignature', name: 'w', text: printed, timestamp: 1679315147 });
  assert.equal(Buffer.from(message ?? []).toString(), `cosignature/v1\ntime 1679315147\n${printed}`);
});

test('another time, another text or a cut cosignature does not verify', async () => {
  const line = await signLine(witness, { text, timestamp: 1_800_000_000 });
  assert.equal(verifyLine(text, witness.key, line)?.timestamp, 1_800_000_000);
  for (let bit = 0; bit < line.signature.length * 8; bit += 1) {
    const signature = Buffer.from(line.signature);
    signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(verifyLine(text, witness.key, { ...line, signature }), undefined, `bit ${bit}`);
  }
  for (const length of [0, 8, 71]) {
    assert.equal(verifyLine(text, witness.key, { ...line, signature: line.signature.subarray(0, length) }), undefined);
  }
  assert.equal(verifyLine(text.replace('7', '8'), witness.key, line), undefined);
  await assert.rejects(signLine(witness, { text: 'no checkpoint\n', timestamp: 1 }), BugError);
});

test('a signature of the log is no cosignature, and the other way round, even with one key pair', async () => {
  const same = noteKey(ORIGIN, 'ed25519-cosignature', logSigner.signer.publicKey);
  assert.ok(same.ok && same.value.keyId !== logSigner.key.keyId);
  const line = await signLine(logSigner, { text, timestamp: 0 });
  assert.equal(verifyLine(text, same.value, { ...line, keyId: same.value.keyId }), undefined);
});

test('ML-DSA-44 cosignatures name cosigner, log, size and root in the order of the specification', async () => {
  const message = signedMessage({ type: 'ml-dsa-44-cosignature', name: 'w', text, timestamp: 3 });
  const u64 = (value: number): string => value.toString(16).padStart(16, '0');
  const expected = Buffer.from('subtree/v1\n\0').toString('hex') + '01' + Buffer.from('w').toString('hex') + u64(3)
    + ORIGIN.length.toString(16).padStart(2, '0') + Buffer.from(ORIGIN).toString('hex') + u64(0) + u64(7) + root.toString('hex');
  assert.equal(Buffer.from(message ?? []).toString('hex'), expected);
  const signer = nativeSigner('ml-dsa-44', generateKeyPairSync('ml-dsa-44').privateKey);
  const key = noteKey('archive.example', 'ml-dsa-44-cosignature', signer.publicKey);
  assert.ok(key.ok);
  const parsed = parseNoteKey(formatNoteKey(key.value));
  assert.ok(parsed.ok && parsed.value.keyId === key.value.keyId);
  const note = parseNote(await signNote([logSigner, { key: key.value, signer }], { text, timestamp: 9 }));
  const opened = note.ok ? openNote(note.value, [logSigner.key, key.value]) : note;
  assert.ok(opened.ok && opened.value.verified.length === 2 && opened.value.verified[1]?.timestamp === 9);
});

test('SM2 with SM3 signs notes of the second log', async () => {
  const signer = developmentSm2Signer(Buffer.alloc(32, 3), (length) => Buffer.alloc(length, 0x5a));
  const key = noteKey(`${ORIGIN}/sm3`, 'sm2-sm3', signer.publicKey);
  assert.ok(key.ok);
  const parsed = parseNoteKey(formatNoteKey(key.value));
  assert.ok(parsed.ok && parsed.value.type === 'sm2-sm3' && parsed.value.keyId === key.value.keyId);
  const line = await signLine({ key: key.value, signer }, { text, timestamp: 0 });
  assert.ok(verifyLine(text, key.value, line) !== undefined);
  assert.equal(verifyLine(text.replace('7', '8'), key.value, line), undefined);
});

test('a device that signs wrongly is noticed before its signature is used', async () => {
  const broken = { key: logSigner.key, signer: { ...logSigner.signer, sign: async () => Buffer.alloc(64) } };
  await assert.rejects(signLine(broken, { text, timestamp: 0 }), BugError);
  await assert.rejects(signLine({ key: logSigner.key, signer: witness.signer }, { text, timestamp: 0 }), BugError);
});
