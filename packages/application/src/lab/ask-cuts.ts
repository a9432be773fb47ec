import {
  type Codes, codesOf, type Column, type ColumnarProgram, type Columns, type Count, dateOfDay, dayOf,
  fateOf, FATES, protectTable, shownCount, SMALL_CELL, UNKNOWN_DAY,
} from '@fengcun/policy';
import type { Cut, CutDimension } from './lab-result.ts';
import { roundedCount } from './rounded.ts';

/** Age bands at the last act: the age from which each begins. */
const AGE_BANDS = [0, 14, 18, 25, 35, 45, 60, 75] as const;
/** LIMIT: charges shown; the others stand together. */
const CHARGES_SHOWN = 15;
/** LIMIT: groups of another cut. */
const GROUPS_MAX = 40;
const OTHERS = 'others';
const UNKNOWN_GROUP = 'unknown';

const DAYS_A_YEAR = 365.2425;

/** Age band by two days. A band, not a decision: a day's error at its edge is no matter of law. */
const bandOf = (born: number, act: number): string => {
  if (born === UNKNOWN_DAY || act === UNKNOWN_DAY || act < born) return UNKNOWN_GROUP;
  const age = Math.floor((act - born) / DAYS_A_YEAR);
  const at = AGE_BANDS.findLastIndex((from) => age >= from);
  const next = AGE_BANDS[at + 1];
  return next === undefined ? `${AGE_BANDS[at]}+` : `${AGE_BANDS[at]}–${next - 1}`;
};

const chargeNames = (columns: Columns): readonly string[] => {
  const domain = columns.of.get('charges')?.domain ?? [];
  return domain.map((value) => (!Array.isArray(value) ? UNKNOWN_GROUP
    : value.length === 1 ? String(value[0]) : 'several'));
};

type GroupOf = (row: number) => string;

type Beside = ReadonlyMap<string, Column>;

const besideGroup = (column: Column | undefined): GroupOf | undefined => {
  const { domain = [], data } = column ?? {};
  return data === undefined ? undefined : (row) => String(domain[data[row] ?? 0] ?? UNKNOWN_GROUP);
};

const groupOf = (columns: Columns, beside: Beside, dimension: CutDimension): GroupOf | undefined => {
  if (dimension === 'region' || dimension === 'sex') return besideGroup(beside.get(dimension));
  const at = (name: 'bornOn' | 'offenceTo' | 'charges') => columns.of.get(name)?.data;
  if (dimension === 'age') {
    const [born, act] = [at('bornOn'), at('offenceTo')];
    return born === undefined || act === undefined ? undefined
      : (row) => bandOf(born[row] ?? UNKNOWN_DAY, act[row] ?? UNKNOWN_DAY);
  }
  const [charges, names] = [at('charges'), chargeNames(columns)];
  return charges === undefined ? undefined : (row) => names[charges[row] ?? 0] ?? UNKNOWN_GROUP;
};

type Groups = Map<string, Float64Array>;

const foldSmall = (groups: Groups, sizeOf: (of: Float64Array) => number, most: number): Groups => {
  const ordered = [...groups].sort((a, b) => sizeOf(b[1]) - sizeOf(a[1]));
  const kept: Groups = new Map(ordered.slice(0, most));
  const rest = ordered.slice(most);
  if (rest.length === 0) return kept;
  const sum = kept.get(OTHERS) ?? new Float64Array(rest[0]?.[1].length ?? 0);
  rest.forEach(([, counts]) => counts.forEach((count, i) => { sum[i] = (sum[i] ?? 0) + count; }));
  return kept.set(OTHERS, sum);
};

const packsOf = (groups: readonly Float64Array[], packs: number) => {
  const tables = Array.from({ length: packs }, (_, v) => protectTable(groups.map((counts) =>
    FATES.map((__, f) => counts[v * FATES.length + f] ?? 0))));
  return groups.map((_, g) => tables.map((table) => table[g] ?? []));
};

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a.localeCompare(b, 'zh', { numeric: true });

/** Counts the fairness cuts, block by block. */
export type CutsCounter = Readonly<{
  count: (of: readonly Codes[], rows: number) => void; result: () => readonly Cut[];
}>;

const DIMENSIONS: readonly CutDimension[] = ['age', 'charge', 'region', 'sex'];

/** Prepares the counting. What a population cannot tell is said, never guessed. */
export const cutsCounter = (
  program: ColumnarProgram, columns: Columns, beside: Beside = new Map(),
): CutsCounter => {
  const cuts = DIMENSIONS.map((dimension) =>
    ({ dimension, of: groupOf(columns, beside, dimension), groups: new Map<string, Float64Array>() }));
  const packs = program.variants.length;
  const places = program.variants.map((_, v) => Array.from({ length: codesOf(program, v) }, (__, code) =>
    v * FATES.length + FATES.indexOf(fateOf(program, v, code))));
  const sizeOf = (counts: Float64Array): number =>
    counts.subarray(0, FATES.length).reduce((sum, count) => sum + count, 0);
  return {
    count: (codes, rows) => cuts.forEach(({ of, groups }) => {
      for (let row = 0; of !== undefined && row < rows; row += 1) {
        const group = of(row);
        const counts = groups.get(group) ?? new Float64Array(packs * FATES.length);
        groups.set(group, counts);
        codes.forEach((each, v) => {
          const at = places[v]?.[each.codes[row] ?? 0] ?? 0;
          counts[at] = (counts[at] ?? 0) + 1;
        });
      }
    }),
    result: () => cuts.map(({ dimension, of, groups }) => {
      const folded = [...foldSmall(groups, sizeOf, dimension === 'charge' ? CHARGES_SHOWN : GROUPS_MAX)];
      const ordered = dimension !== 'charge' ? folded.sort(byName) : folded;
      const cells = packsOf(ordered.map(([, counts]) => counts), packs);
      const sizes = ordered.map(([, counts]) => sizeOf(counts));
      // A group below ten follows from the others and the whole: then none of its neighbours is told exactly.
      const isRounded = sizes.some((size) => size > 0 && size < SMALL_CELL);
      const told = (count: Count): Count => (isRounded ? roundedCount(count) : count);
      return {
        dimension, isKnown: of !== undefined, isRounded,
        groups: ordered.map(([group], g) => ({
          group, records: told(shownCount(sizes[g] ?? 0)),
          packs: (cells[g] ?? []).map((row) => row.map(told)),
        })),
      };
    }),
  };
};

/** Whole years of a day number. */
export const yearOfDay = (day: number): number => Number(dateOfDay(day).slice(0, 4));
/** Day number of the first day of a year. */
export const firstDayOf = (year: number): number => dayOf(`${year}-01-01` as Parameters<typeof dayOf>[0]);
