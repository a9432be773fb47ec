import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { LineCutter } from './byte-lines.ts';
import { documentOfLine } from './json-lines.ts';
import { LINE_BYTES_MAX } from './limits.ts';
import { documentRefusal } from './refusal.ts';
import type { SourceDocument } from './source-document.ts';

/** Bytes in pieces, as a file or network stream gives them. */
export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

async function* rejoined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* iterate(chunks: ByteChunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

const concat = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};

/** The first chunks joined until there are two bytes to tell gzip from text, and the rest. */
const peek = async (source: AsyncIterator<Uint8Array>): Promise<Uint8Array> => {
  let head = new Uint8Array(0);
  while (head.length < 2) {
    const next = await source.next();
    if (next.done === true) return head;
    head = new Uint8Array(concat(head, next.value));
  }
  return head;
};

class GzipError extends Error {}

/** Unpacks with back pressure; a fault of the source passes through, only damaged gzip becomes GzipError. */
async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: true });
  const unpacked = createGunzip();
  let sourceError: unknown;
  source.once('error', (error) => {
    sourceError = error;
    unpacked.destroy(error);
  });
  source.pipe(unpacked);
  try {
    for await (const chunk of unpacked) yield chunk as Uint8Array; // zlib streams give Buffers only
  } catch (error) {
    if (sourceError !== undefined) throw sourceError;
    throw new GzipError('gzip', { cause: error });
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

/**
 * Reads .jsonl or .jsonl.gz (told apart by content) from chunks, one document a line, in constant memory:
 * one chunk and one line (`maxLineBytes`). A line that cannot be read is `refused` and the rest goes on; a
 * damaged .gz ends with one refusal. Errors that the source itself throws pass through.
 */
export async function* readJsonLines(
  chunks: ByteChunks, name: string, options: Readonly<{ maxLineBytes?: number }> = {},
): AsyncGenerator<SourceDocument, void, undefined> {
  const source = iterate(chunks);
  const head = await peek(source);
  const whole = rejoined(head, source);
  const cutter = new LineCutter(options.maxLineBytes ?? LINE_BYTES_MAX);
  try {
    for await (const chunk of isGzip(head) ? gunzipped(whole) : whole) {
      for (const line of cutter.push(chunk)) {
        const document = documentOfLine(name, line);
        if (document !== undefined) yield document;
      }
    }
    for (const line of cutter.end()) {
      const document = documentOfLine(name, line);
      if (document !== undefined) yield document;
    }
  } catch (error) {
    if (!(error instanceof GzipError)) throw error;
    yield { kind: 'refused', id: name, refusal: documentRefusal('GZIP_BROKEN') };
  }
}
