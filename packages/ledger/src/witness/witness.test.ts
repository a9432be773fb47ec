import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TreeHead } from '../sequencer/decide-signing.ts';
import { signNote } from '../signing/sign-line.ts';
import { logSigner, ORIGIN, partySigner, witnessSigners } from '../testing/invented-log.ts';
import { memoryWitnessStore } from '../testing/memory-witness-store.ts';
import { levelStore } from '../tree/level-store.ts';
import { proveConsistency, treeRoot } from '../tree/ranges.ts';
import { formatCheckpoint } from '../verify/checkpoint.ts';
import { parseSignatureLines } from '../verify/note.ts';
import { SHA256_TREE } from '../verify/tree-hash.ts';
import { answerAddCheckpoint, originHash, type Witness, type WitnessAnswer, type WitnessStore } from './witness.ts';

const SIZE = 30;
const store = levelStore(SHA256_TREE);
for (let i = 0; i < SIZE; i += 1) store.append(Buffer.from(`entry ${i}`));
const rootOf = (size: number): Uint8Array => treeRoot(SHA256_TREE, store.read, size);
const checkpointOf = (size: number, root = rootOf(size)): string => formatCheckpoint({ origin: ORIGIN, size, root, extensions: [] });

const witnessWith = (memory: WitnessStore = memoryWitnessStore()): Witness =>
  ({ logs: [{ origin: ORIGIN, keys: [logSigner.key] }], keys: [witnessSigners[0], witnessSigners[1]], store: memory, now: () => 1_800_000_000 });

type Parts = Readonly<{ old?: string; proof?: readonly Uint8Array[]; text?: string; signer?: typeof logSigner }>;
const bodyOf = async (oldSize: number, size: number, parts: Parts = {}): Promise<string> => {
  const proof = parts.proof ?? (oldSize > 0 && oldSize <= size ? proveConsistency(SHA256_TREE, store.read, { oldSize, newSize: size }) : []);
  const lines = [parts.old ?? `old ${oldSize}`, ...proof.map((hash) => Buffer.from(hash).toString('base64'))];
  const note = await signNote([parts.signer ?? logSigner], { text: parts.text ?? checkpointOf(size), timestamp: 0 });
  return `${lines.join('\n')}\n\n${note}`;
};
const ask = async (witness: Witness, oldSize: number, size: number, parts: Parts = {}): Promise<WitnessAnswer> =>
  answerAddCheckpoint(witness, await bodyOf(oldSize, size, parts));

test('a log that only grows is cosigned by every key of the witness', async () => {
  const witness = witnessWith();
  for (const [oldSize, size] of [[0, 0], [0, 1], [1, 1], [1, 7], [7, 8], [8, 30], [30, 30]] as const) {
    const answer = await ask(witness, oldSize, size);
    assert.equal(answer.status, 200, `${oldSize} → ${size}: ${answer.body}`);
    assert.equal(parseSignatureLines(answer.body)?.length, 2);
    assert.equal((await witness.store.load(ORIGIN))?.size ?? 0, size);
  }
});

