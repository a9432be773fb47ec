import { err, ok, type Result } from '@fengcun/kernel';
import { decodeBase64, decodeUtf8, encodeBase64 } from './encoding.ts';

/** LIMIT: bytes of a note; 16 post-quantum signatures fit several times. */
export const NOTE_BYTES_MAX = 1024 * 1024;

/** LIMIT: signature lines of a note; verifiers must accept 16. @see C2SP signed-note, Format */
export const NOTE_SIGNATURES_MAX = 100;

/** One signature line: who claims to have signed, and the bytes after the 4-byte key identifier. */
export type NoteSignature = Readonly<{ name: string; keyId: number; signature: Uint8Array }>;

/** A well-formed note. Nothing in it is trusted before `openNote` has verified a signature. */
export type SignedNote = Readonly<{ text: string; signatures: readonly NoteSignature[] }>;

/** Why a text is no note, or no note to be trusted. */
export type NoteRefusal = Readonly<{
  code: 'NOTE_MALFORMED' | 'NOTE_SIGNATURE_INVALID' | 'NOTE_UNSIGNED' | 'NOTE_KEY_AMBIGUOUS';
}>;

const MALFORMED = err<NoteRefusal>({ code: 'NOTE_MALFORMED' });
// A C1 control counts as Unicode space in other implementations, so it is refused in names as well.
const NOT_IN_NAME = /[\s\u0085+]/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/u;
const LINE_START = '\u2014 ';
const KEY_ID_BYTES = 4;

/** Whether a text can name a key: not empty, no Unicode space, no plus sign. */
export const isKeyName = (name: string): boolean =>
  name.length > 0 && name.isWellFormed() && !NOT_IN_NAME.test(name) && !CONTROL.test(name);

/** Whether a text can be the text of a note: UTF-8, no control character but newline, ending in one. */
export const isNoteText = (text: string): boolean =>
  text.endsWith('\n') && text.isWellFormed() && !CONTROL.test(text);

const parseSignature = (line: string): NoteSignature | undefined => {
  if (!line.startsWith(LINE_START)) return undefined;
  const space = line.indexOf(' ', LINE_START.length);
  if (space < 0) return undefined;
  const name = line.slice(LINE_START.length, space);
  const bytes = decodeBase64(line.slice(space + 1));
  if (!isKeyName(name) || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: Buffer.from(bytes).readUInt32BE(), signature: bytes.subarray(KEY_ID_BYTES) };
};

/** Reads signature lines, each ended by a newline; undefined when one of them is none. */
export const parseSignatureLines = (text: string): readonly NoteSignature[] | undefined => {
  if (!text.endsWith('\n') || text.length > NOTE_BYTES_MAX) return undefined;
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > NOTE_SIGNATURES_MAX) return undefined;
  const signatures = lines.map(parseSignature).filter((signature) => signature !== undefined);
  return signatures.length === lines.length ? signatures : undefined;
};

/** Splits a signed note (attacker-controlled bytes) into text and signature lines. @see C2SP signed-note */
export const parseNote = (input: Uint8Array | string): Result<SignedNote, NoteRefusal> => {
  if (input.length > NOTE_BYTES_MAX) return MALFORMED;
  const whole = typeof input === 'string' ? input : decodeUtf8(input);
  if (whole === undefined || !whole.isWellFormed() || CONTROL.test(whole)) return MALFORMED;
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) return MALFORMED;
  const signatures = parseSignatureLines(whole.slice(split + 2));
  return signatures === undefined ? MALFORMED : ok({ text: whole.slice(0, split + 1), signatures });
};

/** One signature line, newline included. */
export const formatSignatureLine = (signature: NoteSignature): string => {
  const keyId = Buffer.alloc(KEY_ID_BYTES);
  keyId.writeUInt32BE(signature.keyId);
  return `${LINE_START}${signature.name} ${encodeBase64(Buffer.concat([keyId, signature.signature]))}\n`;
};

/** The note as text: the inverse of `parseNote`. */
export const formatNote = (note: SignedNote): string =>
  `${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`;
