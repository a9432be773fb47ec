import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** A file to pack, and everything a hostile packer may say of it. */
export type Packed = Readonly<{
  name: string | Uint8Array; bytes?: string | Uint8Array; flags?: number; method?: number; unixMode?: number; extra?: Uint8Array;
  /** What the directory claims instead of the truth. */
  claims?: Readonly<{ unpackedBytes?: number; checksum?: number }>;
  /** The bytes of the file before this one are this one's as well. */
  sharesBytes?: boolean;
}>;

const UNIX = 3 << 8;
const u16 = (value: number): Buffer => { const bytes = Buffer.alloc(2); bytes.writeUInt16LE(value); return bytes; };
const u32 = (value: number): Buffer => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(value >>> 0); return bytes; };

/** An archive as the parts describe it, honest or not. @see PKWARE APPNOTE.TXT §4.3 */
export const makeZip = (files: readonly Packed[]): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before = 0;
  for (const { name, bytes = '', flags = 0x0800, method = 8, unixMode = 0, extra = Buffer.alloc(0), claims = {}, sharesBytes = false } of files) {
    const [plain, called] = [Buffer.from(bytes), Buffer.from(name)];
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const sizes = Buffer.concat([u32(claims.checksum ?? crc32(plain)), u32(packed.length), u32(claims.unpackedBytes ?? plain.length)]);
    if (!sharesBytes) {
      const local = Buffer.concat([u32(0x04034b50), u16(20), u16(flags), u16(method), u32(0), sizes, u16(called.length), u16(0), called, packed]);
      locals.push(local);
      before = offset;
      offset += local.length;
    }
    directory.push(Buffer.concat([
      u32(0x02014b50), u16(20 | (unixMode === 0 ? 0 : UNIX)), u16(20), u16(flags), u16(method), u32(0), sizes, u16(called.length), u16(extra.length),
      u16(0), u16(0), u16(0), u32(unixMode * 65_536), u32(before), called, extra,
    ]));
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([
    ...locals, listed, u32(0x06054b50), u16(0), u16(0), u16(files.length), u16(files.length), u32(listed.length), u32(offset), u16(0),
  ]);
};
