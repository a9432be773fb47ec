import { ok, type Result } from '@fengcun/kernel';
import { TAG_BYTES } from '../cipher/aead.ts';
import type { OpenOptions, SealOptions } from '../cipher/envelope.ts';
import { type CipherRefusal, REJECTED } from '../cipher/refusal.ts';
import { STREAM_HEADER_BYTES } from './layout.ts';
import { openStream, startStream } from './segments.ts';

/** Bytes that arrive in pieces of any size. */
export type ByteSource = AsyncIterable<Uint8Array>;

type Piece = Readonly<{ bytes: Uint8Array; isLast: boolean }>;

/**
 * Cuts a source into pieces of `size()` bytes, asked anew for every piece. Exactly one piece is the last;
 * it has 1 … size bytes, or none when the whole source is empty.
 */
async function* pieces(source: ByteSource, size: () => number): AsyncGenerator<Piece, void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of source) {
    held.push(chunk);
    heldBytes += chunk.length;
    // One byte more than a piece must be there before it is known not to be the last.
    if (heldBytes <= size()) continue;
    let joined: Uint8Array = Buffer.concat(held);
    while (joined.length > size()) {
      const bytes = joined.subarray(0, size());
      joined = joined.subarray(bytes.length);
      yield { bytes, isLast: false };
    }
    held = [joined];
    heldBytes = joined.length;
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}

/** The stored form of a source: the 68-byte header, then its segments, never more than one in memory. */
export async function* sealedStream(
  options: SealOptions & Readonly<{ segmentBytes?: number }>, source: ByteSource,
): AsyncGenerator<Uint8Array, void, undefined> {
  const sealer = startStream(options, options.segmentBytes);
  yield sealer.header;
  for await (const { bytes, isLast } of pieces(source, () => sealer.segmentBytes)) {
    yield sealer.seal(bytes, isLast);
  }
}

/**
 * The plaintext of a stored stream, segment by segment; each piece is authentic when it is yielded. After
 * a refusal nothing follows. Only a run without a refusal has seen the whole stream.
 */
export async function* openedStream(
  options: OpenOptions, source: ByteSource,
): AsyncGenerator<Result<Uint8Array, CipherRefusal>, void, undefined> {
  let wanted = STREAM_HEADER_BYTES;
  let opener: ReturnType<typeof openStream> | undefined;
  let index = 0;
  for await (const { bytes, isLast } of pieces(source, () => wanted)) {
    if (opener === undefined) {
      opener = openStream(options, bytes);
      if (!opener.ok || isLast) return yield REJECTED;
      wanted = opener.value.segmentBytes + TAG_BYTES;
      continue;
    }
    if (!opener.ok) return;
    const opened = opener.value.open({ index, isLast }, bytes);
    if (!opened.ok) return yield REJECTED;
    index += 1;
    yield ok(opened.value);
  }
}
