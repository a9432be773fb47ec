import {
  CALENDAR_DAYS, type Codes, codesOf, type ColumnarProgram, type Count, dateOfDay, DAYS_BEFORE_1970, dayOf,
  fateOf, shownCount, UNKNOWN_DAY,
} from '@fengcun/policy';
import { firstDayOf, yearOfDay } from './ask-cuts.ts';
import type { Assumptions } from './assumptions.ts';
import type { LoadResult, LoadYear } from './lab-result.ts';

const DAYS_A_YEAR = 365;
/** LIMIT: days after which a backlog counts as never cleared. */
const HORIZON_DAYS = 36_525;

type Dues = Readonly<{ backlog: number; byDay: Float64Array }>;

type Asked = Readonly<{ asOf: number; assumed: Assumptions; scale: number }>;

const scaled = (records: number, scale: number): Count =>
  (typeof shownCount(records) === 'number' ? Math.round(records * scale) : shownCount(records));

/** Days until the legacy sweep is done, and what waits on each day, with so many seals a day. */
const sweep = ({ backlog, byDay }: Dues, { asOf, scale, assumed }: Asked) => {
  const capacity = assumed.capacityPerDay;
  if (capacity === undefined) return { clearedAfterDays: null, waitingOn: () => null } as const;
  const waiting = new Map<number, number>();
  let [queue, days] = [backlog * scale, 0];
  let clearedAfterDays: number | 'never' = queue === 0 ? 0 : 'never';
  for (days = 1; days <= HORIZON_DAYS; days += 1) {
    const day = asOf + days;
    queue = Math.max(0, queue + (byDay[day + DAYS_BEFORE_1970] ?? 0) * scale - capacity);
    waiting.set(day, queue);
    if (queue === 0 && clearedAfterDays === 'never') clearedAfterDays = days;
  }
  return { clearedAfterDays, waitingOn: (day: number) => waiting.get(day) ?? 0 } as const;
};

type YearSeals = Readonly<{ seals: number; fullest: number; fullestDay: number; days: number }>;

const sealsOf = (byDay: Float64Array, first: number, last: number): YearSeals => {
  let [seals, fullest, fullestDay] = [0, 0, UNKNOWN_DAY];
  for (let day = first; day <= last; day += 1) {
    const count = byDay[day + DAYS_BEFORE_1970] ?? 0;
    seals += count;
    if (count > fullest) [fullest, fullestDay] = [count, day];
  }
  return { seals, fullest, fullestDay, days: last - first + 1 };
};

const loadOf = (pack: string, dues: Dues, asked: Asked): LoadResult => {
  const { asOf, assumed, scale } = asked;
  const { clearedAfterDays, waitingOn } = sweep(dues, asked);
  const lastDay = dues.byDay.findLastIndex((count) => count > 0) - DAYS_BEFORE_1970;
  const [from, to] = [yearOfDay(asOf), yearOfDay(Math.max(asOf, lastDay))];
  let stock = dues.backlog;
  const years = Array.from({ length: to - from + 1 }, (_, i): LoadYear => {
    const year = from + i;
    const last = firstDayOf(year + 1) - 1;
    const { seals, fullest, fullestDay, days } = sealsOf(dues.byDay, Math.max(asOf + 1, firstDayOf(year)),
      last);
    stock += seals;
    const rate = assumed.inquiriesPerThousandAYear;
    return {
      year, seals: scaled(seals, scale), perDay: days <= 0 ? 0 : (seals * scale) / days,
      fullestDay: fullestDay === UNKNOWN_DAY ? null : dateOfDay(fullestDay),
      onFullestDay: scaled(fullest, scale),
      inquiriesPerDay: rate === undefined ? null : (stock * scale * rate) / 1000 / DAYS_A_YEAR,
      backlogAtEnd: waitingOn(last),
    };
  });
  return { pack, backlog: scaled(dues.backlog, scale), clearedAfterDays, years };
};

/** Counts by day from when records are to be sealed. */
export type LoadCounter = Readonly<{
  count: (of: readonly Codes[], rows: number) => void;
  result: (assumed: Assumptions, scale: number) => readonly LoadResult[];
}>;

/** Prepares the counting; a seal whose clause names no day is due at once. */
export const loadCounter = (program: ColumnarProgram): LoadCounter => {
  const isSeal = program.variants.map((_, v) => Array.from({ length: codesOf(program, v) }, (__, code) =>
    fateOf(program, v, code).startsWith('sealed')));
  const dues = program.variants.map(() => ({ backlog: 0, byDay: new Float64Array(CALENDAR_DAYS) }));
  return {
    count: (of, rows) => of.forEach(({ codes, days }, v) => {
      const [due, seals, asOf] = [dues[v], isSeal[v], dayOf(program.variants[v]?.asOf ?? dateOfDay(0))];
      for (let row = 0; due !== undefined && row < rows; row += 1) {
        if (seals?.[codes[row] ?? 0] !== true) continue;
        const day = days[row] ?? UNKNOWN_DAY;
        if (day <= asOf) due.backlog += 1;
        else due.byDay[day + DAYS_BEFORE_1970] = (due.byDay[day + DAYS_BEFORE_1970] ?? 0) + 1;
      }
    }),
    result: (assumed, scale) => dues.map((each, v) => {
      const { pack, asOf } = program.variants[v] ?? { pack: { id: '' }, asOf: dateOfDay(0) };
      return loadOf(pack.id, each, { asOf: dayOf(asOf), assumed, scale });
    }),
  };
};
