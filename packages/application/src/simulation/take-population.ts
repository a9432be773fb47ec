import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '@fengcun/kernel';
import {
  type Column, dataFor, FACT_FIELDS, factField, type FactName, type FactSheet, fixedDomain,
    parseFacts,
  type SlotValue, UNKNOWN, UNKNOWN_DAY, dayOf,
} from '@fengcun/policy';
import type { Attribute, RowKind } from '@fengcun/population';
import { csvRows } from './csv-rows.ts';
import { openDuckDb } from './duckdb.ts';
import { columnMeta, DOMAIN_MAX, type PopulationMeta, type PopulationRefusal } from './population-meta.ts';
import { writeParquet, type WrittenColumns } from './write-parquet.ts';

/**
 * A file of records to take: rows of facts, or of an outside collection; what is assumed stands in the
 * result.
 */
export type TakePopulation = Readonly<{
  from: string; path: string; rows: RowKind; assumed: readonly string[]; onRows?: (read: number) => void;
}>;

/** What was taken, and how many rows could not be read (none of `facts`: a bad one refuses the file). */
export type TakenPopulation = Readonly<{ meta: PopulationMeta; unread: number }>;

/** LIMIT: records taken from text; larger populations come as Parquet. */
const RECORDS_MAX = 20_000_000;

type Row = Readonly<Record<string, unknown>>;
type Population = typeof import('@fengcun/population');

async function* jsonRows(path: string): AsyncGenerator<Row | undefined> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    yield typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Row
      : undefined; // checked
  }
}

/** Parquet or Arrow written by others: names and dates as they are, lists for sets. */
async function* parquetRows(path: string): AsyncGenerator<Row | undefined> {
  const connection = await openDuckDb(1);
  try {
    const result = await connection.stream(`SELECT * FROM read_parquet('${path.replaceAll("'", "''")}')`);
    for await (const rows of result.yieldRowObjectJson()) yield* rows;
  } finally {
    connection.closeSync();
  }
}

const rowsOf = (path: string): AsyncGenerator<Row | undefined> | undefined => {
  const kind = extname(path).toLowerCase();
  if (kind === '.jsonl' || kind === '.ndjson') return jsonRows(path);
  if (kind === '.csv') return csvRows(path);
  return kind === '.parquet' ? parquetRows(path) : undefined;
};

type Growing = { domain: SlotValue[] | undefined; codes: Map<string,
  number>; numbers: number[]; known: number };

const growing = (name: FactName): Growing => {
  const type = factField(name)?.type;
  if (type?.kind === 'date') return { domain: undefined, codes: new Map(), numbers: [], known: 0 };
  const domain = [...(type === undefined ? undefined : fixedDomain(type)) ?? [UNKNOWN]];
  return { domain, codes: new Map(domain.map((value, i) => [JSON.stringify(value), i])), numbers: [],
    known: 0 };
};

const add = (column: Growing, value: SlotValue): void => {
  if (value !== UNKNOWN) column.known += 1;
  if (column.domain === undefined) {
    column.numbers.push(value === UNKNOWN ? UNKNOWN_DAY
      : dayOf(value as never)); // a date fact holds civil dates
    return;
  }
  const key = JSON.stringify(value);
  const code = column.codes.get(key) ?? column.domain.push(value) - 1;
  column.codes.set(key, code);
  column.numbers.push(code);
};

const columnOf = ({ domain, numbers }: Growing): Column => {
  if (domain === undefined) return { data: Int32Array.from(numbers) };
  const data = dataFor(domain.length, numbers.length);
  data.set(numbers);
  return { domain, data };
};

const refuse = (line: number, message: string): Result<never, PopulationRefusal> =>
  err({ code: 'BAD_RECORD', message: `record ${line}: ${message}` });

type Taken = {
  columns: Map<FactName, Growing>; attributes: Map<Attribute, number[]>; records: number; unread: number;
};

const takeSheet = (taken: Taken, sheet: FactSheet, codes: readonly number[]): void => {
  for (const [name, column] of taken.columns) add(column, sheet[name]);
  [...taken.attributes.values()].forEach((numbers, i) => numbers.push(codes[i] ?? 0));
  taken.records += 1;
};

type Beside = Readonly<{ facts: Row; codes: readonly number[] }>;

