import type { CivilDate } from '@fengcun/kernel';
import { FACT_FIELDS, type FactType, factField } from '../facts/fact-fields.ts';
import { type FactName, type FactSheet, UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type Slots, slotsOf, type SlotValue } from '../facts/slots.ts';
import { dateOfDay, dayOf, UNKNOWN_DAY } from './day-tables.ts';

/** Numbers of a column: codes into a domain, or days since 1970-01-01 (`UNKNOWN_DAY`: not known). */
export type ColumnData = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/**
 * One fact of every record. `domain` gives the value of each code, `"unknown"` among them; a column of days
 * has none. The arrays may lie in a SharedArrayBuffer.
 */
export type Column = Readonly<{ domain?: readonly SlotValue[]; data: ColumnData }>;

/** Facts of many records by column; a fact without column is unknown for every record. */
export type Columns = Readonly<{ length: number; of: ReadonlyMap<FactName, Column> }>;

/** What the compiler must know of a population before its numbers: the domain of each column it has. */
export type Domains = ReadonlyMap<FactName, readonly SlotValue[] | undefined>;

/** LIMIT: whole numbers above this are coded by the values that occur, not by themselves. */
const DIRECT_INTEGER_MAX = 65_534;

/** Domain that follows from the type of a fact alone; undefined where it depends on the population. */
export const fixedDomain = (type: FactType): readonly SlotValue[] | undefined => {
  switch (type.kind) {
    case 'boolean': return [false, true, UNKNOWN];
    case 'enum': return [...type.values, UNKNOWN];
    case 'integer':
      if (type.min !== 0 || type.max > DIRECT_INTEGER_MAX) return undefined;
      return [...Array.from({ length: type.max + 1 }, (_, i) => i), UNKNOWN];
    default: return undefined;
  }
};

/** Array for the codes of a domain: the smallest that holds them. */
export const dataFor = (codes: number, length: number): Uint8Array | Uint16Array | Uint32Array =>
  (codes <= 256 ? new Uint8Array(length) : codes <= 65_536 ? new Uint16Array(length)
    : new Uint32Array(length));

const dayColumn = (values: readonly SlotValue[]): Column => ({
  data: Int32Array.from(values, (value) => (value === UNKNOWN ? UNKNOWN_DAY : dayOf(value as CivilDate))),
});

const codeColumn = (type: FactType, values: readonly SlotValue[]): Column => {
  const byKey = new Map<string, number>();
  const domain: SlotValue[] = [];
  const codeOf = (value: SlotValue): number => {
    const key = JSON.stringify(value);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, domain.length);
    domain.push(value);
    return domain.length - 1;
  };
  for (const value of fixedDomain(type) ?? [UNKNOWN]) codeOf(value);
  const codes = values.map(codeOf);
  const data = dataFor(domain.length, values.length);
  data.set(codes);
  return { domain, data };
};

/** Columns of parsed fact sheets: all facts, or those named. For tests and small populations. */
export const columnsOf = (sheets: readonly FactSheet[], facts?: readonly FactName[]): Columns => {
  const rows = sheets.map(slotsOf);
  const names = facts ?? FACT_FIELDS.map(({ name }) => name);
  const of = new Map(names.flatMap((name): readonly (readonly [FactName, Column])[] => {
    const type = factField(name)?.type;
    if (type === undefined) return [];
    const values = rows.map((row) => row[slotOf(name)] ?? UNKNOWN);
    return [[name, type.kind === 'date' ? dayColumn(values) : codeColumn(type, values)]];
  }));
  return { length: sheets.length, of };
};

/** The domains of columns, for the compiler. */
export const domainsOf = (columns: Columns): Domains =>
  new Map([...columns.of].map(([name, { domain }]) => [name, domain]));

/** Value of one fact of one record. */
export const valueAt = (columns: Columns, name: FactName, row: number): SlotValue => {
  const column = columns.of.get(name);
  const number = column?.data[row];
  if (column === undefined || number === undefined) return UNKNOWN;
  if (column.domain !== undefined) return column.domain[number] ?? UNKNOWN;
  return number === UNKNOWN_DAY ? UNKNOWN : dateOfDay(number);
};

/** Facts of one record as the interpreter reads them: for what is asked rarely, never in the inner loop. */
export const slotsAt = (columns: Columns, row: number): Slots => {
  const slots: SlotValue[] = FACT_FIELDS.map(() => UNKNOWN);
  for (const name of columns.of.keys()) slots[slotOf(name)] = valueAt(columns, name, row);
  return slots;
};
