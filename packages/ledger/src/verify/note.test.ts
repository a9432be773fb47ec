import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '@fengcun/kernel';
import { signNote } from '../signing/sign-line.ts';
import { logSigner, ORIGIN, partySigner } from '../testing/invented-log.ts';
import { vectorsAbsent, vectorText } from '../testing/shared-vectors.ts';
import { formatNote, parseNote } from './note.ts';
import { formatNoteKey, type NoteKey, parseNoteKey } from './note-key.ts';
import { openNote } from './open-note.ts';

type Example = Readonly<{ name: string; vkey: string; note: string; verify: boolean }>;
const examples = (): readonly Example[] =>
  (JSON.parse(vectorText('c2sp/examples.json')) as { signed_note: Example[] }).signed_note;

const keyOf = (text: string): NoteKey => {
  const key = parseNoteKey(text);
  assert.ok(key.ok, text);
  return key.value;
};

const open = (input: Uint8Array | string, keys: readonly NoteKey[]): string => {
  const note = parseNote(input);
  const opened = note.ok ? openNote(note.value, keys) : note;
  return opened.ok ? `verified ${opened.value.verified.length} unknown ${opened.value.unknown.length}` : opened.error.code;
};

const signed = async (text: string): Promise<string> => signNote([logSigner], { text, timestamp: 0 });

test('published notes verify, sum.golang.org among them, and are written back byte for byte', { skip: vectorsAbsent }, (t) => {
  for (const { vkey, note, verify, name } of examples()) {
    assert.equal(open(note, [keyOf(vkey)]) === 'verified 1 unknown 0', verify, name);
    const parsed = parseNote(Buffer.from(note));
    assert.ok(parsed.ok);
    assert.equal(formatNote(parsed.value), note);
    assert.equal(formatNoteKey(keyOf(vkey)), vkey);
  }
  t.diagnostic(`measured c2sp signed notes: ${examples().length} of ${examples().length}`);
});

test('every piece of a verifier key, and every character raised by one, is no key', { skip: vectorsAbsent }, () => {
  const vkey = present(examples().at(-1), 'example').vkey;
  for (let start = 0; start <= vkey.length; start += 1) {
    for (let end = start + 1; end <= vkey.length; end += 1) {
      if (start !== 0 || end !== vkey.length) assert.equal(parseNoteKey(vkey.slice(start, end)).ok, false);
    }
  }
  for (let at = 0; at < vkey.length; at += 1) {
    const raised = vkey.slice(0, at) + String.fromCharCode(vkey.charCodeAt(at) + 1) + vkey.slice(at + 1);
    assert.equal(parseNoteKey(raised).ok, false, `character ${at}`);
  }
});

test('a key of a wrong length, of an unknown type or with an upper-case identifier is no key', () => {
  const good = formatNoteKey(logSigner.key);
  const [name, id, material] = good.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/u) as [string, string, string];
  assert.ok(parseNoteKey(`${name}+${id}+${material}`).ok);
  for (const bad of [`${name}+${id.toUpperCase()}+${material}=`, `${name}+${id}+${material.slice(4)}`, `a b+${id}+${material}`,
    `${name}+${id}`, `+${id}+${material}`, `${name}+${id}+`, '', `${name}+0000000+${material}`, 'x'.repeat(5000)]) {
    assert.equal(parseNoteKey(bad).ok, false, bad.slice(0, 80));
  }
});

test('malformed notes are refused as malformed', async () => {
  const text = 'One line.\nAnother.\n';
  const note = await signed(text);
  const line = note.slice(text.length + 1);
  const bad: readonly (Uint8Array | string)[] = [
    '', text, `${text}\n`, note.slice(0, -1), `${text}\n${line}Unexpected line.\n`, `${text}\n\n`, `\u0001${note}`,
    note.replace('Another', 'An\tother'), note.replace('Another', 'An\rother'), Buffer.concat([Buffer.of(0xff), Buffer.from(note)]),
    `${text}\n\u2014 Bad Name ${line.split(' ')[2] ?? ''}`, `${text}\n\u2014 a+b ${line.split(' ')[2] ?? ''}`,
    `${text}\n- ${line.slice(2)}`, `${text}\n\u2014 ${ORIGIN} AAAA\n`, `${text}\n\u2014 ${ORIGIN} AAAAAA\n`,
    `${text}\n\u2014 ${ORIGIN}  ${line.split(' ')[2] ?? ''}`, `${text}\n${line.repeat(101)}`, note.replace('\n\n', '\n'),
    '\ud800\n\n', note.replace('=\n', '\n'),
  ];
  for (const [at, input] of bad.entries()) assert.equal(open(input, [logSigner.key]), 'NOTE_MALFORMED', `case ${at}`);
  assert.equal(open(note, [logSigner.key]), 'verified 1 unknown 0');
});

test('unknown keys are kept aside, doubles count once, and one false line of a known key refuses the note', async () => {
  const text = 'Text with an\n\nempty line.\n';
  const other = partySigner('other.example', 'ed25519', 9);
  const both = await signNote([logSigner, other], { text, timestamp: 0 });
  assert.equal(open(both, [logSigner.key]), 'verified 1 unknown 1');
  assert.equal(open(both, [logSigner.key, other.key]), 'verified 2 unknown 0');
  assert.equal(open(both, []), 'NOTE_UNSIGNED');
  assert.equal(open(both, [other.key, other.key, logSigner.key]), 'NOTE_KEY_AMBIGUOUS');
  const lines = both.slice(text.length + 1);
  assert.equal(open(`${text}\n${lines}${lines}`, [logSigner.key]), 'verified 1 unknown 1');
  assert.equal(open(both.replace('empty', 'Empty'), [other.key]), 'NOTE_SIGNATURE_INVALID');
  const renamed = both.replace('other.example', 'third.example');
  assert.equal(open(renamed, [other.key]), 'NOTE_UNSIGNED');
  const parsed = parseNote(both);
  assert.ok(parsed.ok && parsed.value.text === text);
});

test('100 signature lines are read, as C2SP asks for at least 16', async () => {
  const note = await signed('x\n');
  assert.equal(open(`x\n\n${note.slice(3).repeat(100)}`, [logSigner.key]), 'verified 1 unknown 0');
});
