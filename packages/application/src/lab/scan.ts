import {
  type Column, type ColumnarProgram, type Columns, dataFor, type FactName, newVerdicts, UNKNOWN_DAY,
    type Verdicts,
} from '@fengcun/policy';
import { planPages } from '../simulation/pages/page-plan.ts';
import { domainsOfMeta, POPULATION_DAYS, type PopulationMeta } from '../simulation/population-meta.ts';
import { partsOf, readPopulation } from '../simulation/read-population.ts';
import type { Fate } from './lab-result.ts';

/** Rows decided at a time. */
export const BLOCK_ROWS = 65_536;

/** Arrays that the blocks of a population are read into, of these facts. */
export const blockColumns = (meta: PopulationMeta, facts: readonly FactName[]): Columns => {
  const domains = domainsOfMeta(meta);
  const of = new Map(facts.filter((fact) => domains.has(fact)).map((fact) => {
    const domain = domains.get(fact);
    return [fact, domain === undefined ? { data: new Int32Array(BLOCK_ROWS) }
      : { domain, data: dataFor(domain.length, BLOCK_ROWS) }] as const;
  }));
  return { length: BLOCK_ROWS, of };
};

/** Arrays for what stands beside the facts, where the population has it. */
export const besideColumns = (meta: PopulationMeta): ReadonlyMap<string, Column> =>
  new Map(Object.entries(meta.attributes ?? {}).map(([name, domain]) =>
    [name, { domain, data: new Uint8Array(BLOCK_ROWS) }]));

/** A population to read, and what becomes of each block. */
export type Scan = Readonly<{
  path: string; meta: PopulationMeta; columns: Columns; beside?: ReadonlyMap<string, Column>;
  onBlock: (rows: number) => void;
  onProgress?: ((done: number, rows: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}>;

/** Reads a population once, block by block, in this thread; gives the records read. Stopped,
  it ends early. */
export const scanPopulation = async (scan: Scan): Promise<number> => {
  let read = 0;
  const plan = await planPages(scan.path);
  const [part] = partsOf(scan.meta, plan, 1);
  await readPopulation({
    path: scan.path, meta: scan.meta, plan, part: part ?? { from: 0, to: 0 }, days: POPULATION_DAYS,
    columns: [...scan.columns.of, ...scan.beside ?? []], blockRows: BLOCK_ROWS,
    onBlock: (rows) => {
      scan.onBlock(rows);
      read += rows;
      scan.onProgress?.(read, scan.meta.rows);
      return scan.signal?.aborted !== true;
    },
  });
  return read;
};

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

/** Links a program to the arrays of a scan. `asOf` as a day number. */
export const deciding = (program: ColumnarProgram, columns: Columns, asOf: number): Deciding => {
  const written: Verdicts = newVerdicts(program.variants.length, BLOCK_ROWS);
  const loop = program.write(columns, written);
  const places = program.positions.map((own, v) => {
    const clauses = program.variants[v]?.clauses.length ?? 0;
    return Uint16Array.from(own, (at) => (typeof at === 'number' ? at
      : at === 'otherwise' ? clauses : clauses + 1));
  });
  const of = program.variants.map((_, v) => ({
    codes: new Uint16Array(BLOCK_ROWS), days: written.days[v] ?? new Int32Array(BLOCK_ROWS),
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
