import { zstdDecompressSync } from 'node:zlib';
import type { ColumnData } from '@fengcun/policy';
import { type CodedRuns, nextRun, openRuns, takeRuns } from './coded-runs.ts';
import { BadPage, type PageHeader, readPageHeader } from './page-header.ts';

/** How the bytes of pages are packed; others are read by DuckDB. */
export type Packing = 'UNCOMPRESSED' | 'ZSTD';

/** What the numbers of a column may be, and what stands for NULL where it may occur. */
export type ColumnBounds = Readonly<{ least: number; most: number; unknown?: number }>;

/** A column chunk to read: its bytes, and what is known of them. */
export type ChunkSource = Readonly<{
  bytes: Uint8Array; packing: Packing; isOptional: boolean; bounds: ColumnBounds;
}>;

/** Values of one column of a row group, read on from where they were left. */
export type ColumnChunk = ChunkSource & {
  at: number;
  dictionary: Int32Array | undefined;
  /** Values left in the page, with NULLs. */
  left: number;
  levels: CodedRuns | undefined;
  codes: CodedRuns | undefined;
  plain: DataView | undefined;
  plainAt: number;
};

const LEVELS = Int32Array.of(0, 1);
/** LIMIT: bytes of one page when unpacked; no more is set aside for what a header claims. */
const PAGE_MAX = 1 << 26;

/** Opens a chunk; nothing is read yet. */
export const openChunk = (source: ChunkSource): ColumnChunk => ({
  ...source, at: 0, dictionary: undefined, left: 0, levels: undefined, codes: undefined,
    plain: undefined, plainAt: 0,
});

const unpacked = (packed: Uint8Array, size: number): Uint8Array => {
  try {
    return zstdDecompressSync(packed, { maxOutputLength: size + 1 });
  } catch {
    throw new BadPage('a page cannot be unpacked');
  }
};

const bodyOf = ({ bytes, packing }: ColumnChunk, { body, packedSize, plainSize }: PageHeader): Uint8Array => {
  if (plainSize > PAGE_MAX) throw new BadPage('a page is too large');
  const packed = bytes.subarray(body, body + packedSize);
  const page = packing === 'ZSTD' ? unpacked(packed, plainSize) : packed;
  if (page.length !== plainSize) throw new BadPage('a page has another size than it says');
  return page;
};

const checked = (value: number, { least, most }: ColumnBounds): number => {
  if (value < least || value > most) throw new BadPage('a value is none of its column');
  return value;
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset,
  bytes.byteLength);

const openDictionary = (chunk: ColumnChunk, header: PageHeader): void => {
  const view = viewOf(bodyOf(chunk, header));
  if (view.byteLength < header.values * 4) throw new BadPage('a dictionary ends early');
  const dictionary = new Int32Array(header.values);
  for (let i = 0; i < dictionary.length; i += 1) dictionary[i] = checked(view.getInt32(i * 4, true),
    chunk.bounds);
  chunk.dictionary = dictionary;
};

const openCodes = (page: Uint8Array, at: number, table: Int32Array | undefined): CodedRuns => {
  const width = page[at];
  if (width === undefined || table === undefined) throw new BadPage('a page has no codes');
  return openRuns(page, { at: at + 1, end: page.length }, { width, table });
};

const openData = (chunk: ColumnChunk, header: PageHeader): void => {
  const page = bodyOf(chunk, header);
  let at = 0;
  if (chunk.isOptional) {
    if (page.length < 4) throw new BadPage('a page ends early');
    const size = viewOf(page).getUint32(0, true);
    chunk.levels = openRuns(page, { at: 4, end: 4 + size }, { width: 1, table: LEVELS });
    at = 4 + size;
  }
  chunk.left = header.values;
  chunk.plain = header.isDictionaryCoded ? undefined : viewOf(page);
  chunk.plainAt = at;
  chunk.codes = header.isDictionaryCoded ? openCodes(page, at, chunk.dictionary) : undefined;
};

const nextPage = (chunk: ColumnChunk): void => {
  while (chunk.left === 0) {
    if (chunk.at >= chunk.bytes.length) throw new BadPage('a column ends before its records');
    const header = readPageHeader(chunk.bytes, chunk.at);
    chunk.at = header.body + header.packedSize;
    if (header.kind === 'dictionary') openDictionary(chunk, header);
    else openData(chunk, header);
  }
};

const takeValues = (chunk: ColumnChunk, into: ColumnData, at: number, count: number): void => {
  if (chunk.codes !== undefined) return takeRuns(chunk.codes, into, at, count);
  const { plain, bounds } = chunk;
  if (plain === undefined || chunk.plainAt + count * 4 > plain.byteLength) throw new BadPage(
    'a page ends early');
  for (let i = 0; i < count; i += 1) into[at + i] = checked(plain.getInt32(chunk.plainAt + i * 4, true),
    bounds);
  chunk.plainAt += count * 4;
};

/** How many of the next values are there for certain: a run of levels that says so; 0: look at each. */
const allPresent = (levels: CodedRuns | undefined, count: number): number => {
  if (levels === undefined) return count;
  if (levels.left === 0) nextRun(levels);
  return levels.repeated === 1 ? Math.min(count, levels.left) : 0;
};

/** Values stand close together, NULLs leave gaps: takes them, then moves them apart from the end. */
const takeWithGaps = (chunk: ColumnChunk, levels: CodedRuns, to: Readonly<{
  into: ColumnData; at: number; count: number;
}>): void => {
  const { into, at, count } = to;
  const isThere = new Uint8Array(count);
  takeRuns(levels, isThere, 0, count);
  let present = 0;
  for (let i = 0; i < count; i += 1) present += isThere[i] ?? 0;
  const { unknown } = chunk.bounds;
  if (unknown === undefined && present < count) throw new BadPage('a value is missing');
  takeValues(chunk, into, at, present);
  for (let i = count - 1; i >= present; i -= 1) {
    if (isThere[i] === 0) into[at + i] = unknown ?? 0;
    else {
      present -= 1;
      into[at + i] = into[at + present] ?? 0;
    }
  }
};

/**
 * Writes the next `count` values of the column into the beginning of `into`; `BadPage` if there are fewer.
 */
export const takeColumn = (chunk: ColumnChunk, into: ColumnData, count: number): void => {
  for (let done = 0; done < count;) {
    if (chunk.left === 0) nextPage(chunk);
    const many = Math.min(chunk.left, count - done);
    const there = allPresent(chunk.levels, many);
    if (there > 0) {
      takeValues(chunk, into, done, there);
      if (chunk.levels !== undefined) chunk.levels.left -= there;
    } else if (chunk.levels !== undefined) takeWithGaps(chunk, chunk.levels, { into, at: done, count: many });
    const taken = there > 0 ? there : many;
    chunk.left -= taken;
    done += taken;
  }
};
