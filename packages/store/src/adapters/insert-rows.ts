import { assert } from '@fengcun/kernel';
import { type RawBuilder, sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import { binaryArray, isBinaryType } from './binary-arrays.ts';
import { type ColumnType, SHAPES, type ShapedTable } from './row-shape.ts';

/**
 * Where rows go. `skipKnown`: rows whose key exists are left as they are; `returning`: columns to read
 * back of the rows that were written.
 */
export type InsertTarget = Readonly<{
  schema: string; table: ShapedTable; skipKnown?: boolean; returning?: readonly string[];
}>;

/** LIMIT: rows and bytes of one statement; more are sent in several, within the same transaction. */
const ROWS_MAX = 1000;
/** LIMIT: a statement carries at most 65,535 parameters. */
const PARAMETERS_MAX = 16_384;
const BYTES_MAX = 8 * 1024 * 1024;

type AnyRow = object;
type Column = readonly [name: string, type: ColumnType];

/** All byte columns of a batch in one parameter: the drivers send it without turning it into text twice. */
type Pack = Readonly<{ parts: Uint8Array[]; length: number }>;

const bytesOf = (row: AnyRow, name: string): Uint8Array | null => {
  const value: unknown = Reflect.get(row, name);
  assert(value === null || value instanceof Uint8Array, `bytes for the column ${name}`);
  return value;
};

const packColumn = (rows: readonly AnyRow[], name: string, pack: Pack): Readonly<{
  starts: (number | null)[]; lengths: (number | null)[]; pack: Pack;
}> => {
  let { length } = pack;
  const starts: (number | null)[] = [];
  const lengths: (number | null)[] = [];
  for (const row of rows) {
    const bytes = bytesOf(row, name);
    starts.push(bytes === null ? null : length + 1);
    lengths.push(bytes === null ? null : bytes.length);
    if (bytes === null) continue;
    pack.parts.push(bytes);
    length += bytes.length;
  }
  return { starts, lengths, pack: { parts: pack.parts, length } };
};

type Batch = Readonly<{ columns: readonly Column[]; rows: readonly AnyRow[] }>;

/** A row of parameters for each row: what a distributed database can send to the right shards. */
const selectValues = ({ columns, rows }: Batch): RawBuilder<unknown> => {
  const valuesOf = (row: AnyRow): readonly unknown[] =>
    columns.map(([name]): unknown => Reflect.get(row, name) ?? null);
  const tuples = rows.map((row) => sql`(${sql.join(valuesOf(row))})`);
  return sql`values ${sql.join(tuples)}`;
};

/** What a packed select is made of. */
type Select = Readonly<{
  selected: RawBuilder<unknown>[]; arrays: RawBuilder<unknown>[]; aliases: RawBuilder<unknown>[];
}>;

/** A value of every row: said once where all are the same, an array beside the others elsewhere. */
const addColumn = (
  { arrays, aliases }: Select, [name, type]: Column, values: readonly unknown[],
): RawBuilder<unknown> => {
  const [first] = values;
  // The first column makes the rows, so it is an array in any case.
  if (arrays.length > 0 && values.every((value) => value === first)) return sql`${first}::${sql.raw(type)}`;
  const array: unknown = isBinaryType(type) ? binaryArray(type, values) : values;
  arrays.push(sql`${array}::${sql.raw(type)}[]`);
  aliases.push(sql.ref(name));
  return sql.ref(name);
};

/** `select` over parallel arrays, one for each column, and one run of bytes cut up by the server. */
const selectPacked = ({ columns, rows }: Batch): RawBuilder<unknown> => {
  const select: Select = { selected: [], arrays: [], aliases: [] };
  let pack: Pack = { parts: [], length: 0 };
  for (const [name, type] of columns) {
    if (type === 'bytea') {
      const packed = packColumn(rows, name, pack);
      pack = packed.pack;
      const start = addColumn(select, [`${name}Start`, 'integer'], packed.starts);
      const length = addColumn(select, [`${name}Length`, 'integer'], packed.lengths);
      select.selected.push(sql`substr(packed.bytes, ${start}, ${length})`);
    } else {
      const values = rows.map((row): unknown => Reflect.get(row, name) ?? null);
      select.selected.push(addColumn(select, [name, type], values));
    }
  }
  const { selected, arrays, aliases } = select;
  const source = sql`unnest(${sql.join(arrays)}) as fields(${sql.join(aliases)})`;
  const packed = sql`(select ${Buffer.concat(pack.parts)}::bytea as bytes offset 0) as packed`;
  return sql`select ${sql.join(selected)} from ${packed}, ${source}`;
};

const buildInsert = <Back>(
  target: InsertTarget, columns: readonly Column[], source: RawBuilder<unknown>,
): RawBuilder<Back> => {
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  const conflict = target.skipKnown === true ? sql` on conflict do nothing` : sql``;
  const back = target.returning === undefined
    ? sql`` : sql` returning ${sql.join(target.returning.map((name) => sql.ref(name)))}`;
  const into = sql.table(`${target.schema}.${target.table}`);
  return sql<Back>`insert into ${into} (${names}) ${source}${conflict}${back}`;
};

const sizeOf = (row: AnyRow, names: readonly string[]): number => {
  let size = 0;
  for (const name of names) size += bytesOf(row, name)?.length ?? 0;
  return size;
};

/** Cuts rows into batches within both limits; a row that is larger than a batch goes alone. */
const batches = (
  rows: readonly AnyRow[], columns: readonly Column[], rowsMax: number,
): readonly (readonly AnyRow[])[] => {
  const names = columns.flatMap(([name, type]) => (type === 'bytea' ? [name] : []));
  const cut: AnyRow[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const size = sizeOf(row, names);
    const current = cut.at(-1);
    if (current === undefined || current.length >= rowsMax || bytes + size > BYTES_MAX) {
      cut.push([row]);
      bytes = size;
    } else {
      current.push(row);
      bytes += size;
    }
  }
  return cut;
};

/**
 * Inserts rows (whose type the caller fixes with `satisfies`) in bulk and gives back the `returning` columns.
 * Measured against `values`, JSON and arrays of bytes on both engines: 1.4 to 1.9 times the rows a second of
 * the next best on a server, and equal to it on the embedded engine.
 */
export const insertReturning = async <Back = unknown>(
  connection: Connection, target: InsertTarget, rows: readonly object[],
): Promise<Readonly<{ written: number; back: readonly Back[] }>> => {
  const columns: readonly Column[] = Object.entries(SHAPES[target.table]);
  const back: Back[] = [];
  let written = 0;
  // Citus turns `insert … select` into COPY, which refuses row-level security; and one row needs no arrays.
  const isPlain = rows.length === 1 || isDistributed(connection);
  const rowsMax = isPlain ? Math.floor(PARAMETERS_MAX / columns.length) : ROWS_MAX;
  for (const batch of batches(rows, columns, rowsMax)) {
    const select = isPlain || batch.length === 1 ? selectValues : selectPacked;
    const source = select({ columns, rows: batch });
    const done = await buildInsert<Back>(target, columns, source).execute(connection);
    written += Number(done.numAffectedRows ?? 0n);
    back.push(...done.rows);
  }
  return { written, back };
};

/** Inserts rows in bulk; the number actually written. */
export const insertRows = async (
  connection: Connection, target: InsertTarget, rows: readonly object[],
): Promise<number> => (await insertReturning(connection, target, rows)).written;
