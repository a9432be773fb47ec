import { deflateSync } from 'node:zlib';
import { concatBytes } from '../bytes.ts';
import { array, dictionary, latin1, ref } from './syntax.ts';

/**
 * Objects of one PDF in the making; numbers are given in the order of reservation, so equal input is equal.
 */
export type PdfObjects = Readonly<{
  reserve: () => number;
  put: (id: number, body: string | Uint8Array) => void;
  add: (body: string | Uint8Array) => number;
  bodies: () => readonly Uint8Array[];
}>;

/** A finished file and where each object starts in it. */
export type PdfFile = Readonly<{ bytes: Uint8Array; offsetOf: (id: number) => number }>;

/** An empty set of objects. */
export const newObjects = (): PdfObjects => {
  const bodies: Uint8Array[] = [];
  const reserve = (): number => bodies.push(new Uint8Array(0));
  const put = (id: number, body: string | Uint8Array): void => {
    bodies[id - 1] = typeof body === 'string' ? latin1(body) : body;
  };
  const add = (body: string | Uint8Array): number => {
    const id = reserve();
    put(id, body);
    return id;
  };
  return { reserve, put, add, bodies: () => bodies };
};

// Level 6 is where zlib's time and size meet; the level is part of what makes files equal byte for byte.
const DEFLATE_LEVEL = 6;

/** A compressed stream object. */
export const streamBody = (
  entries: Readonly<Record<string, string | undefined>>, content: Uint8Array,
): Uint8Array => {
  const packed = deflateSync(content, { level: DEFLATE_LEVEL });
  const head = dictionary({ ...entries, Length: String(packed.length), Filter: '/FlateDecode' });
  return concatBytes(latin1(`${head}\nstream\n`), packed, latin1('\nendstream'));
};

/** A stream that stays readable without unpacking: metadata. */
export const plainStreamBody = (
  entries: Readonly<Record<string, string | undefined>>, content: Uint8Array,
): Uint8Array => concatBytes(
  latin1(`${dictionary({ ...entries, Length: String(content.length) })}\nstream\n`),
  content, latin1('\nendstream'),
);

// The second line has bytes above 127, so that transfer programs take the file for binary. ISO 32000-1 §7.5.2
const HEADER = latin1('%PDF-1.7\n%\u00e6\u00b3\u00a8\u00e5\n');

type Trailer = Readonly<{ root: number; info: number; fileId: string }>;

/** Puts the objects into a file with a classic cross-reference table. `fileId` is 32 hexadecimal digits. */
export const assemblePdf = (objects: PdfObjects, { root, info, fileId }: Trailer): PdfFile => {
  const parts: Uint8Array[] = [HEADER];
  const offsets: number[] = [];
  let at = HEADER.length;
  const push = (part: Uint8Array): void => {
    parts.push(part);
    at += part.length;
  };
  objects.bodies().forEach((body, i) => {
    offsets.push(at);
    push(latin1(`${i + 1} 0 obj\n`));
    push(body);
    push(latin1('\nendobj\n'));
  });
  const start = at;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const id = `<${fileId}>`;
  const trailer = dictionary({
    Size: String(offsets.length + 1), Root: ref(root), Info: ref(info), ID: array([id, id]),
  });
  push(latin1(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`));
  push(latin1(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`));
  return { bytes: concatBytes(...parts), offsetOf: (objectId) => offsets[objectId - 1] ?? 0 };
};
