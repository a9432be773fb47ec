import { Buffer } from 'node:buffer';
import { inflateSync, constants } from 'node:zlib';

// The library unpacks streams without a bound: 300 KB of them can take a gigabyte. So each is unpacked
// here first, which costs little, and a file with one that grows beyond all use is refused.

const MEBIBYTE = 1024 * 1024;

/** LIMIT: bytes of a stream of text or a font (a whole Chinese font has 20 MiB), and of an image. */
const STREAM_BYTES_MAX = 32 * MEBIBYTE;
const IMAGE_BYTES_MAX = 128 * MEBIBYTE;

/** LIMIT: bytes of all streams of a file together. */
const TOTAL_BYTES_MAX = 256 * MEBIBYTE;

/** LIMIT: filters of one stream that are followed; a bomb in a bomb has two. */
const FILTERS_MAX = 3;

/** LIMIT: bytes before a stream in which its dictionary stands. */
const DICTIONARY_WITHIN = 512;

const STREAM = Buffer.from('stream');
const IMAGE = /\/Subtype\s*\/Image\b/;
const ZLIB_METHOD = 8;

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Bytes that a zlib stream unpacks to: `undefined` = more than `most`, 0 = it is none. @see RFC 1950 */
const unpackedBytes = (packed: Uint8Array, most: number): number | undefined => {
  let [piece, total] = [packed, 0];
  for (let filter = 0; filter < FILTERS_MAX; filter += 1) {
    if (((piece[0] ?? 0) & 0x0f) !== ZLIB_METHOD) return total;
    try {
      piece = inflateSync(piece, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
    } catch (error) {
      return isTooLong(error) ? undefined : total; // damaged or encrypted: the library will say so
    }
    total += piece.length;
  }
  return total;
};

/** Offset after the line end that follows the keyword `stream`; -1 if none does (`endstream`, prose). */
const dataStart = (bytes: Buffer, keyword: number): number => {
  const after = keyword + STREAM.length;
  if (bytes[after] === 0x0a) return after + 1;
  if (bytes[after] !== 0x0d) return -1;
  return bytes[after + 1] === 0x0a ? after + 2 : after + 1;
};

/** Whether no Flate stream of an attacker-controlled .pdf exceeds the limits. @see ISO 32000-1 §7.4.4 */
export const hasBoundedStreams = (input: Uint8Array): boolean => {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.length);
  let left = TOTAL_BYTES_MAX;
  for (let at = bytes.indexOf(STREAM); at >= 0; at = bytes.indexOf(STREAM, at + STREAM.length)) {
    const start = dataStart(bytes, at);
    if (start < 0) continue;
    const isImage = IMAGE.test(bytes.toString('latin1', Math.max(0, at - DICTIONARY_WITHIN), at));
    const most = Math.min(left, isImage ? IMAGE_BYTES_MAX : STREAM_BYTES_MAX);
    const unpacked = unpackedBytes(bytes.subarray(start), most);
    if (unpacked === undefined || unpacked > left) return false;
    left -= unpacked;
  }
  return true;
};
