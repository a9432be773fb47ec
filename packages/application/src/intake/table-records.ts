import { type BusinessRecord, parseRows, type RowProblem, type Table } from '@fengcun/judgment';
import { canonicalJson, sha256Hex } from '@fengcun/kernel';
import { chargeNamed } from '@fengcun/registry';

/** A row's own number, else its content: a row without one is the same wherever its table lies. */
export const rowKey = (record: BusinessRecord, tableName: string): string => {
  if (!isUnnumbered(record, tableName)) return record.id;
  const { id: _place, row: _line, ...told } = record;
  return `row:${sha256Hex(canonicalJson(told))}`;
};

const isUnnumbered = ({ id, row }: BusinessRecord, tableName: string): boolean =>
  id === `${tableName}#${row}`;

/** A record of a row, and the key it is taken under: of what is written, whatever the catalogue says. */
export type TableRecord = Readonly<{ record: BusinessRecord; key: string }>;

/** Records of a table with everything that has to wait beside them. */
export type TableRecords = Readonly<{ records: readonly TableRecord[]; problems: readonly RowProblem[] }>;

/**
 * Reads a table by the catalogue of charges, the same for everybody who takes tables in: a replaced name is
 * read as the one of today. A record with a charge that the catalogue does not know keeps it as it was
 * written: it waits for a person with it, and is not taken as if it had none.
 */
export const readTable = (table: Table): TableRecords => {
  // What the catalogue calls as it is written need not be read twice.
  const heard = { isOther: false };
  const { records, problems } = parseRows(table, {
    chargeNamed: (name) => {
      const found = chargeNamed(name);
      if (found !== name) heard.isOther = true;
      return found;
    },
  });
  const asWritten = heard.isOther ? parseRows(table).records : records;
  const written = new Map(asWritten.map((record) => [record.row, record]));
  const doubted = new Set(problems.filter(({ code }) => code === 'CHARGE_UNKNOWN').map(({ row }) => row));
  const told = records.map((record): TableRecord => {
    const own = written.get(record.row) ?? record;
    return { record: doubted.has(record.row) ? own : record, key: rowKey(own, table.name) };
  });
  const withCharge = new Set(told.flatMap(({ record: { row, facts } }) =>
    (facts.charges === undefined ? [] : [row])));
  // Of a record that keeps the charge the record waits: it can be corrected, and a cell alone cannot.
  return {
    records: told,
    problems: problems.filter(({ code, row }) => code !== 'CHARGE_UNKNOWN' || !withCharge.has(row)),
  };
};

/**
 * Keys of rows that a person corrected: those they were read under before, so that what is corrected is a
 * later version of the same. A row with a number of its own goes by that; of rows that were alike each by
 * what it is now.
 */
export const keysBefore = (before: Table, now: Table): ReadonlyMap<number, string> => {
  const keysOf = (table: Table): ReadonlyMap<number, string> => new Map(readTable(table).records
    .flatMap(({ record, key }) => (isUnnumbered(record, table.name) ? [[record.row, key] as const] : [])));
  const [earlier, later] = [keysOf(before), keysOf(now)];
  const alike = Map.groupBy(earlier.values(), (key) => key);
  return new Map([...earlier].filter(([row, key]) => later.has(row) && alike.get(key)?.length === 1));
};
