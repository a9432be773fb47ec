import { concatBytes, uint64, utf8 } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';
import { parseCheckpoint } from './checkpoint.ts';
import type { NoteSignatureType } from './note-key.ts';

/** Bytes of the POSIX time before a cosignature. */
export const TIMESTAMP_BYTES = 8;

/** What one line signs: who signs, the note text, and for cosignatures the POSIX time in seconds. */
export type SignedStatement = Readonly<{
  type: NoteSignatureType;
  name: string;
  text: string;
  timestamp: number;
}>;

const shortText = (text: string): Uint8Array | undefined => {
  const bytes = utf8(text);
  return bytes.length > 0 && bytes.length < 256 ? concatBytes(Uint8Array.of(bytes.length), bytes) : undefined;
};

/** The `cosigned_message` of a whole tree: start 0, end = size; extension lines are not covered. */
const mlDsaMessage = ({ name, text, timestamp }: SignedStatement): Uint8Array | undefined => {
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint.ok) return undefined;
  const { origin, size, root } = checkpoint.value;
  const [cosigner, log] = [shortText(name), shortText(origin)];
  if (cosigner === undefined || log === undefined) return undefined;
  return concatBytes(utf8('subtree/v1\n\0'), cosigner, uint64(timestamp), log, uint64(0), uint64(size), root);
};

/**
 * The bytes under a signature of each type; undefined when a cosignature is asked over what is no checkpoint.
 * @see C2SP signed-note, Ed25519 signatures; C2SP tlog-cosignature, both signed messages
 */
export const signedMessage = (statement: SignedStatement): Uint8Array | undefined => {
  const { type, text, timestamp } = statement;
  assert(Number.isSafeInteger(timestamp) && timestamp >= 0, 'a POSIX time in seconds');
  if (type === 'ml-dsa-44-cosignature') return mlDsaMessage(statement);
  if (type !== 'ed25519-cosignature') return utf8(text);
  return parseCheckpoint(text).ok ? utf8(`cosignature/v1\ntime ${timestamp}\n${text}`) : undefined;
};

/** Whether lines of this type begin with a timestamp. */
export const isTimestamped = (type: NoteSignatureType): boolean =>
  type === 'ed25519-cosignature' || type === 'ml-dsa-44-cosignature';

/** The time and the bare signature of a line; undefined when it is too short or its time is not safe. */
export const splitTimestamp = (
  type: NoteSignatureType, signature: Uint8Array,
): Readonly<{ timestamp: number; bare: Uint8Array }> | undefined => {
  if (!isTimestamped(type)) return { timestamp: 0, bare: signature };
  if (signature.length <= TIMESTAMP_BYTES) return undefined;
  const timestamp = Number(Buffer.from(signature).readBigUInt64BE());
  if (!Number.isSafeInteger(timestamp)) return undefined;
  return { timestamp, bare: signature.subarray(TIMESTAMP_BYTES) };
};
