import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EMPTY_LOG } from '../sequencer/log-state.ts';
import { planBatch } from '../sequencer/plan-batch.ts';
import { signNote } from '../signing/sign-line.ts';
import { logSigner, ORIGIN, partySigner, witnessSigners } from '../testing/invented-log.ts';
import { levelStore } from '../tree/level-store.ts';
import { proveInclusion } from '../tree/ranges.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { formatNoteKey } from './note-key.ts';
import { parsePolicy, type TlogPolicy } from './policy.ts';
import { formatProofFile, parseProofFile, verifyProofFile } from './proof-file.ts';
import { SHA256_TREE, SM3_TREE } from './tree-hash.ts';

const [archive, procuratorate, dataProtection] = witnessSigners;
const entries = Array.from({ length: 21 }, (_, i) => Buffer.from(`{"n":${i}}`));
const INDEX = 13;
const entry = entries[INDEX] ?? Buffer.alloc(0);

const policyFor = (logKey = logSigner.key): TlogPolicy => {
  const policy = parsePolicy([
    `log ${formatNoteKey(logKey)}`, `witness A ${formatNoteKey(archive.key)}`, `witness B ${formatNoteKey(procuratorate.key)}`,
    `witness C ${formatNoteKey(dataProtection.key)}`, 'group w 2 A B C', 'quorum w', '',
  ].join('\n'));
  assert.ok(policy.ok);
  return policy.value;
};

const proofFile = async (signers = [logSigner, archive, procuratorate], hash = SHA256_TREE, origin = ORIGIN): Promise<string> => {
  const plan = planBatch(hash, EMPTY_LOG, entries);
  const store = levelStore(hash);
  for (const bytes of entries) store.append(bytes);
  assert.ok(plan.ok);
  const text = formatCheckpoint({ origin, size: entries.length, root: plan.value.root, extensions: [] });
  const proof = proveInclusion(hash, store.read, { index: INDEX, size: entries.length });
  return formatProofFile({ index: INDEX, proof, checkpoint: await signNote(signers, { text, timestamp: 1_800_000_000 }), extra: undefined });
};

const verdict = (file: string | Uint8Array, bytes: Uint8Array = entry, policy = policyFor()): string => {
  const verified = verifyProofFile(policy, file, bytes);
  return verified.ok ? `index ${verified.value.index} by ${verified.value.witnesses.map(({ name }) => name).join('')}` : verified.error.code;
};

test('a proof file verifies offline: log signature, quorum, index and path', async () => {
  const file = await proofFile();
  assert.equal(verdict(file), 'index 13 by AB');
  assert.equal(verdict(Buffer.from(file)), 'index 13 by AB');
  const parsed = parseProofFile(file);
  assert.ok(parsed.ok);
  assert.equal(formatProofFile(parsed.value), file);
  const extra = formatProofFile({ ...parsed.value, extra: Buffer.from('opaque') });
  assert.ok(extra.includes('\nextra b3BhcXVl\nindex 13\n'));
  assert.equal(verdict(extra), 'index 13 by AB');
});

test('one witness too few, a witness twice, a stranger or a missing log signature prove nothing', async () => {
  const stranger = partySigner(archive.key.name, 'ed25519-cosignature', 60);
  assert.equal(verdict(await proofFile([logSigner, archive])), 'CHECKPOINT_QUORUM_MISSING');
  assert.equal(verdict(await proofFile([logSigner, archive, archive])), 'CHECKPOINT_QUORUM_MISSING');
  assert.equal(verdict(await proofFile([logSigner, archive, stranger])), 'CHECKPOINT_QUORUM_MISSING');
  assert.equal(verdict(await proofFile([archive, procuratorate])), 'NOTE_UNSIGNED');
  assert.equal(verdict(await proofFile([logSigner, archive, procuratorate, dataProtection])), 'index 13 by ABC');
  const otherLog = partySigner('other.example/log', 'ed25519', 61);
  assert.equal(verdict(await proofFile(), entry, policyFor(otherLog.key)), 'CHECKPOINT_LOG_UNKNOWN');
  // A log of the policy must not speak for another log of the policy.
  assert.equal(verdict(await proofFile([otherLog, archive, procuratorate]), entry, policyFor(otherLog.key)), 'CHECKPOINT_LOG_UNKNOWN');
});

test('another entry, index or path proves nothing', async () => {
  const file = await proofFile();
  assert.equal(verdict(file, entries[12]), 'PROOF_REJECTED');
  assert.equal(verdict(file.replace('index 13', 'index 12')), 'PROOF_REJECTED');
  assert.equal(verdict(file.replace('index 13', 'index 21')), 'PROOF_REJECTED');
  const lines = file.split('\n');
  assert.equal(verdict(lines.toSpliced(2, 1).join('\n')), 'PROOF_REJECTED');
  assert.equal(verdict([...lines.slice(0, 2), lines[3], lines[2], ...lines.slice(4)].join('\n')), 'PROOF_REJECTED');
});

test('every flipped bit of the file is refused, or changes nothing that is claimed', async (t) => {
  const file = Buffer.from(await proofFile([logSigner, archive, procuratorate]));
  const policy = policyFor();
  let refused = 0;
  for (let bit = 0; bit < file.length * 8; bit += 1) {
    const copy = Buffer.from(file);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    // A changed witness name or key identifier is an unknown key: the quorum of two is then missing.
    assert.ok(!verifyProofFile(policy, copy, entry).ok, `bit ${bit}`);
    refused += 1;
  }
  t.diagnostic(`measured proof file bit flips: ${refused} of ${file.length * 8} refused`);
});

test('files that are not of the form are malformed', async () => {
  const file = await proofFile();
  const bad = ['', 'x', file.slice(1), file.replace('@v1', '@v2'), file.replace('index 13', 'index 013'), file.replace('index 13\n', ''),
    file.replace('index 13', 'extra !!\nindex 13'), file.replace('index 13\n', 'index 13\n\n\n'), file.replace('index 13\n', 'index 13\nAAAA\n'),
    file.replace('index 13\n', `index 13\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`), file.replace('\n', '\r\n')];
  for (const [at, input] of bad.entries()) {
    assert.match(verdict(input), /^(PROOF|NOTE|CHECKPOINT)_MALFORMED$/, `case ${at}`);
  }
  assert.equal(verdict(Buffer.concat([Buffer.of(0xff), Buffer.from(file)])), 'PROOF_MALFORMED');
});

test('the second log is verified with SM3 because its origin says so', async () => {
  const origin = `${ORIGIN}/sm3`;
  const signer = partySigner(origin, 'ed25519', 62);
  const policy = policyFor(signer.key);
  const signers = [signer, archive, dataProtection];
  assert.equal(verdict(await proofFile(signers, SM3_TREE, origin), entry, policy), 'index 13 by AC');
  assert.equal(verdict(await proofFile(signers, SHA256_TREE, origin), entry, policy), 'PROOF_REJECTED');
});

test('verify stands alone: it imports kernel, crypto and its own folder, nothing else', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const foreign = files.flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '([^']+)'/g)]
    .map((match) => match[1] ?? '')
    .filter((from) => !from.startsWith('./') && from !== '@fengcun/kernel' && from !== '@fengcun/crypto')
    .map((from) => `${name} imports ${from}`));
  assert.deepEqual(foreign, []);
  assert.ok(files.length > 10);
});
