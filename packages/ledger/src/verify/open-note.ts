import { err, ok, type Result } from '@fengcun/kernel';
import { signedMessage, splitTimestamp } from './cosignature.ts';
import { sameBytes } from './encoding.ts';
import type { NoteRefusal, NoteSignature, SignedNote } from './note.ts';
import type { NoteKey } from './note-key.ts';

/** A line whose signature holds; `timestamp` is POSIX seconds for cosignatures, 0 for others. */
export type VerifiedSignature = Readonly<{ key: NoteKey; timestamp: number; signature: NoteSignature }>;

/** A note with at least one verified signature. */
export type OpenedNote = Readonly<{
  text: string;
  verified: readonly VerifiedSignature[];
  unknown: readonly NoteSignature[];
}>;

/** Whether one signature line of a note is by this key; a wrong name or identifier is simply no. */
export const verifyLine = (
  text: string, key: NoteKey, line: NoteSignature,
): VerifiedSignature | undefined => {
  if (line.name !== key.name || line.keyId !== key.keyId) return undefined;
  const parts = splitTimestamp(key.type, line.signature);
  if (parts === undefined) return undefined;
  const message = signedMessage({ type: key.type, name: key.name, text, timestamp: parts.timestamp });
  const holds = message !== undefined && key.key.verify(message, parts.bare);
  return holds ? { key, timestamp: parts.timestamp, signature: line } : undefined;
};

/**
 * Verifies every line of a known key. Lines of unknown keys are kept aside; one false line of a known key
 * refuses the whole note; so does a note that no known key has signed. Each key counts once.
 * @see C2SP signed-note, Signatures
 */
export const openNote = (note: SignedNote, keys: readonly NoteKey[]): Result<OpenedNote, NoteRefusal> => {
  const verified: VerifiedSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const line of note.signatures) {
    const known = keys.filter((key) => key.name === line.name && key.keyId === line.keyId);
    const [key] = known;
    if (known.length > 1) return err({ code: 'NOTE_KEY_AMBIGUOUS' });
    if (key === undefined) {
      if (!unknown.some((other) => sameLine(other, line))) unknown.push(line);
    } else if (!verified.some((other) => other.key === key)) {
      const holds = verifyLine(note.text, key, line);
      if (holds === undefined) return err({ code: 'NOTE_SIGNATURE_INVALID' });
      verified.push(holds);
    }
  }
  return verified.length === 0 ? err({ code: 'NOTE_UNSIGNED' }) : ok({ text: note.text, verified, unknown });
};

const sameLine = (left: NoteSignature, right: NoteSignature): boolean =>
  left.name === right.name && left.keyId === right.keyId && sameBytes(left.signature, right.signature);
