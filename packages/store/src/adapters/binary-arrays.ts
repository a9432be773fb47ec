import { assert } from '@fengcun/kernel';
import type { ColumnType } from './row-shape.ts';

/**
 * Arrays in the binary form of the protocol: a driver sends them as they are, where an array of texts is
 * quoted, joined and parsed again element by element. @see PostgreSQL, array_recv: dimensions (4) ‖ has nulls
 * (4) ‖ element type (4) ‖ length (4) ‖ lower bound (4), then each element after its length (4; −1 for null)
 */
const HEAD_BYTES = 20;

type BinaryType = Extract<ColumnType, 'integer' | 'uuid'>;
const ELEMENT: Readonly<Record<BinaryType, Readonly<{ type: number; bytes: number }>>> = {
  integer: { type: 23, bytes: 4 }, uuid: { type: 2950, bytes: 16 },
};

/** Whether values of a type are sent in binary form. */
export const isBinaryType = (type: ColumnType): type is BinaryType => type === 'integer' || type === 'uuid';

const UUID_CHARACTERS = 36;
const HYPHEN = 0x2d;

const digitOf = (code: number): number => (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57);

/** Writes the 16 bytes of a UUID; one of another form is a bug, ids are ours. */
const writeUuid = (bytes: Buffer, at: number, id: string): void => {
  assert(id.length === UUID_CHARACTERS, 'an id is a UUID');
  let to = at;
  let high = -1;
  for (let i = 0; i < UUID_CHARACTERS; i += 1) {
    const code = id.charCodeAt(i);
    if (code === HYPHEN) continue;
    const digit = digitOf(code);
    assert(digit >= 0 && digit < 16, 'a UUID has hexadecimal digits');
    if (high < 0) {
      high = digit;
      continue;
    }
    bytes[to] = high * 16 + digit;
    to += 1;
    high = -1;
  }
  assert(to === at + ELEMENT.uuid.bytes, 'a UUID has 32 digits');
};

const writeElement = (bytes: Buffer, at: number, value: unknown): void => {
  if (typeof value === 'string') writeUuid(bytes, at, value);
  else {
    assert(typeof value === 'number', 'an integer column holds numbers');
    bytes.writeInt32BE(value, at);
  }
};

/** One column of values, or of nulls, as a parameter. */
export const binaryArray = (type: BinaryType, values: readonly unknown[]): Buffer => {
  const element = ELEMENT[type];
  const hasNulls = values.includes(null);
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + values.length * (4 + element.bytes));
  const head = [1, hasNulls ? 1 : 0, element.type, values.length, 1];
  head.forEach((part, i) => { bytes.writeInt32BE(part, 4 * i); });
  let at = HEAD_BYTES;
  for (const value of values) {
    bytes.writeInt32BE(value === null ? -1 : element.bytes, at);
    at += 4;
    if (value === null) continue;
    writeElement(bytes, at, value);
    at += element.bytes;
  }
  return bytes.subarray(0, at);
};
