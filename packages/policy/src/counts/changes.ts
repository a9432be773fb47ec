import { type Columns, valueAt } from '../columnar/columns.ts';
import { UNKNOWN_DAY } from '../columnar/day-tables.ts';
import type { ColumnarProgram } from '../columnar/program.ts';
import { factsLookedAt } from '../columnar/signals.ts';
import { factField } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import { clauseOf, codesOf, type Codes, fateOf, placeOf } from './codes.ts';
import { FATES, type FactPattern, type Flow, type PackPair } from './fates.ts';
import { protectLine, protectTable, shownCount, SMALL_CELL } from './small-cells.ts';

/** LIMIT: records of one flow that are looked at for patterns. */
const PATTERN_RECORDS = 5000;
/** LIMIT: patterns shown of one flow, facts in one, packs of which every pair is compared. */
const PATTERNS_SHOWN = 3;
const PACKS_PAIRED = 5;

/** Facts that are told in bands, upper ends in months; every other number as it is up to two. */
const MONTH_BANDS = [0, 3, 6, 12, 24, 36, 60] as const;

const bandOf = (fact: FactName, value: number): string => {
  if (!fact.endsWith('Months')) return value > 2 ? '≥3' : String(value);
  const at = MONTH_BANDS.findIndex((end) => value <= end);
  if (at < 0) return '>60';
  return at === 0 ? '0' : `${(MONTH_BANDS[at - 1] ?? 0) + 1}–${MONTH_BANDS[at]}`;
};

const patternValue = (columns: Columns, fact: FactName, row: number): string => {
  const value = valueAt(columns, fact, row);
  if (typeof value === 'number') return bandOf(fact, value);
  return Array.isArray(value) ? value.join('、') || '∅' : String(value);
};

/** Facts that always stand in a pattern, because every reader asks for them. */
const ALWAYS: readonly FactName[] = ['penalty', 'executedTermMonths', 'mensRea'];
/** Never in a pattern: too fine to be shared, and no reason of its own. */
const isTellable = (fact: FactName): boolean =>
  fact !== 'charges' && factField(fact)?.type.kind !== 'date' && factField(fact)?.type.kind !== 'list';

/** Facts that the deciding clauses of two codes look at, and that a pattern may tell. */
const factsOfFlow = (program: ColumnarProgram, of: readonly (readonly [number, number])[],
  columns: Columns): readonly FactName[] => {
  const read = of.flatMap(([v, code]) => program.variants[v]?.clauses[placeOf(code)]?.conditions ?? [])
    .flatMap(({ expression }) => factsLookedAt(expression));
  return [...new Set([...ALWAYS, ...read])].filter((fact) => isTellable(fact) && columns.of.has(fact));
};

type FlowNotes = { facts: readonly FactName[]; seen: number; patterns: Map<string, number> };

type Pair = Readonly<{
  from: number; to: number; counts: Float64Array; dates: Float64Array; notes: Map<number, FlowNotes>;
}>;

const pairsOf = (program: ColumnarProgram): readonly Pair[] => {
  const n = program.variants.length;
  const all = program.variants.flatMap((_, from) => program.variants.flatMap((__, to) =>
    (to > from && (n <= PACKS_PAIRED || from === 0) ? [[from, to] as const] : [])));
  return all.map(([from, to]) => ({
    from, to, counts: new Float64Array(codesOf(program, from) * codesOf(program, to)),
    dates: new Float64Array(3), notes: new Map(),
  }));
};

/** Counts who changes between packs, block by block. */
export type ChangesCounter = Readonly<{
  count: (of: readonly Codes[], rows: number) => void; result: () => readonly PackPair[];
}>;

const noteRow = (notes: FlowNotes, columns: Columns, row: number): void => {
  notes.seen += 1;
  const key = notes.facts.map((fact) => patternValue(columns, fact, row)).join('\u0000');
  notes.patterns.set(key, (notes.patterns.get(key) ?? 0) + 1);
};

const patternsOf = ({ facts, patterns }: FlowNotes): readonly FactPattern[] =>
  [...patterns].filter(([, records]) => records >= SMALL_CELL).sort((a, b) => b[1] - a[1])
    .slice(0, PATTERNS_SHOWN).map(([key, records]) => {
      const values = key.split('\u0000');
      const told = facts.flatMap((fact, i) => (values[i] === UNKNOWN ? [] : [[fact,
        values[i] ?? ''] as const]));
      return { facts: Object.fromEntries(told), records };
    });

