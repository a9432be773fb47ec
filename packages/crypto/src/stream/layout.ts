import { err, ok, type Result } from '@fengcun/kernel';
import { TAG_BYTES } from '../cipher/aead.ts';
import { COMMITMENT_BYTES } from '../cipher/committed-key.ts';
import { HEADER_BYTES } from '../cipher/header.ts';
import { type CipherRefusal, REJECTED } from '../cipher/refusal.ts';

/** Plaintext bytes of a segment unless told otherwise: 64 KiB. */
export const SEGMENT_BYTES = 65_536;

/** LIMIT: bounds of a segment; the upper one bounds what a reader must hold before it may show a byte. */
export const SEGMENT_BYTES_MIN = 64;

/** @see SEGMENT_BYTES_MIN */
export const SEGMENT_BYTES_MAX = 4 * 1024 * 1024;

/** Envelope header (32) ‖ segment size (4) ‖ key commitment (32). */
export const STREAM_HEADER_BYTES = HEADER_BYTES + 4 + COMMITMENT_BYTES;

/** LIMIT: the segment counter in the nonce has 4 bytes. */
export const SEGMENTS_MAX = 2 ** 32;

/** Sizes of a stored stream: plaintext bytes of a full segment, and bytes of the whole stored file. */
export type StreamLayout = Readonly<{ segmentBytes: number; sealedBytes: number }>;

/** What a stored stream of this length holds; the length is untrusted until its last segment has opened. */
export type StreamExtent = Readonly<{ segments: number; plaintextBytes: number }>;

/** One segment to fetch for a range: its place in the stored file, and which of its plaintext is wanted. */
export type SegmentPlan = Readonly<{
  index: number;
  isLast: boolean;
  sealedStart: number;
  sealedEnd: number;
  keepStart: number;
  keepEnd: number;
}>;

/** Number of segments and plaintext bytes; a length that no stream can have is refused. */
export const streamExtent = (layout: StreamLayout): Result<StreamExtent, CipherRefusal> => {
  const full = layout.segmentBytes + TAG_BYTES;
  const body = layout.sealedBytes - STREAM_HEADER_BYTES;
  if (!Number.isSafeInteger(body) || body < TAG_BYTES) return REJECTED;
  const segments = Math.ceil(body / full);
  const lastBytes = body - (segments - 1) * full - TAG_BYTES;
  if (lastBytes < 0 || (lastBytes === 0 && segments > 1) || segments > SEGMENTS_MAX) return REJECTED;
  return ok({ segments, plaintextBytes: (segments - 1) * layout.segmentBytes + lastBytes });
};

/** A stream to be stored: plaintext bytes of a full segment, and of the whole. */
export type StreamPlan = Readonly<{ segmentBytes: number; plaintextBytes: number }>;

/** Bytes of the stored stream of a plaintext of that length; the reverse of `streamExtent`. */
export const sealedLength = ({ segmentBytes, plaintextBytes }: StreamPlan): number => {
  const segments = Math.max(1, Math.ceil(plaintextBytes / segmentBytes));
  return STREAM_HEADER_BYTES + plaintextBytes + segments * TAG_BYTES;
};

/** Full segments in the first bytes of an unfinished stream; what is behind them is no whole segment. */
export const storedSegments = ({ segmentBytes, sealedBytes }: StreamLayout): number =>
  Math.max(0, Math.floor((sealedBytes - STREAM_HEADER_BYTES) / (segmentBytes + TAG_BYTES)));

/** Where a segment begins in the stored file. */
export const segmentStart = (segmentBytes: number, index: number): number =>
  STREAM_HEADER_BYTES + index * (segmentBytes + TAG_BYTES);

/** A half-open range of plaintext bytes. */
export type ByteRange = Readonly<{ start: number; end: number }>;

/** Why a range cannot be read. */
export type RangeRefusal = CipherRefusal | Readonly<{ code: 'RANGE_OUTSIDE' }>;

/**
 * The segments that hold a range of plaintext, in order. A range read proves what it returns; only opening
 * the segment with `isLast` proves the length, so read it once before trusting `plaintextBytes`.
 */
export const planRange = (
  layout: StreamLayout, range: ByteRange,
): Result<readonly SegmentPlan[], RangeRefusal> => {
  const extent = streamExtent(layout);
  if (!extent.ok) return extent;
  const { segments, plaintextBytes } = extent.value;
  const { start, end } = range;
  const isInside = Number.isSafeInteger(start) && start >= 0 && start < end && end <= plaintextBytes;
  if (!isInside) return err({ code: 'RANGE_OUTSIDE' });
  const first = Math.floor(start / layout.segmentBytes);
  const count = Math.floor((end - 1) / layout.segmentBytes) - first + 1;
  const indexes = Array.from({ length: count }, (_, i) => first + i);
  return ok(indexes.map((index) => planSegment(layout, range, { index, segments })));
};

const planSegment = (
  layout: StreamLayout, range: ByteRange, at: Readonly<{ index: number; segments: number }>,
): SegmentPlan => {
  const { segmentBytes, sealedBytes } = layout;
  const isLast = at.index === at.segments - 1;
  const sealedStart = segmentStart(segmentBytes, at.index);
  const plainStart = at.index * segmentBytes;
  return {
    index: at.index,
    isLast,
    sealedStart,
    sealedEnd: isLast ? sealedBytes : sealedStart + segmentBytes + TAG_BYTES,
    keepStart: Math.max(range.start - plainStart, 0),
    keepEnd: Math.min(range.end - plainStart, segmentBytes),
  };
};
