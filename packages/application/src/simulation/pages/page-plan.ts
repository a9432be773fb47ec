import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuckDb, quoted } from '../duckdb.ts';
import type { Packing } from './column-chunk.ts';

/** Where the column chunks of one row group are: [offset, bytes] by column. */
export type GroupPlan = Readonly<{ rows: number; chunks: Readonly<Record<string, readonly [number,
  number]>> }>;

/** Everything to read pages of a file without looking at its footer again; plain data for other threads. */
export type PagePlan = Readonly<{
  packing: Packing; optional: Readonly<Record<string, boolean>>; groups: readonly GroupPlan[];
}>;

/** Encodings of pages that are read here. */
const ENCODINGS: ReadonlySet<string> = new Set(['PLAIN', 'PLAIN_DICTIONARY', 'RLE', 'RLE_DICTIONARY']);

type ChunkRow = Readonly<{
  group: number; rows: number; name: string; type: string; packing: string; encodings: string;
  offset: number; size: number;
}>;

const chunkRows = async (connection: DuckDBConnection, path: string): Promise<readonly ChunkRow[]> => {
  const found = await connection.runAndReadAll(
    'SELECT row_group_id, row_group_num_rows, path_in_schema, type, compression, encodings, '
    + 'least(coalesce(nullif(dictionary_page_offset, 0), data_page_offset), data_page_offset), '
    + `total_compressed_size FROM parquet_metadata(${quoted(path)}) ORDER BY row_group_id`);
  return found.getRows().map(([group, rows, name, type, packing, encodings, offset, size]) => ({
    group: Number(group), rows: Number(rows), name: String(name), type: String(type),
      packing: String(packing),
    encodings: String(encodings), offset: Number(offset), size: Number(size),
  }));
};

const groupsOf = (chunks: readonly ChunkRow[]): readonly GroupPlan[] =>
  [...Map.groupBy(chunks, ({ group }) => group).values()].map((of) => ({
    rows: of[0]?.rows ?? 0,
    chunks: Object.fromEntries(of.map(({ name, offset, size }) => [name, [offset, size] as const])),
  }));

/**
 * How the pages of a Parquet file are to be read by ourselves; undefined where it uses a packing, a type or
 * an
 * encoding that only DuckDB reads.
 */
export const planPages = async (path: string): Promise<PagePlan | undefined> => {
  const connection = await openDuckDb(1);
  try {
    const chunks = await chunkRows(connection, path);
    const packings = new Set(chunks.map(({ packing }) => packing));
    const [packing] = packings;
    const isOurs = packings.size === 1 && (packing === 'UNCOMPRESSED' || packing === 'ZSTD')
      && chunks.every(({ type, encodings }) => type === 'INT32'
        && encodings.split(', ').every((each) => ENCODINGS.has(each)));
    if (!isOurs) return undefined;
    const schema = await connection.runAndReadAll(
      `SELECT name, repetition_type FROM parquet_schema(${quoted(path)}) WHERE type IS NOT NULL`);
    const optional = Object.fromEntries(schema.getRows().map(([name, repetition]) =>
      [String(name), repetition === 'OPTIONAL']));
    return { packing, optional, groups: groupsOf(chunks) };
  } finally {
    connection.closeSync();
  }
};
