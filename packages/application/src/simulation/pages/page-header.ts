/** What the reader needs of the header of one Parquet page; sizes in bytes. */
export type PageHeader = Readonly<{
  kind: 'data' | 'dictionary';
  /** Where the page's bytes begin, after the header. */
  body: number;
  packedSize: number;
  plainSize: number;
  values: number;
  isDictionaryCoded: boolean;
}>;

/** Thrown where bytes are no page that this reader knows: the file is damaged or was made to deceive. */
export class BadPage extends Error {}

/** Types of Thrift's compact protocol that a page header may have. */
const TRUE = 1, FALSE = 2, BYTE = 3, I16 = 4, I64 = 6, DOUBLE = 7, BINARY = 8, LIST = 9, STRUCT = 12;
/** LIMIT: structures within structures; a header has three levels. */
const DEPTH_MAX = 8;

/** Numbers of a structure by the path of its fields, `5.1` for field 1 of field 5. */
type Fields = Map<string, number>;

class Cursor {
  readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }
  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new BadPage('a page header ends early');
    this.at += 1;
    return value;
  }
  skip(count: number): void {
    if (this.at + count > this.bytes.length) throw new BadPage('a page header ends early');
    this.at += count;
  }
  varint(): number {
    let [value, scale] = [0, 1];
    for (let n = 0; n < 8; n += 1) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    throw new BadPage('a number of a page header is too long');
  }
  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

const skipList = (cursor: Cursor, path: string, depth: number): void => {
  if (depth > DEPTH_MAX) throw new BadPage('a page header is too deep');
  const head = cursor.byte();
  // Every element takes a byte at least, so that a list ends where the bytes do.
  if ((head & 15) <= FALSE) throw new BadPage('a page header has a list that none has');
  const size = head >> 4 === 15 ? cursor.varint() : head >> 4;
  for (let n = 0; n < size; n += 1) readValue(cursor, { type: head & 15, path, depth, into: new Map() });
};

type Slot = Readonly<{ type: number; path: string; depth: number; into: Fields }>;

const readValue = (cursor: Cursor, { type, path, depth, into }: Slot): void => {
  if (type === TRUE || type === FALSE) into.set(path, type === TRUE ? 1 : 0);
  else if (type === BYTE) cursor.skip(1);
  else if (type >= I16 && type <= I64) into.set(path, cursor.zigzag());
  else if (type === DOUBLE) cursor.skip(8);
  else if (type === BINARY) cursor.skip(cursor.varint());
  else if (type === LIST) skipList(cursor, path, depth + 1);
  else if (type === STRUCT) readStructure(cursor, { path, depth: depth + 1, into });
  else throw new BadPage('a page header has a field of a type unknown');
};

const readStructure = (cursor: Cursor, { path, depth, into }: Omit<Slot, 'type'>): void => {
  if (depth > DEPTH_MAX) throw new BadPage('a page header is too deep');
  let id = 0;
  for (let head = cursor.byte(); head !== 0; head = cursor.byte()) {
    id = head >> 4 === 0 ? cursor.zigzag() : id + (head >> 4);
    readValue(cursor, { type: head & 15, path: path === '' ? String(id) : `${path}.${id}`, depth, into });
  }
};

/** Codes of encodings: PLAIN, PLAIN_DICTIONARY, RLE, RLE_DICTIONARY. @see parquet.thrift */
const PLAIN = 0, OLD_DICTIONARY = 2, RLE = 3, DICTIONARY = 8;

/**
 * Reads the header of a page at `at` of attacker-controlled bytes: data pages of version 1 and dictionary
 * pages, whose values are plain or codes of the dictionary. Anything else is a `BadPage`.
 */
export const readPageHeader = (bytes: Uint8Array, at: number): PageHeader => {
  const cursor = new Cursor(bytes, at);
  const fields: Fields = new Map();
  readStructure(cursor, { path: '', depth: 0, into: fields });
  const kind = fields.get('1') === 0 ? 'data' : fields.get('1') === 2 ? 'dictionary' : undefined;
  const inner = kind === 'data' ? '5' : '7';
  const [plainSize, packedSize] = [fields.get('2') ?? -1, fields.get('3') ?? -1];
  const [values, encoding] = [fields.get(`${inner}.1`) ?? -1, fields.get(`${inner}.2`) ?? -1];
  const isDictionaryCoded = encoding === OLD_DICTIONARY || encoding === DICTIONARY;
  const isKnown = kind === 'dictionary' ? encoding === PLAIN || encoding === OLD_DICTIONARY
    : (encoding === PLAIN || isDictionaryCoded) && fields.get('5.3') === RLE;
  if (kind === undefined || !isKnown || values < 0 || plainSize < 0 || packedSize < 0
    || cursor.at + packedSize > bytes.length) throw new BadPage('a page is not of a kind that is read');
  return { kind, body: cursor.at, packedSize, plainSize, values, isDictionaryCoded };
};
