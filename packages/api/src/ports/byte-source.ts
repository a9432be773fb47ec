/** Bytes that arrive or leave in pieces of any size. */
export type ByteSource = AsyncIterable<Uint8Array>;