test('each refusal has the status of the specification and changes nothing', async () => {
  const witness = witnessWith();
  await ask(witness, 0, 7);
  const proof = proveConsistency(SHA256_TREE, store.read, { oldSize: 7, newSize: 9 });
  const stranger = partySigner(ORIGIN, 'ed25519', 77);
  const otherLog = formatCheckpoint({ origin: 'other.example', size: 9, root: rootOf(9), extensions: [] });
  const cases: readonly (readonly [number, string, number, number, Parts])[] = [
    [409, '7\n', 0, 9, {}], [409, '7\n', 8, 9, {}], [400, 'OLD_SIZE_BEYOND_CHECKPOINT\n', 7, 3, {}],
    [422, 'CONSISTENCY_REJECTED\n', 7, 9, { proof: [] }], [422, 'CONSISTENCY_REJECTED\n', 7, 9, { proof: proof.toReversed() }],
    [422, 'CONSISTENCY_REJECTED\n', 7, 7, { proof }], [422, 'ROOT_DIFFERS\n', 7, 7, { text: checkpointOf(7, Buffer.alloc(32)) }],
    [422, 'CONSISTENCY_REJECTED\n', 7, 9, { text: checkpointOf(9, Buffer.alloc(32)) }],
    [403, 'SIGNATURE_NOT_TRUSTED\n', 7, 9, { signer: stranger }], [404, 'LOG_UNKNOWN\n', 7, 9, { text: otherLog }],
    [400, 'REQUEST_MALFORMED\n', 7, 9, { old: 'old 07' }], [400, 'REQUEST_MALFORMED\n', 7, 9, { old: 'old -7' }],
    [400, 'REQUEST_MALFORMED\n', 7, 9, { old: 'new 7' }], [400, 'REQUEST_MALFORMED\n', 7, 9, { old: '' }],
    [400, 'REQUEST_MALFORMED\n', 7, 9, { proof: [Buffer.alloc(31)] }], [400, 'REQUEST_MALFORMED\n', 7, 9, { proof: Array.from({ length: 64 }, () => Buffer.alloc(32)) }],
    [400, 'REQUEST_MALFORMED\n', 7, 9, { text: 'no checkpoint\n' }],
  ];
  for (const [status, body, oldSize, size, parts] of cases) {
    const answer = await ask(witness, oldSize, size, parts);
    assert.deepEqual([answer.status, answer.body], [status, body], JSON.stringify([oldSize, size, body]));
    assert.equal((await witness.store.load(ORIGIN))?.size, 7);
  }
  assert.equal((await answerAddCheckpoint(witness, Buffer.of(0xff, 0xfe))).status, 400);
  assert.equal((await answerAddCheckpoint(witness, '')).status, 400);
});

test('the first checkpoint takes no proof, and an empty tree has only one root', async () => {
  assert.equal((await ask(witnessWith(), 0, 9, { proof: [Buffer.alloc(32)] })).body, 'CONSISTENCY_REJECTED\n');
  assert.equal((await ask(witnessWith(), 0, 0, { text: checkpointOf(0, Buffer.alloc(32)) })).body, 'EMPTY_ROOT_WRONG\n');
});

test('two requests at once: one is answered 409 with the new size, and the witness is never rolled back', async () => {
  const memory = memoryWitnessStore();
  const witness = witnessWith(memory);
  await ask(witness, 0, 5);
  const answers = await Promise.all([ask(witness, 5, 10), ask(witness, 5, 20), ask(witness, 5, 15)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
  const size = (await memory.load(ORIGIN))?.size;
  assert.ok(answers.filter(({ status }) => status === 409).every(({ body }) => body === `${size}\n`));
});

test('nothing is signed that could not be stored', async () => {
  const failing: WitnessStore = { load: async () => undefined, advance: () => Promise.reject(new Error('disk')) };
  let signed = 0;
  const key = { ...witnessSigners[0], signer: { ...witnessSigners[0].signer, sign: async () => { signed += 1; return Buffer.alloc(64); } } };
  await assert.rejects(answerAddCheckpoint({ ...witnessWith(failing), keys: [key] }, await bodyOf(0, 3)), /disk/);
  assert.equal(signed, 0);
});

test('whatever order requests come in, the stored size never falls and every cosigned head is on one history', async () => {
  const requests = fc.array(fc.tuple(fc.nat(SIZE), fc.nat(SIZE)), { maxLength: 12 });
  await fc.assert(fc.asyncProperty(requests, async (list) => {
    const memory = memoryWitnessStore();
    const witness = witnessWith(memory);
    let last: TreeHead = { size: 0, root: SHA256_TREE.empty };
    for (const [oldSize, size] of list) {
      const { status } = await ask(witness, oldSize, size);
      const now = (await memory.load(ORIGIN)) ?? { size: 0, root: SHA256_TREE.empty };
      assert.equal(status, oldSize > size ? 400 : oldSize === last.size ? 200 : 409);
      assert.ok(now.size >= last.size && Buffer.from(now.root).equals(rootOf(now.size)));
      last = now;
    }
  }), { seed: 286, numRuns: 25 });
});

test('a log is found in the monitoring paths by the hash of its origin', () => {
  assert.equal(originHash('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
