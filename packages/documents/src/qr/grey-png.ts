import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EIGHT_BIT = 8;
const GREY = 0;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
};

/** A square of grey values as a PNG file; the same values give the same bytes. @see ISO/IEC 15948 */
export const greyPng = ({ side, grey }: Readonly<{ side: number; grey: Uint8Array }>): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(EIGHT_BIT, 8);
  header.writeUInt8(GREY, 9);
  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc((side + 1) * side);
  for (let row = 0; row < side; row += 1) {
    rows.set(grey.subarray(row * side, (row + 1) * side), row * (side + 1) + 1);
  }
  const end = chunk('IEND', new Uint8Array());
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), end]);
};
