import { type ByteSource, SEGMENT_BYTES, segmentStart } from '@fengcun/crypto';
import { err, Fault, ok, type Result } from '@fengcun/kernel';
import { MEDIA_HEAD_BYTES, recogniseMediaType } from '@fengcun/registry';
import type { BlobStore } from '@fengcun/store';
import type { Run } from './attachment-content.ts';
import { type AttachmentStream, runSealer } from './attachment-stream.ts';
import type { Position, UploadRefusal } from './upload-state.ts';

/** LIMIT: sealed bytes that wait for one sync of the disk: 16 segments. */
const PART_BYTES = 16 * SEGMENT_BYTES;

/** What one run writes, and from where. */
export type Writing = Readonly<{
  stream: AttachmentStream; run: Run; from: Position; source: ByteSource; blobs: BlobStore;
}>;

/** Where the run ended. `isBroken`: the source broke off; what it gave is kept. */
export type Written = Position & Readonly<{ isBroken: boolean }>;

type Cursor = { index: number; waiting: Uint8Array[]; waitingBytes: number; partAt: number };

/** Hands what waits to the disk; durable when it returns. */
const flush = async ({ stream, blobs }: Writing, cursor: Cursor): Promise<void> => {
  if (cursor.waiting.length === 0) return;
  const part = { blobId: stream.blobId, offset: cursor.partAt, bytes: Buffer.concat(cursor.waiting) };
  const appended = await blobs.append(part);
  if (!appended.ok) {
    throw new Fault('UPLOAD_DISTURBED', 'The file of an upload was changed by another; ask where it stands.');
  }
  cursor.partAt += part.bytes.length;
  cursor.waiting = [];
  cursor.waitingBytes = 0;
};

const isAsAnnounced = ({ stream }: Writing, segment: Uint8Array): boolean =>
  recogniseMediaType(segment.subarray(0, MEDIA_HEAD_BYTES)) === stream.content.plan.mediaType;

/** Pieces of a source, and whether it ended by itself: a sender that hangs up is no fault of ours. */
const heard = async function* (source: ByteSource): AsyncGenerator<Uint8Array, boolean> {
  try {
    for await (const piece of source) yield piece;
    return true;
  } catch {
    return false;
  }
};

/**
 * Seals what a source gives, segment by segment, behind what is kept already. At most 1 MiB waits in memory.
 * What is no full segment at the end comes back as the tail. Refusals leave what was written before them.
 * Faults: those of the disk; what was durable before one is kept.
 */
export const writeSegments = async (writing: Writing): Promise<Result<Written, UploadRefusal>> => {
  const { stream, run, from, source } = writing;
  const { bytes } = stream.content.plan;
  const sealer = runSealer(stream, run);
  const startsFile = run[1] === 0;
  const cursor: Cursor = {
    index: from.segments, waiting: startsFile ? [sealer.header] : [], waitingBytes: 0,
    partAt: startsFile ? 0 : segmentStart(SEGMENT_BYTES, from.segments),
  };
  const segment = new Uint8Array(SEGMENT_BYTES);
  segment.set(from.tail);
  let filled = from.tail.length;
  const seal = (): boolean => {
    const isLast = cursor.index * SEGMENT_BYTES + filled === bytes;
    if (cursor.index === 0 && !isAsAnnounced(writing, segment.subarray(0, filled))) return false;
    const sealed = sealer.seal(segment.subarray(0, filled), isLast);
    cursor.waiting.push(sealed);
    cursor.waitingBytes += sealed.length;
    cursor.index += 1;
    filled = 0;
    return true;
  };
  const pieces = heard(source);
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) {
      await flush(writing, cursor);
      const tail = segment.slice(0, filled);
      segment.fill(0);
      const offset = Math.min(cursor.index * SEGMENT_BYTES, bytes) + tail.length;
      return ok({ segments: cursor.index, tail, offset, isBroken: !next.value });
    }
    for (let piece = next.value; piece.length > 0;) {
      const room = Math.min(SEGMENT_BYTES, bytes - cursor.index * SEGMENT_BYTES) - filled;
      if (room <= 0) return err({ code: 'UPLOAD_TOO_LONG' });
      const taken = piece.subarray(0, room);
      segment.set(taken, filled);
      filled += taken.length;
      piece = piece.subarray(taken.length);
      if (taken.length === room && !seal()) return err({ code: 'UPLOAD_MEDIA_TYPE' });
      if (cursor.waitingBytes >= PART_BYTES) await flush(writing, cursor);
    }
  }
};
