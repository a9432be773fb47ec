import { civilDate, type CivilDate, fromPlainDate } from '@fengcun/kernel';
import type { Cell } from '../documents/table.ts';
import { type CellReading, problem, readCell, value } from './cell-reading.ts';
import { numeral, NUMERAL_SIGNS } from './chinese-numeral.ts';

const SEPARATED = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SIGN = `[${NUMERAL_SIGNS}]`;
const WORDS = new RegExp(`^(${SIGN}{4})年(${SIGN}{1,3})月(${SIGN}{1,3})[日号]?$`);
const SERIAL = /^\d{4,6}(?:\.\d{1,12})?$/;
const INCOMPLETE = /^[^年/.-]{4}(?:年|[-/.年]\d{1,2}月?|年[^日]{1,3}月)?$/;

// Day 0 of Excel's serial dates, so that 1 March 1900 is 61 (the format counts a 29 February 1900).
const SERIAL_EPOCH = Temporal.PlainDate.from('1899-12-30');

/** LIMIT: serial dates of 1910–2199; smaller numbers are years (2024) or counts, not dates. */
const SERIAL_MIN = 3654;
const SERIAL_MAX = 109_574;

const checked = (year: number, month: number, day: number): CellReading<CivilDate> => {
  const date = civilDate(year, month, day);
  return date.ok ? value(date.value) : problem('DATE_IMPOSSIBLE');
};

/** The Shanghai day of an instant: 2024-05-10T16:00:00Z is 11 May, as the system that wrote it showed. */
const ofInstant = (text: string): CellReading<CivilDate> => {
  try {
    const there = Temporal.Instant.from(text).toZonedDateTimeISO('Asia/Shanghai');
    return value(fromPlainDate(there.toPlainDate()));
  } catch {
    return problem('DATE_IMPOSSIBLE');
  }
};

const ofSerial = (serial: number): CellReading<CivilDate> => {
  if (serial < SERIAL_MIN || serial > SERIAL_MAX) return problem('DATE_UNREADABLE');
  return value(fromPlainDate(SERIAL_EPOCH.add({ days: Math.floor(serial) })));
};

const parseDate = (text: string): CellReading<CivilDate> => {
  const numbers = SEPARATED.exec(text) ?? COMPACT.exec(text);
  if (numbers !== null) return checked(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]));
  const words = WORDS.exec(text.replace(/\s+/g, ''));
  if (words !== null) {
    const [year, month, day] = words.slice(1).map(numeral);
    if (year !== undefined && month !== undefined && day !== undefined) return checked(year, month, day);
  }
  if (INSTANT.test(text)) return ofInstant(text);
  if (SERIAL.test(text)) return ofSerial(Number(text));
  return problem(INCOMPLETE.test(text) ? 'DATE_INCOMPLETE' : 'DATE_UNREADABLE');
};

/**
 * A date: 2024-05-11, 2024/5/11, 2024.5.11, 20240511, 2024年5月11日, 二〇二四年五月十一日, a time after it, an
 * instant with its offset (its Shanghai day), or an Excel serial date. 无 is blank: there is no such date.
 */
export const dateCell = (cell: Cell): CellReading<CivilDate> =>
  readCell(cell, (text) => (text === '无' ? { found: 'blank' } : parseDate(text)));
