import { assert, err, ok, type Result } from '@fengcun/kernel';
import { ENTRY_BYTES_HARD_MAX } from '../verify/tree-hash.ts';
import { TILE_WIDTH } from './tile-id.ts';

/** Why bytes are no bundle of this width. */
export type BundleRefusal = Readonly<{ code: 'BUNDLE_MALFORMED' }>;

const LENGTH_BYTES = 2;

/** Entries one after the other, each after its length in two bytes. @see C2SP tlog-tiles, Log entries */
export const encodeBundle = (entries: readonly Uint8Array[]): Uint8Array => {
  assert(entries.length <= TILE_WIDTH, 'a bundle holds at most 256 entries');
  assert(entries.every((entry) => entry.length <= ENTRY_BYTES_HARD_MAX), 'an entry of at most 65,535 bytes');
  const bytes = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + LENGTH_BYTES + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    at = bytes.writeUInt16BE(entry.length, at);
    bytes.set(entry, at);
    at += entry.length;
  }
  return bytes;
};

/** The entries of a bundle of exactly `width` entries; anything left over or missing is refused. Views. */
export const parseBundle = (
  bytes: Uint8Array, width: number,
): Result<readonly Uint8Array[], BundleRefusal> => {
  const entries: Uint8Array[] = [];
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + LENGTH_BYTES <= view.length && entries.length < width) {
    const end = at + LENGTH_BYTES + view.readUInt16BE(at);
    if (end > view.length) break;
    entries.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return entries.length === width && at === view.length ? ok(entries) : err({ code: 'BUNDLE_MALFORMED' });
};
