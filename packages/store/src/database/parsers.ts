import { assert } from '@fengcun/kernel';

/** Reads a column value from its text form. */
export type ColumnParser = (text: string) => unknown;

/** A 64-bit integer as a number. LIMIT: beyond 2^53 − 1 it is a bug: nothing here counts that far. */
const parseInteger: ColumnParser = (text) => {
  const value = Number(text);
  assert(Number.isSafeInteger(value), 'a stored integer within 2^53');
  return value;
};

const INSTANT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/;

/** An instant as `2026-11-21T17:44:14.123Z`; sessions run in UTC and are given milliseconds only. */
const parseInstant: ColumnParser = (text) => {
  const [, day, time, fraction = ''] = INSTANT.exec(text) ?? [];
  assert(day !== undefined && time !== undefined, 'a stored instant in UTC');
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
};

/** Bytes as a plain Uint8Array, whichever driver read them. */
const parseBytes: ColumnParser = (text) => {
  assert(text.startsWith('\\x'), 'stored bytes in hexadecimal form');
  const bytes = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
};

const parseText: ColumnParser = (text) => text;

/**
 * One set of parsers for both drivers, by type number of PostgreSQL: without it counts are text with one
 * and numbers with the other, and dates become local midnights.
 */
export const COLUMN_PARSERS: ReadonlyMap<number, ColumnParser> = new Map<number, ColumnParser>([
  [16, (text) => text === 't'],
  [17, parseBytes],
  [20, parseInteger],
  [21, parseInteger],
  [23, parseInteger],
  [1082, parseText],
  [1184, parseInstant],
  [1700, parseText],
]);
