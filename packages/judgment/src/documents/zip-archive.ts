import { crc32, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '@fengcun/kernel';
import { ARCHIVE_ENTRIES_MAX } from './limits.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';

/** One entry of an archive as its directory declares it; sizes are claims until unpacked. */
export type ZipEntry = Readonly<{
  name: string;
  method: number;
  checksum: number;
  packedBytes: number;
  offset: number;
}>;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const ZIP64_MARK = 0xffffffff;
const ENCRYPTED_FLAG = 1;
const NAMES = new TextDecoder('utf-8');

const broken = err(documentRefusal('ARCHIVE_BROKEN'));

const findEnd = (view: DataView): number => {
  const lowest = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return -1;
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The directory of an attacker-controlled archive (.docx, .xlsx), nothing unpacked yet. Refuses encrypted,
 * split, Zip64 and damaged ones. @see PKWARE APPNOTE.TXT 6.3.10 §4.3
 */
export const zipEntries = (bytes: Uint8Array): Result<readonly ZipEntry[], DocumentRefusal> => {
  const view = viewOf(bytes);
  const end = findEnd(view);
  if (end < 0) return broken;
  const count = view.getUint16(end + 10, true);
  if (count > ARCHIVE_ENTRIES_MAX) return err(documentRefusal('ARCHIVE_BOMB', `${count} entries`));
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return broken;
    const flags = view.getUint16(at + 8, true);
    if ((flags & ENCRYPTED_FLAG) !== 0) return err(documentRefusal('ARCHIVE_ENCRYPTED'));
    const [nameBytes, offset] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
    const packedBytes = view.getUint32(at + 20, true);
    if (packedBytes === ZIP64_MARK || offset === ZIP64_MARK) return broken;
    const name = NAMES.decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    const [method, checksum] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    entries.push({ name: name.replaceAll('\\', '/'), method, checksum, packedBytes, offset });
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return ok(entries);
};

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const inflate = (packed: Uint8Array, maxBytes: number): Result<Uint8Array, DocumentRefusal> => {
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: maxBytes }));
  } catch (error) {
    return isTooLong(error) ? err(documentRefusal('ARCHIVE_BOMB')) : broken;
  }
};

/** Unpacks one entry, at most `maxBytes` whatever the directory claims; its checksum must fit. */
export const unpackEntry = (
  bytes: Uint8Array, entry: ZipEntry, maxBytes: number,
): Result<Uint8Array, DocumentRefusal> => {
  const view = viewOf(bytes);
  if (entry.offset + LOCAL_BYTES > bytes.length) return broken;
  if (view.getUint32(entry.offset, true) !== LOCAL_SIGNATURE) return broken;
  const extra = view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const start = entry.offset + LOCAL_BYTES + extra;
  if (start + entry.packedBytes > bytes.length) return broken;
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (entry.method !== STORED && entry.method !== DEFLATED) return broken;
  if (entry.method === STORED && packed.length > maxBytes) return err(documentRefusal('ARCHIVE_BOMB'));
  const unpacked = entry.method === STORED ? ok(packed) : inflate(packed, maxBytes);
  if (!unpacked.ok) return unpacked;
  return crc32(unpacked.value) === entry.checksum ? unpacked : broken;
};
