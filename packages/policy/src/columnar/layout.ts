import type { Bindings, Emitting } from './emit.ts';
import { evaluate, type Formula, formulaOf, type Signal, type SignalBook, signalsOf } from './formula.ts';
import { orderBits } from './bit-order.ts';
import type { Domains } from './columns.ts';
import { type Regions, regionsOf } from './regions.ts';
import { keyOf } from './signals.ts';
import { clauseKey, conjunctsOf, type OpenedVariant } from './variant.ts';

/** One thing that clauses ask: its logic, and the bits of the clauses that ask it. */
export type Conjunct = Readonly<{ key: string; formula: Formula; signals: readonly Signal[]; bits: number[
  ] }>;

/** Signals that are looked up together: one table read answers every conjunct over them. */
export type Group = { signals: Signal[]; conjuncts: Conjunct[] };

/** Where everything stands: bits of clauses, groups, and the conjuncts too wide for a table. */
export type Layout = Readonly<{
  bits: ReadonlyMap<string, number>;
  bitsOf: readonly (readonly number[])[];
  groups: readonly Group[];
  loose: readonly Conjunct[];
  regions: ReadonlyMap<Signal, Regions>;
}>;

/** LIMIT: entries of one table that several conjuncts share; larger ones leave the processor's cache. */
const GROUP_ENTRIES = 1024;
/** LIMIT: entries of a table for one conjunct; a wider one is computed record by record. */
const CONJUNCT_ENTRIES = 65_536;

const collect = (
  variants: readonly OpenedVariant[], emitting: Omit<Emitting, 'context'>,
    bitsOf: readonly (readonly number[])[],
): readonly Conjunct[] => {
  const book: SignalBook = new Map();
  const found = new Map<string, Conjunct>();
  variants.forEach(({ clauses, context }, v) => clauses.forEach((clause, i) => {
    const bit = bitsOf[v]?.[i] ?? 0;
    for (const expression of conjunctsOf(clause)) {
      const key = keyOf(expression, context);
      const known = found.get(key);
      const formula = known?.formula ?? formulaOf({ ...emitting, context }, book, expression);
      const conjunct = known ?? { key, formula, signals: signalsOf(formula), bits: [] };
      if (!conjunct.bits.includes(bit)) conjunct.bits.push(bit);
      found.set(key, conjunct);
    }
  }));
  return [...found.values()];
};

const sizeOf = (signals: Iterable<Signal>, regions: ReadonlyMap<Signal, Regions>): number =>
  [...signals].reduce((size, signal) => size * (regions.get(signal)?.count ?? 1), 1);

/** Puts each conjunct into the group that grows least, widest conjuncts first. */
const group = (
  conjuncts: readonly Conjunct[], regions: ReadonlyMap<Signal, Regions>,
): Pick<Layout, 'groups' | 'loose'> => {
  const groups: Group[] = [];
  const loose: Conjunct[] = [];
  const widest = conjuncts.toSorted((a, b) => sizeOf(b.signals, regions) - sizeOf(a.signals, regions));
  for (const conjunct of widest) {
    const own = sizeOf(conjunct.signals, regions);
    if (own > CONJUNCT_ENTRIES) {
      loose.push(conjunct);
      continue;
    }
    const grown = groups.map((each) => ({
      each, size: sizeOf(new Set([...each.signals, ...conjunct.signals]), regions),
      added: conjunct.signals.filter((signal) => !each.signals.includes(signal)).length,
    }));
    const best = grown.filter(({ size, added }) => added === 0 || size <= GROUP_ENTRIES)
      .toSorted((a, b) => a.added - b.added || a.size - b.size)[0];
    if (best === undefined) groups.push({ signals: [...conjunct.signals], conjuncts: [conjunct] });
    else {
      best.each.signals.push(...conjunct.signals.filter((signal) => !best.each.signals.includes(signal)));
      best.each.conjuncts.push(conjunct);
    }
  }
  return { groups, loose };
};

/** Lays out variants over a population with these domains: pure, deterministic. */
export const layOut = (
  variants: readonly OpenedVariant[], domains: Domains, bindings: Bindings,
): Layout & Readonly<{ emitting: Omit<Emitting, 'context'> }> => {
  const emitting = { domains, bindings, columns: new Set<never>(), rowCalls: new Set<string>() };
  const sequences = variants.map(({ clauses, context }) =>
    clauses.map((clause) => clauseKey(clause, context)));
  const { order, keys } = orderBits(sequences);
  const bits = new Map(order.map((key, i) => [key, i]));
  const bitsOf = keys.map((sequence) => sequence.map((key) => bits.get(key) ?? 0));
  const conjuncts = collect(variants, emitting, bitsOf);
  const regions = new Map([...new Set(conjuncts.flatMap(({ signals }) => signals))]
    .map((signal) => [signal, regionsOf(signal)]));
  return { bits, bitsOf, regions, emitting, ...group(conjuncts, regions) };
};

/** Bits of a table entry: what can still be true, then what is true, `words` numbers of each. */
export const groupTable = (group: Group, regions: Layout['regions'], words: number): Int32Array => {
  const size = sizeOf(group.signals, regions);
  const table = new Int32Array(size * words * 2).fill(-1);
  const state = new Map<Signal, number>(group.signals.map((signal) => [signal, 0]));
  for (let entry = 0; entry < size; entry += 1) {
    let rest = entry;
    for (const signal of group.signals) {
      const count = regions.get(signal)?.count ?? 1;
      state.set(signal, rest % count);
      rest = Math.floor(rest / count);
    }
    const bitsAt = (signal: Signal, atom: number): number =>
      regions.get(signal)?.bits(state.get(signal) ?? 0, atom) ?? 0;
    for (const conjunct of group.conjuncts) clear(table, entry * words * 2, { words, conjunct, bitsAt });
  }
  return table;
};

type Clearing = Readonly<{
  words: number; conjunct: Conjunct; bitsAt: (signal: Signal, atom: number) => number;
}>;

const clear = (table: Int32Array, at: number, { words, conjunct, bitsAt }: Clearing): void => {
  const truth = evaluate(conjunct.formula, bitsAt);
  if (truth === 3) return;
  for (const bit of conjunct.bits) {
    const word = bit >> 5;
    const mask = ~(1 << (bit & 31));
    if (truth === 0) table[at + word] = (table[at + word] ?? 0) & mask;
    table[at + words + word] = (table[at + words + word] ?? 0) & mask;
  }
};
