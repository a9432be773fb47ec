import {
  type Clause, type Codes, type ColumnarProgram, type Columns, compileColumns, deciding, type Domains,
  type Pack, placeOf, shownCount, type Variant, VARIANTS_MAX,
} from '@fengcun/policy';
import { present } from '@fengcun/kernel';
import type { ClauseConflict, ClausesResult, ClauseUse } from './lab-result.ts';

type Alone = Readonly<{ v: number; place: number; clause: Clause }>;

const aloneIn = (pack: Pack, matter: string, clause: Clause): Pack => ({
  ...pack,
  matters: pack.matters.map((each) => (each.name === matter ? { ...each, clauses: [clause] } : each)),
});

/** Counts, per pack, which clauses hold and which decide. */
export type ClausesCounter = Readonly<{
  programs: readonly ColumnarProgram[];
  link: (columns: Columns, asOf: number) => (of: readonly Codes[], rows: number) => void;
  result: () => readonly ClausesResult[];
}>;

type Counts = Readonly<Record<'decides' | 'holds' | 'mayHold' | 'by', Float64Array>>;

const isDeclared = (upper: Clause, lower: Clause): boolean =>
  upper.exceptTo === 'all' || upper.exceptTo.includes(lower.id);

const conflictsOf = (clauses: readonly Clause[], by: Float64Array): readonly ClauseConflict[] =>
  clauses.flatMap((upper, w) => clauses.flatMap((lower, c): readonly (ClauseConflict & { n: number })[] => {
    const records = by[c * clauses.length + w] ?? 0;
    if (w >= c || records === 0 || upper.outcome === lower.outcome || isDeclared(upper, lower)) return [];
    return [{
      decides: upper.id, overtaken: lower.id, outcomes: [upper.outcome, lower.outcome],
      records: shownCount(records), n: records,
    }];
  })).sort((a, b) => b.n - a.n).map(({ n: _n, ...conflict }) => conflict);

const useOf = (clause: Clause, place: number, counts: Counts): ClauseUse => {
  const [decides, holds, mayHold] =
    [counts.decides[place] ?? 0, counts.holds[place] ?? 0, counts.mayHold[place] ?? 0];
  return {
    clause: clause.id, outcome: clause.outcome, cite: clause.cite,
    decides: shownCount(decides), holds: shownCount(holds), mayHold: shownCount(mayHold),
    state: decides > 0 ? 'inUse' : holds > 0 ? 'neverDecides' : 'neverHolds',
  };
};

type Block = Readonly<{ codes: Uint16Array; rows: number }>;
type Own = Readonly<{ place: number; own: Uint16Array }>;

const countAlone = ({ holds, mayHold, by }: Counts, { place, own }: Own, of: Block): void => {
  const n = holds.length;
  for (let row = 0; row < of.rows; row += 1) {
    const state = placeOf(own[row] ?? 0);
    if (state === 2) mayHold[place] = (mayHold[place] ?? 0) + 1;
    if (state !== 0) continue;
    holds[place] = (holds[place] ?? 0) + 1;
    const winner = placeOf(of.codes[row] ?? 0);
    if (winner < n) by[place * n + winner] = (by[place * n + winner] ?? 0) + 1;
  }
};

const programsOf = (packed: readonly Variant[], domains: Domains): readonly ColumnarProgram[] =>
  Array.from({ length: Math.ceil(packed.length / VARIANTS_MAX) }, (_, i) => {
    const compiled = compileColumns(packed.slice(i * VARIANTS_MAX, (i + 1) * VARIANTS_MAX), domains);
    return present(compiled.ok ? compiled.value : undefined, 'clauses of packs that were opened');
  });

/** Each clause as a pack of its own,
  beside the packs as they are: that is how it is known whether it holds. */
export const clausesCounter = (
  base: ColumnarProgram, variants: readonly Variant[], domains: Domains,
): ClausesCounter => {
  const alone = base.variants.flatMap(({ clauses }, v) =>
    clauses.map((clause, place): Alone => ({ v, place, clause })));
  const packed = alone.map(({ v, clause }): Variant => {
    const { pack, matter } = present(base.variants[v], 'variant');
    return { ...present(variants[v], 'variant'), pack: aloneIn(pack, matter.name, clause) };
  });
  const programs = programsOf(packed, domains);
  const counts = base.variants.map(({ clauses: { length: n } }): Counts => ({
    decides: new Float64Array(n + 2), holds: new Float64Array(n), mayHold: new Float64Array(n),
    by: new Float64Array(n * n),
  }));
  return {
    programs,
    link: (columns, asOf) => {
      const linked = programs.map((program) => deciding(program, columns, asOf));
      return (of, rows) => {
        linked.forEach(({ decide }) => decide(rows));
        const own = linked.flatMap((each) => each.of);
        alone.forEach(({ v, place }, i) => countAlone(present(counts[v], 'counts'),
          { place, own: own[i]?.codes ?? new Uint16Array(0) },
          { codes: of[v]?.codes ?? new Uint16Array(0), rows }));
        of.forEach(({ codes }, v) => {
          const { decides } = present(counts[v], 'counts');
          for (let row = 0; row < rows; row += 1) {
            const place = placeOf(codes[row] ?? 0);
            decides[place] = (decides[place] ?? 0) + 1;
          }
        });
      };
    },
    result: () => base.variants.map(({ pack, clauses }, v) => {
      const own = present(counts[v], 'counts');
      return {
        pack: pack.id, clauses: clauses.map((clause, place) => useOf(clause, place, own)),
        conflicts: conflictsOf(clauses, own.by),
      };
    }),
  };
};