/** Sex and region stand beside the facts of a row; of outside collections they are unknown. */
const besideOf = (row: Row, rows: RowKind, of: Pick<Population, 'ATTRIBUTES' | 'attributeCode'>): Beside => {
  const codes = of.ATTRIBUTES.map((name) => of.attributeCode(name, rows === 'facts' ? row[name] : undefined));
  if (rows !== 'facts') return { facts: row, codes };
  const { sex: _sex, region: _region, ...facts } = row;
  return { facts, codes };
};

const takeAll = async (order: TakePopulation, rows: AsyncGenerator<Row | undefined>): Promise<Result<Taken,
  PopulationRefusal>> => {
  const population = await import('@fengcun/population');
  const { ATTRIBUTES, factsOfRow } = population;
  const taken: Taken = {
    columns: new Map(FACT_FIELDS.map(({ name }) => [name, growing(name)])),
    attributes: new Map(ATTRIBUTES.map((name) => [name, []])), records: 0, unread: 0,
  };
  let line = 0;
  for await (const row of rows) {
    line += 1;
    const beside = row === undefined ? undefined : besideOf(row, order.rows, population);
    const found = beside === undefined ? [] : factsOfRow(order.rows, beside.facts, order.assumed);
    if (found.length === 0) {
      if (order.rows === 'facts') return refuse(line, 'not an object of facts');
      taken.unread += 1;
    }
    for (const facts of found) {
      const sheet = parseFacts(facts);
      if (!sheet.ok) return refuse(line, sheet.error[0]?.message ?? 'not a fact sheet');
      takeSheet(taken, sheet.value, beside?.codes ?? []);
    }
    if (taken.records > RECORDS_MAX) return refuse(line,
      `more than ${RECORDS_MAX} records; bring them as Parquet`);
    const wide = line % 1024 !== 0 ? undefined : [...taken.columns].find(([, { domain = [] }]) =>
      domain.length > DOMAIN_MAX);
    if (wide !== undefined) return refuse(line, `more than ${DOMAIN_MAX} different values of ${wide[0]}`);
    order.onRows?.(line);
  }
  return ok(taken);
};

const slice = (columns: ReadonlyMap<string, Column>, from: number, count: number): WrittenColumns => ({
  length: count,
  of: new Map([...columns].map(([name, column]) =>
    [name, { ...column, data: column.data.subarray(from, from + count) }])),
});

/**
 * Takes records from JSONL, CSV or Parquet into a population file of ours. Facts that no record knows get no
 * column, so
 * that a simulation can say which are missing. Nothing but facts of the schema is taken: no name, no number.
 */
export const takePopulation = async (order: TakePopulation): Promise<Result<TakenPopulation,
  PopulationRefusal>> => {
  const rows = rowsOf(order.from);
  if (rows === undefined) {
    return err({ code: 'NOT_A_POPULATION', message: 'a population is a .parquet, .jsonl or .csv file' });
  }
  const taken = await takeAll(order, rows);
  if (!taken.ok) return taken;
  const { records, unread } = taken.value;
  if (records === 0) return err({ code: 'NOT_A_POPULATION',
    message: 'the file has no record that could be read' });
  const columns = new Map([...taken.value.columns].filter(([, { known }]) => known > 0)
    .map(([name, column]) => [name, columnOf(column)]));
  const { ATTRIBUTE_VALUES } = await import('@fengcun/population');
  const beside = [...taken.value.attributes].flatMap(([name, codes]): readonly (readonly [string,
    Column])[] => {
    const values = ATTRIBUTE_VALUES[name];
    return codes.every((code) => code === values.length - 1) ? []
      : [[name, { domain: values, data: Uint8Array.from(codes) }]];
  });
  const assumed = order.assumed.length === 0 ? '' : `; ASSUMED: ${order.assumed.join(', ')}`;
  const meta: PopulationMeta = {
    format: 'fengcun-population', version: 1, kind: 'real', source: `${order.rows} rows${assumed}`,
      rows: records,
    columns: Object.fromEntries([...columns].map(([name, column]) => [name, columnMeta(name, column)])),
    attributes: Object.fromEntries(beside.map(([name]) => [name, ATTRIBUTE_VALUES[name as Attribute]])),
      // as built
  };
  await writeParquet(order.path, meta, {
    source: { rows: records, batchRows: 65_536, make: (from, count) => slice(new Map([...columns,
      ...beside]), from, count) },
  });
  return ok({ meta, unread });
};
