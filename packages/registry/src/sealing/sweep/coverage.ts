/** Records of one organ and year, counted by what the rules say of them. */
export type CoverageCell = Readonly<{
  organ: string;
  /** Year in which the case was concluded; unknown where nobody told. */
  year: number | 'unknown';
  held: number;
  /** Must be sealed and is. */
  sealed: number;
  /** Must be sealed and is not yet. */
  toSeal: number;
  /** A fact is missing, or a person must look. */
  needsFact: number;
  notCovered: number;
  /** Is sealed although the rules do not ask for it: to be looked at, never opened by a sweep. */
  sealedWithoutDuty: number;
}>;

/** Counts by organ and year; sums, so that batches can be added in any order. */
export type Coverage = ReadonlyMap<string, CoverageCell>;

/** What a record counts as. */
export type CoverageCount = 'sealed' | 'toSeal' | 'needsFact' | 'notCovered' | 'sealedWithoutDuty';

/** Nothing counted. */
export const NO_COVERAGE: Coverage = new Map();

const emptyCell = (organ: string, year: CoverageCell['year']): CoverageCell =>
  ({ organ, year, held: 0, sealed: 0, toSeal: 0, needsFact: 0, notCovered: 0, sealedWithoutDuty: 0 });

/** Sums up one batch; mutable inside, because a sweep counts millions. */
export class CoverageCounter {
  readonly #cells = new Map<string, { -readonly [K in keyof CoverageCell]: CoverageCell[K] }>();

  /** Counts one record. */
  add(organ: string, year: CoverageCell['year'], as: CoverageCount): void {
    const key = `${organ}|${year}`;
    const cell = this.#cells.get(key) ?? { ...emptyCell(organ, year) };
    cell.held += 1;
    cell[as] += 1;
    this.#cells.set(key, cell);
  }

  /** What was counted, as plain data. */
  result(): Coverage {
    return new Map([...this.#cells].map(([key, cell]) => [key, { ...cell }]));
  }
}

const COUNTS = ['held', 'sealed', 'toSeal', 'needsFact', 'notCovered', 'sealedWithoutDuty'] as const;

/** The counts of two batches together: commutative and associative. */
export const addCoverage = (one: Coverage, other: Coverage): Coverage => {
  const all = new Map(one);
  for (const [key, cell] of other) {
    const known = all.get(key) ?? emptyCell(cell.organ, cell.year);
    const sums = Object.fromEntries(COUNTS.map((count) => [count, known[count] + cell[count]]));
    all.set(key, { ...known, ...sums });
  }
  return all;
};

/**
 * 应封尽封 rate: sealed of what must be sealed, 0–1; undefined where nothing must be. `atLeast` counts every
 * record with a missing fact as one that must be sealed.
 */
export type CoverageRate = Readonly<{ known: number | undefined; atLeast: number | undefined }>;

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

/** Rate of a cell. */
export const coverageRate = ({ sealed, toSeal, needsFact }: CoverageCell): CoverageRate => ({
  known: share(sealed, sealed + toSeal), atLeast: share(sealed, sealed + toSeal + needsFact),
});

/** Cells with their rates, by organ and year. */
export const coverageReport = (coverage: Coverage): readonly (CoverageCell & CoverageRate)[] =>
  [...coverage].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => ({ ...cell, ...coverageRate(cell) }));
