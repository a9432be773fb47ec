import { assert, ok, type Result } from '@fengcun/kernel';
import { concatBytes, frame, takeRandom, uint32 } from '../bytes.ts';
import { aeadOpen, aeadSeal, NONCE_BYTES, TAG_BYTES } from '../cipher/aead.ts';
import { type CommittedKey, committedKey } from '../cipher/committed-key.ts';
import { type CipherContext, contextBytes } from '../cipher/context.ts';
import type { OpenOptions, SealOptions } from '../cipher/envelope.ts';
import { HEADER_BYTES, headerBytes, readHeader } from '../cipher/header.ts';
import { type CipherRefusal, REJECTED } from '../cipher/refusal.ts';
import { equalBytes } from '../mac.ts';
import type { Suite } from '../suite.ts';
import {
  SEGMENT_BYTES, SEGMENT_BYTES_MAX, SEGMENT_BYTES_MIN, SEGMENTS_MAX, STREAM_HEADER_BYTES,
} from './layout.ts';

/** Random part of every nonce of one stream; the counter (4) and the last flag (1) fill it to 12. */
const PREFIX_BYTES = 7;
const PREAMBLE_BYTES = HEADER_BYTES + 4;

/** Keys and fixed parts of one stream. */
type StreamState = Readonly<{
  suite: Suite;
  keys: CommittedKey;
  prefix: Uint8Array;
  aad: Uint8Array;
  segmentBytes: number;
}>;

/** The place of a segment: nothing else of it may be chosen by whoever stores it. */
export type SegmentPlace = Readonly<{ index: number; isLast: boolean }>;

/** Seals segments one after the other; `header` (68 bytes) goes first into the stored file. */
export type StreamSealer = Readonly<{
  header: Uint8Array;
  segmentBytes: number;
  /** The next segment: full length unless last; after the last one nothing more can be sealed. */
  seal: (plaintext: Uint8Array, isLast: boolean) => Uint8Array;
}>;

/** Opens segments in any order. */
export type StreamOpener = Readonly<{
  segmentBytes: number;
  open: (place: SegmentPlace, segment: Uint8Array) => Result<Uint8Array, CipherRefusal>;
}>;

const streamAad = (preamble: Uint8Array, context: CipherContext): Uint8Array =>
  frame('fengcun/stream/v1', [preamble, contextBytes(context)]);

const segmentNonce = (prefix: Uint8Array, place: SegmentPlace): Uint8Array =>
  concatBytes(prefix, uint32(place.index), Uint8Array.of(place.isLast ? 1 : 0));

const isSegmentLength = (bytes: number, place: SegmentPlace, full: number): boolean => {
  if (!place.isLast) return bytes === full;
  return bytes <= full && (bytes > 0 || place.index === 0);
};

/**
 * Begins a stream under a fresh 32-byte data key (one key for one stream). STREAM construction: the nonce
 * is prefix ‖ counter ‖ last flag, so a segment that is moved, dropped, doubled or cut off does not open.
 * @see Hoang, Reyhanitabar, Rogaway, Vizár, Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance (2015), §7
 */
export const startStream = (options: SealOptions, segmentBytes: number = SEGMENT_BYTES): StreamSealer => {
  const inBounds = segmentBytes >= SEGMENT_BYTES_MIN && segmentBytes <= SEGMENT_BYTES_MAX;
  assert(Number.isInteger(segmentBytes) && inBounds, 'segments of 64 bytes to 4 MiB');
  const { suite, kekId } = options;
  const prefix = takeRandom(options.random, PREFIX_BYTES);
  const nonce = concatBytes(prefix, new Uint8Array(NONCE_BYTES - PREFIX_BYTES));
  const preamble = concatBytes(headerBytes({ suite, kekId, nonce }), uint32(segmentBytes));
  const keys = committedKey(suite, 'stream', options.key);
  const state = { suite, keys, prefix, segmentBytes, aad: streamAad(preamble, options.context) };
  return sealerFrom(state, concatBytes(preamble, keys.commitment), 0);
};

/**
 * Continues a stream after a break: `header` and the segments before `nextIndex` are stored durably.
 * LIMIT: a segment that was sealed but not stored may be sealed again only with the same plaintext (same
 * key, same nonce); a caller who cannot be sure starts a new stream under a new key.
 */
export const resumeStream = (
  options: OpenOptions, header: Uint8Array, nextIndex: number,
): Result<StreamSealer, CipherRefusal> => {
  const state = readStreamHeader(options, header);
  return state.ok ? ok(sealerFrom(state.value, header.slice(0, STREAM_HEADER_BYTES), nextIndex)) : state;
};

/** Sealing goes strictly forward: the counter is kept inside, so no nonce is used twice by mistake. */
const sealerFrom = (state: StreamState, header: Uint8Array, firstIndex: number): StreamSealer => {
  let index = firstIndex;
  let finished = false;
  const seal = (plaintext: Uint8Array, isLast: boolean): Uint8Array => {
    const place = { index, isLast };
    assert(!finished && index < SEGMENTS_MAX, 'no segment follows the last one');
    const fits = isSegmentLength(plaintext.length, place, state.segmentBytes);
    assert(fits, 'a segment is full unless it is the last');
    index += 1;
    finished = isLast;
    const { suite, keys, aad } = state;
    return aeadSeal({ suite, key: keys.key, nonce: segmentNonce(state.prefix, place), aad }, plaintext);
  };
  return { header, segmentBytes: state.segmentBytes, seal };
};

const readStreamHeader = (options: OpenOptions, bytes: Uint8Array): Result<StreamState, CipherRefusal> => {
  const { suite, kekId, context } = options;
  const header = readHeader(bytes);
  if (!header.ok || bytes.length < STREAM_HEADER_BYTES) return REJECTED;
  const { nonce } = header.value;
  if (header.value.suite.id !== suite.id || !equalBytes(header.value.kekId, kekId)) return REJECTED;
  if (nonce.subarray(PREFIX_BYTES).some((byte) => byte !== 0)) return REJECTED;
  const preamble = bytes.slice(0, PREAMBLE_BYTES);
  const segmentBytes = Buffer.from(preamble).readUInt32BE(HEADER_BYTES);
  if (segmentBytes < SEGMENT_BYTES_MIN || segmentBytes > SEGMENT_BYTES_MAX) return REJECTED;
  const keys = committedKey(suite, 'stream', options.key);
  if (!equalBytes(keys.commitment, bytes.subarray(PREAMBLE_BYTES, STREAM_HEADER_BYTES))) return REJECTED;
  const aad = streamAad(preamble, context);
  return ok({ suite, keys, prefix: nonce.slice(0, PREFIX_BYTES), segmentBytes, aad });
};

/** Reads the 68-byte header of a stored stream under the expected key, suite and place. */
export const openStream = (options: OpenOptions, header: Uint8Array): Result<StreamOpener, CipherRefusal> => {
  const read = readStreamHeader(options, header);
  if (!read.ok) return read;
  const { suite, keys, prefix, segmentBytes, aad } = read.value;
  const open = (place: SegmentPlace, segment: Uint8Array): Result<Uint8Array, CipherRefusal> => {
    const isIndex = Number.isInteger(place.index) && place.index >= 0 && place.index < SEGMENTS_MAX;
    if (!isIndex || !isSegmentLength(segment.length - TAG_BYTES, place, segmentBytes)) return REJECTED;
    return aeadOpen({ suite, key: keys.key, nonce: segmentNonce(prefix, place), aad }, segment);
  };
  return ok({ segmentBytes, open });
};
