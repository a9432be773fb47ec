import assert from 'node:assert/strict';
import { test } from 'node:test';
import { witnessSigners } from '../testing/invented-log.ts';
import { memoryWitnessStore } from '../testing/memory-witness-store.ts';
import { vectorsAbsent, vectorText } from '../testing/shared-vectors.ts';
import { parseCheckpoint } from '../verify/checkpoint.ts';
import { parseNote, parseSignatureLines } from '../verify/note.ts';
import { noteKey, parseNoteKey } from '../verify/note-key.ts';
import { verifyLine } from '../verify/open-note.ts';
import type { WitnessedLog } from './add-checkpoint.ts';
import { answerAddCheckpoint, type Witness } from './witness.ts';

type Exchange = Readonly<{ body: string; status: number; expectedBody: string | undefined }>;

/** The requests and expected answers of a recorded session. */
const exchanges = (file: string): readonly Exchange[] => {
  const text = vectorText(`tlog/torchwood/cmd/litewitness/testdata/${file}`);
  const pattern = /^POST .*\n```\n([\s\S]*?)```\nHTTP (\d+)\n\[Asserts\]\nbody (?:contains|==) "(.*)"/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    body: match[1] ?? '', status: Number(match[2]), expectedBody: match[3]?.replaceAll('\\n', '\n'),
  }));
};

const sigsumLog = (): WitnessedLog => {
  const origin = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
  const publicKey = Buffer.from('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f', 'hex');
  const key = noteKey(origin, 'ed25519', publicKey);
  assert.ok(key.ok);
  return { origin, keys: [key.value] };
};

const goLog = (): WitnessedLog => {
  const key = parseNoteKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  assert.ok(key.ok);
  return { origin: 'go.sum database tree', keys: [key.value] };
};

const replay = async (file: string, log: WitnessedLog): Promise<readonly string[]> => {
  const store = memoryWitnessStore();
  const [signer] = witnessSigners;
  const witness: Witness = { logs: [log], keys: [signer], store, now: () => 1_800_000_000 };
  const exceptions: string[] = [];
  for (const { body, status, expectedBody } of exchanges(file)) {
    const answer = await answerAddCheckpoint(witness, body);
    if (status === 403 && answer.status === 404) {
      // The recording is older than the specification, which now answers an unknown log with 404.
      assert.equal(expectedBody, 'unknown log');
      exceptions.push('unknown log 404 instead of 403');
      continue;
    }
    assert.equal(answer.status, status, body);
    if (status === 409) assert.deepEqual([answer.body, answer.contentType], [expectedBody, 'text/x.tlog.size']);
    if (status !== 200) continue;
    const note = parseNote(body.slice(body.indexOf('\n\n') + 2));
    const lines = parseSignatureLines(answer.body);
    assert.ok(note.ok && lines?.length === 1 && lines[0] !== undefined);
    assert.equal(verifyLine(note.value.text, signer.key, lines[0])?.timestamp, 1_800_000_000);
    const checkpoint = parseCheckpoint(note.value.text);
    assert.ok(checkpoint.ok && (await store.load(log.origin))?.size === checkpoint.value.size);
  }
  return exceptions;
};

test('recorded witness sessions are answered alike', { skip: vectorsAbsent }, async (t) => {
  assert.equal(exchanges('litewitness.txt').length, 9);
  const exceptions = await replay('litewitness.txt', sigsumLog());
  assert.equal(exceptions.length, 1);
  assert.deepEqual(await replay('bastion.txt', sigsumLog()), []);
  assert.equal(exchanges('sumdb.txt').length, 1);
  assert.deepEqual(await replay('sumdb.txt', goLog()), []);
  t.diagnostic(`measured witness transcripts: 11 exchanges, exceptions by policy: ${exceptions.join(', ')}`);
});
