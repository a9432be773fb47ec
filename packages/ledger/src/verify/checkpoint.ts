import { assert, err, ok, type Result } from '@fengcun/kernel';
import { decodeHash, encodeBase64, HASH_BYTES, parseDecimal } from './encoding.ts';
import { isNoteText } from './note.ts';

/** The head of a log: identity, number of leaves (safe integer), root (32 bytes). */
export type Checkpoint = Readonly<{
  origin: string;
  size: number;
  root: Uint8Array;
  /** Opaque lines of foreign logs; ours has none. */
  extensions: readonly string[];
}>;

/** Why a note text is no checkpoint. */
export type CheckpointRefusal = Readonly<{ code: 'CHECKPOINT_MALFORMED' }>;

const MALFORMED = err<CheckpointRefusal>({ code: 'CHECKPOINT_MALFORMED' });

/** Reads the text of a note as a checkpoint. @see C2SP tlog-checkpoint, Note text */
export const parseCheckpoint = (text: string): Result<Checkpoint, CheckpointRefusal> => {
  if (!isNoteText(text)) return MALFORMED;
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n');
  const size = parseDecimal(sizeText ?? '');
  const root = decodeHash(rootText ?? '');
  if (origin === undefined || origin === '' || size === undefined || root === undefined) return MALFORMED;
  return extensions.includes('') ? MALFORMED : ok({ origin, size, root, extensions });
};

/** The text of a checkpoint: the inverse of `parseCheckpoint`. */
export const formatCheckpoint = (checkpoint: Checkpoint): string => {
  const { origin, size, root, extensions } = checkpoint;
  assert(Number.isSafeInteger(size) && size >= 0, 'a size is a safe integer');
  assert(root.length === HASH_BYTES, 'a root has 32 bytes');
  const text = `${[origin, String(size), encodeBase64(root), ...extensions].join('\n')}\n`;
  assert(parseCheckpoint(text).ok, 'a checkpoint that cannot be read back');
  return text;
};
