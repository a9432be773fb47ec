import type { ByteLine } from './json-lines.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const withoutReturn = (bytes: Uint8Array): Uint8Array =>
  bytes[bytes.length - 1] === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;

const joined = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** Cuts chunks of bytes into lines, holding at most one line of `maxLineBytes`. */
export class LineCutter {
  readonly #maxLineBytes: number;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #line = 1;

  /** LIMIT: a line longer than `maxLineBytes` is reported as too long and its bytes are dropped. */
  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** The lines that end in this chunk. The chunk must not change until they are consumed. */
  * push(chunk: Uint8Array): Generator<ByteLine, void, undefined> {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.#keep(chunk.subarray(start, end));
      start = end + 1;
      yield this.#take();
    }
    // A copy: producers may reuse their buffer for the next chunk.
    if (start < chunk.length) this.#keep(new Uint8Array(chunk.subarray(start)));
  }

  /** The last line, if the input does not end in a line feed. */
  * end(): Generator<ByteLine, void, undefined> {
    if (this.#length > 0) yield this.#take();
  }

  #keep(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.#maxLineBytes) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #take(): ByteLine {
    const tooLong = this.#length > this.#maxLineBytes;
    const bytes = tooLong ? 'tooLong' : withoutReturn(joined(this.#pieces, this.#length));
    const taken: ByteLine = { line: this.#line, bytes };
    this.#pieces = [];
    this.#length = 0;
    this.#line += 1;
    return taken;
  }
}

/** The lines of bytes in memory. */
export function* linesOf(bytes: Uint8Array, maxLineBytes: number): Generator<ByteLine, void, undefined> {
  const cutter = new LineCutter(maxLineBytes);
  yield* cutter.push(bytes);
  yield* cutter.end();
}
