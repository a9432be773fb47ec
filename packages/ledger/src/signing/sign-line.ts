import { concatBytes, type Signer, uint64 } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';
import { isTimestamped, signedMessage } from '../verify/cosignature.ts';
import { sameBytes } from '../verify/encoding.ts';
import { formatNote, isNoteText, type NoteSignature } from '../verify/note.ts';
import type { NoteKey } from '../verify/note-key.ts';
import { verifyLine } from '../verify/open-note.ts';

/** A key and the device that holds its private half. */
export type LineSigner = Readonly<{ key: NoteKey; signer: Signer }>;

/** What is signed; `timestamp` in POSIX seconds is used by cosignatures only. */
export type LineInput = Readonly<{ text: string; timestamp: number }>;

/**
 * Signs a note text as one line. The signature is verified before it is returned: a device that signs
 * wrongly is noticed here and not by the first auditor. A text a cosignature cannot cover is a bug.
 */
export const signLine = async ({ key, signer }: LineSigner, input: LineInput): Promise<NoteSignature> => {
  assert(isNoteText(input.text), 'a note text ends in a newline and holds no control character');
  assert(sameBytes(signer.publicKey, key.key.publicKey), 'the signer holds the private half of this key');
  const message = signedMessage({ type: key.type, name: key.name, ...input });
  assert(message !== undefined, 'a cosignature is made over a checkpoint');
  const bare = await signer.sign(message);
  const signature = isTimestamped(key.type) ? concatBytes(uint64(input.timestamp), bare) : bare;
  const line = { name: key.name, keyId: key.keyId, signature };
  assert(verifyLine(input.text, key, line) !== undefined, 'the signer returned a false signature');
  return line;
};

/** A note signed by every signer in order, as text. */
export const signNote = async (signers: readonly LineSigner[], input: LineInput): Promise<string> => {
  const signatures = await Promise.all(signers.map((signer) => signLine(signer, input)));
  return formatNote({ text: input.text, signatures });
};