const idOf = (program: ColumnarProgram, v: number): string => program.variants[v]?.pack.id ?? '';

type SizedFlow = Flow & Readonly<{ size: number }>;

/** The matrix tells the total of the flows between two fates: a small one alone among them would follow. */
const protectFlows = (flows: readonly SizedFlow[]): readonly Flow[] => {
  const groups = Map.groupBy(flows, ({ from, to }) => `${from} ${to}`);
  return [...groups.values()].flatMap((group) => {
    const shown = protectLine(group.map(({ size }) => size));
    return group.map((flow, i): SizedFlow => ({
      ...flow, records: shown[i] ?? 'hidden', patterns: typeof shown[i] === 'number' ? flow.patterns : [],
    }));
  }).sort((a, b) => b.size - a.size).map(({ size: _size, ...flow }) => flow);
};

const pairResult = (program: ColumnarProgram, { from, to, counts, dates, notes }: Pair): PackPair => {
  const width = codesOf(program, to);
  const matrix = FATES.map(() => FATES.map(() => 0));
  const flows: SizedFlow[] = [];
  let changed = 0;
  counts.forEach((records, key) => {
    if (records === 0) return;
    const [one, other] = [Math.floor(key / width), key % width];
    const [before, after] = [fateOf(program, from, one), fateOf(program, to, other)];
    const line = matrix[FATES.indexOf(before)] ?? [];
    line[FATES.indexOf(after)] = (line[FATES.indexOf(after)] ?? 0) + records;
    if (before === after) return;
    changed += records;
    const noted = notes.get(key);
    flows.push({
      from: before, to: after, fromClause: clauseOf(program, from, one),
      toClause: clauseOf(program, to, other), records: shownCount(records),
      patterns: noted === undefined ? [] : patternsOf(noted), size: records,
    });
  });
  return {
    from: idOf(program, from), to: idOf(program, to), changed: shownCount(changed),
    matrix: protectTable(matrix),
    flows: protectFlows(flows),
    dates: {
      earlier: shownCount(dates[0] ?? 0), same: shownCount(dates[1] ?? 0), later: shownCount(dates[2] ?? 0),
    },
  };
};

/** Prepares the counting; patterns are told of the first records of each flow. */
export const changesCounter = (program: ColumnarProgram, columns: Columns): ChangesCounter => {
  const pairs = pairsOf(program);
  const fates = program.variants.map((_, v) =>
    Array.from({ length: codesOf(program, v) }, (__, code) => fateOf(program, v, code)));
  const openNotes = (pair: Pair, one: number, other: number): FlowNotes => ({
    facts: factsOfFlow(program, [[pair.from, one], [pair.to, other]], columns), seen: 0, patterns: new Map(),
  });
  const countPair = (pair: Pair, of: readonly [Codes, Codes], rows: number): void => {
    const [before, after] = of;
    const width = codesOf(program, pair.to);
    for (let row = 0; row < rows; row += 1) {
      const [one, other] = [before.codes[row] ?? 0, after.codes[row] ?? 0];
      const key = one * width + other;
      pair.counts[key] = (pair.counts[key] ?? 0) + 1;
      const [left, right] = [before.days[row] ?? UNKNOWN_DAY, after.days[row] ?? UNKNOWN_DAY];
      if (left !== UNKNOWN_DAY && right !== UNKNOWN_DAY) {
        const at = right < left ? 0 : right === left ? 1 : 2;
        pair.dates[at] = (pair.dates[at] ?? 0) + 1;
      }
      if (fates[pair.from]?.[one] === fates[pair.to]?.[other]) continue;
      const notes = pair.notes.get(key) ?? openNotes(pair, one, other);
      pair.notes.set(key, notes);
      if (notes.seen < PATTERN_RECORDS) noteRow(notes, columns, row);
    }
  };
  return {
    count: (of, rows) => pairs.forEach((pair) => {
      const [before, after] = [of[pair.from], of[pair.to]];
      if (before !== undefined && after !== undefined) countPair(pair, [before, after], rows);
    }),
    result: () => pairs.map((pair) => pairResult(program, pair)),
  };
};
