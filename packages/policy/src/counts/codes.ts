import type { Columns } from '../columnar/columns.ts';
import { UNKNOWN_DAY } from '../columnar/day-tables.ts';
import { type ColumnarProgram, newVerdicts, type Verdicts } from '../columnar/program.ts';
import type { Fate } from './fates.ts';

/** How each record of a block is decided by one variant: place of the clause, twice, plus one if later. */
export type Codes = Readonly<{ codes: Uint16Array; days: Int32Array }>;

/** A code taken apart: place among the clauses, then `otherwise`, then `unknownFacts`. */
export const placeOf = (code: number): number => code >> 1;

/** Number of different codes of a variant. */
export const codesOf = (program: ColumnarProgram, v: number): number =>
  ((program.variants[v]?.clauses.length ?? 0) + 2) * 2;

/** Name of the clause of a code. */
export const clauseOf = (program: ColumnarProgram, v: number, code: number): string => {
  const clauses = program.variants[v]?.clauses ?? [];
  const place = placeOf(code);
  return clauses[place]?.id ?? (place === clauses.length ? 'otherwise' : 'unknownFacts');
};

/** What a code means for the record. */
export const fateOf = (program: ColumnarProgram, v: number, code: number): Fate => {
  const opened = program.variants[v];
  const clauses = opened?.clauses ?? [];
  const place = placeOf(code);
  if (place > clauses.length) return 'undetermined';
  const outcome = clauses[place]?.outcome ?? opened?.matter.otherwise.outcome;
  if (outcome === 'mustSeal') return code % 2 === 1 ? 'sealedLater' : 'sealedNow';
  return outcome === 'mustNotSeal' ? 'notSealed' : outcome === 'notCovered' ? 'notCovered' : 'review';
};

/** A program whose verdicts are read as codes after each block. */
export type Deciding = Readonly<{ of: readonly Codes[]; decide: (rows: number) => void }>;

const fill = (codes: Uint16Array, of: Readonly<{ slots: Uint16Array; places: Uint16Array; days: Int32Array }>,
  to: Readonly<{ rows: number; asOf: number }>): void => {
  for (let row = 0; row < to.rows; row += 1) {
    const place = of.places[of.slots[row] ?? 0] ?? 0;
    codes[row] = place * 2 + ((of.days[row] ?? UNKNOWN_DAY) > to.asOf ? 1 : 0);
  }
};

/** Links a program to arrays of at most `columns.length` rows. `asOf` as a day number. */
export const deciding = (program: ColumnarProgram, columns: Columns, asOf: number): Deciding => {
  const written: Verdicts = newVerdicts(program.variants.length, columns.length);
  const loop = program.write(columns, written);
  const places = program.positions.map((own, v) => {
    const clauses = program.variants[v]?.clauses.length ?? 0;
    return Uint16Array.from(own, (at) => (typeof at === 'number' ? at
      : at === 'otherwise' ? clauses : clauses + 1));
  });
  const of = program.variants.map((_, v) => ({
    codes: new Uint16Array(columns.length), days: written.days[v] ?? new Int32Array(columns.length),
  }));
  return {
    of,
    decide: (rows) => {
      loop(0, rows);
      of.forEach(({ codes, days }, v) => fill(codes, {
        slots: written.verdicts[v] ?? new Uint16Array(0), places: places[v] ?? new Uint16Array(0), days,
      }, { rows, asOf }));
    },
  };
};
