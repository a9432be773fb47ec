import { err, ok, type Result } from '@fengcun/kernel';
import { type Checkpoint, parseCheckpoint } from '../verify/checkpoint.ts';
import { decodeHash, decodeUtf8, parseDecimal, sameBytes } from '../verify/encoding.ts';
import { NOTE_BYTES_MAX, parseNote } from '../verify/note.ts';
import type { NoteKey } from '../verify/note-key.ts';
import { openNote } from '../verify/open-note.ts';
import { PROOF_HASHES_MAX, verifyConsistency } from '../verify/proof.ts';
import { treeHashOf } from '../verify/tree-hash.ts';
import type { TreeHead } from '../sequencer/decide-signing.ts';

/**
 * The request of a log: the size it believes the witness knows, the way from there, the signed checkpoint.
 */
export type AddCheckpointRequest = Readonly<{
  oldSize: number;
  proof: readonly Uint8Array[];
  signed: string;
}>;

/** Refusals of the protocol, each with its HTTP status. A 409 tells the size the witness knows. */
export type WitnessRefusal =
  | Readonly<{ code: 'REQUEST_MALFORMED'; status: 400 }>
  | Readonly<{ code: 'OLD_SIZE_BEYOND_CHECKPOINT'; status: 400 }>
  | Readonly<{ code: 'SIGNATURE_NOT_TRUSTED'; status: 403 }>
  | Readonly<{ code: 'LOG_UNKNOWN'; status: 404 }>
  | Readonly<{ code: 'OLD_SIZE_DIFFERS'; status: 409; knownSize: number }>
  | Readonly<{ code: 'EMPTY_ROOT_WRONG' | 'CONSISTENCY_REJECTED' | 'ROOT_DIFFERS'; status: 422 }>;

const MALFORMED = err<WitnessRefusal>({ code: 'REQUEST_MALFORMED', status: 400 });

/** Reads a request body (attacker-controlled). @see C2SP tlog-witness, add-checkpoint */
export const parseAddCheckpoint = (
  body: Uint8Array | string,
): Result<AddCheckpointRequest, WitnessRefusal> => {
  const text = typeof body === 'string' ? body : decodeUtf8(body);
  if (text === undefined || text.length > NOTE_BYTES_MAX) return MALFORMED;
  const split = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  const oldSize = first?.startsWith('old ') === true ? parseDecimal(first.slice('old '.length)) : undefined;
  const proof = lines.map(decodeHash).filter((hash) => hash !== undefined);
  if (split < 0 || oldSize === undefined) return MALFORMED;
  if (proof.length !== lines.length || proof.length > PROOF_HASHES_MAX) return MALFORMED;
  return ok({ oldSize, proof, signed: text.slice(split + 2) });
};

/** A log this witness follows: its origin and the keys it signs with. */
export type WitnessedLog = Readonly<{ origin: string; keys: readonly NoteKey[] }>;

/** A checkpoint to persist and then to cosign; `expectedSize` is what compare-and-set must find. */
export type WitnessDecision = Readonly<{
  origin: string;
  expectedSize: number;
  next: TreeHead;
  /** Text to cosign. */
  text: string;
}>;

const verifiedCheckpoint = (
  request: AddCheckpointRequest, logs: readonly WitnessedLog[],
): Result<Readonly<{ checkpoint: Checkpoint; text: string }>, WitnessRefusal> => {
  const text = request.signed.slice(0, request.signed.lastIndexOf('\n\n') + 1);
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint.ok) return MALFORMED;
  const log = logs.find(({ origin }) => origin === checkpoint.value.origin);
  if (log === undefined) return err({ code: 'LOG_UNKNOWN', status: 404 });
  // A signature line that cannot be read is no signature of a trusted key, so it is 403 and not 400.
  const note = parseNote(request.signed);
  const isSigned = note.ok && note.value.text === text && openNote(note.value, log.keys).ok;
  if (!isSigned) return err({ code: 'SIGNATURE_NOT_TRUSTED', status: 403 });
  return ok({ checkpoint: checkpoint.value, text });
};

/**
 * Decides a request against what the witness knows of the log (size 0 before the first). Pure: to persist the
 * decision with compare-and-set, and only then to sign, is the caller's part, in that order.
 * @see C2SP tlog-witness, add-checkpoint
 */
export const decideAddCheckpoint = (
  request: AddCheckpointRequest,
  logs: readonly WitnessedLog[],
  knownHead: (origin: string) => TreeHead | undefined,
): Result<WitnessDecision, WitnessRefusal> => {
  const verified = verifiedCheckpoint(request, logs);
  if (!verified.ok) return verified;
  const { checkpoint: { origin, size, root }, text } = verified.value;
  const { oldSize, proof } = request;
  if (oldSize > size) return err({ code: 'OLD_SIZE_BEYOND_CHECKPOINT', status: 400 });
  const known = knownHead(origin) ?? { size: 0, root: treeHashOf(origin).empty };
  if (oldSize !== known.size) return err({ code: 'OLD_SIZE_DIFFERS', status: 409, knownSize: known.size });
  const refused = refuseGrowth(proof, known, { origin, size, root });
  if (refused !== undefined) return err(refused);
  return ok({ origin, expectedSize: known.size, next: { size, root }, text });
};

/** Why the new head does not follow from the known one; undefined when it does. */
const refuseGrowth = (
  proof: readonly Uint8Array[], from: TreeHead, to: TreeHead & Readonly<{ origin: string }>,
): WitnessRefusal | undefined => {
  const hash = treeHashOf(to.origin);
  if (to.size === 0 && !sameBytes(to.root, hash.empty)) return { code: 'EMPTY_ROOT_WRONG', status: 422 };
  if (from.size === 0) {
    // The empty tree is the beginning of every tree, so there is nothing a proof could say.
    return proof.length === 0 ? undefined : { code: 'CONSISTENCY_REJECTED', status: 422 };
  }
  if (from.size === to.size && !sameBytes(from.root, to.root)) return { code: 'ROOT_DIFFERS', status: 422 };
  const holds = verifyConsistency(hash, {
    oldSize: from.size, newSize: to.size, oldRoot: from.root, newRoot: to.root, proof,
  });
  return holds ? undefined : { code: 'CONSISTENCY_REJECTED', status: 422 };
};
