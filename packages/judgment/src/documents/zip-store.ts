import { crc32 } from 'node:zlib';

/** A part of an Office document under its name in the archive. */
export type ZipPart = Readonly<{ name: string; bytes: Uint8Array }>;

const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const END_BYTES = 22;
const VERSION = 20;
const UTF8_NAMES = 0x0800;

type Packed = Readonly<{ name: Uint8Array; bytes: Uint8Array; checksum: number; offset: number }>;

const writeSizes = (view: DataView, at: number, part: Packed): void => {
  view.setUint32(at, part.checksum, true);
  view.setUint32(at + 4, part.bytes.length, true);
  view.setUint32(at + 8, part.bytes.length, true);
  view.setUint16(at + 12, part.name.length, true);
};

const writeLocal = (archive: Uint8Array, view: DataView, part: Packed): void => {
  view.setUint32(part.offset, 0x04034b50, true);
  view.setUint16(part.offset + 4, VERSION, true);
  view.setUint16(part.offset + 6, UTF8_NAMES, true);
  writeSizes(view, part.offset + 14, part);
  archive.set(part.name, part.offset + LOCAL_BYTES);
  archive.set(part.bytes, part.offset + LOCAL_BYTES + part.name.length);
};

const writeEntry = (archive: Uint8Array, at: number, part: Packed): void => {
  const view = new DataView(archive.buffer);
  view.setUint32(at, 0x02014b50, true);
  view.setUint16(at + 4, VERSION, true);
  view.setUint16(at + 6, VERSION, true);
  view.setUint16(at + 8, UTF8_NAMES, true);
  writeSizes(view, at + 16, part);
  view.setUint32(at + 42, part.offset, true);
  archive.set(part.name, at + ENTRY_BYTES);
};

/**
 * An archive of parts that were unpacked and checked by us, stored without compression, so that the
 * libraries behind us never unpack attacker-controlled data. @see PKWARE APPNOTE.TXT 6.3.10 §4.3
 */
export const storeZip = (parts: readonly ZipPart[]): Uint8Array => {
  const encoder = new TextEncoder();
  let offset = 0;
  const packed = parts.map(({ name, bytes }): Packed => {
    const part = { name: encoder.encode(name), bytes, checksum: crc32(bytes), offset };
    offset += LOCAL_BYTES + part.name.length + bytes.length;
    return part;
  });
  const directory = packed.reduce((sum, part) => sum + ENTRY_BYTES + part.name.length, 0);
  const archive = new Uint8Array(offset + directory + END_BYTES);
  const view = new DataView(archive.buffer);
  for (const part of packed) writeLocal(archive, view, part);
  let at = offset;
  for (const part of packed) {
    writeEntry(archive, at, part);
    at += ENTRY_BYTES + part.name.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, packed.length, true);
  view.setUint16(at + 10, packed.length, true);
  view.setUint32(at + 12, directory, true);
  view.setUint32(at + 16, offset, true);
  return archive;
};
