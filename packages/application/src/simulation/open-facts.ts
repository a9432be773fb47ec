import { present } from '@fengcun/kernel';
import {
  type ColumnarProgram, type Columns, FACT_FIELDS, type FactName, type NoteOpen, parseFacts, prepareDecider, slotsAt,
  type Slots, UNKNOWN, type Variant,
} from '@fengcun/policy';
import type { OpenFactCounts } from './thread-protocol.ts';

type Pattern = { slots: Slots; counts: number[] };

/** LIMIT: different patterns of knowledge kept; records of further ones are counted, but not asked about. */
const PATTERNS_MAX = 200_000;

/** Collects records with open outcomes by pattern, so that each pattern is asked about once. */
export type OpenBook = Readonly<{ note: NoteOpen; facts: () => readonly OpenFactCounts[] }>;

const sheetOf = (slots: Slots) => {
  const known = FACT_FIELDS.flatMap(({ name }, i) => (slots[i] === UNKNOWN ? [] : [[name, slots[i]]]));
  const sheet = parseFacts(Object.fromEntries(known));
  return sheet.ok ? sheet.value : undefined;
};

/** A book for one program over one set of columns; the questions are those of the interpreter. */
export const openBook = (program: ColumnarProgram, columns: Columns, variants: readonly Variant[]): OpenBook => {
  const patterns = new Map<string, Pattern>();
  const note: NoteOpen = (row, open, key) => {
    let pattern = patterns.get(key);
    if (pattern === undefined) {
      if (patterns.size >= PATTERNS_MAX) return;
      pattern = { slots: slotsAt(columns, row), counts: program.variants.map(() => 0) };
      patterns.set(key, pattern);
    }
    for (let rest = open; rest !== 0; rest &= rest - 1) {
      const v = 31 - Math.clz32(rest & -rest);
      pattern.counts[v] = (pattern.counts[v] ?? 0) + 1;
    }
  };
  return { note, facts: () => variants.map((variant, v) => askAll(variant, v, patterns.values())) };
};

const askAll = (variant: Variant, v: number, patterns: Iterable<Pattern>): OpenFactCounts => {
  const prepared = prepareDecider(variant.pack, variant);
  const decider = present(prepared.ok ? prepared.value : undefined, 'decider');
  const counts: Partial<Record<FactName, [number, number]>> = {};
  for (const { slots, counts: records } of patterns) {
    const count = records[v] ?? 0;
    const sheet = count === 0 ? undefined : sheetOf(slots);
    if (sheet === undefined) continue;
    const facts = decider.trace(sheet).questions.flatMap(({ fact }) => fact ?? []);
    for (const fact of facts) {
      const kept = counts[fact] ?? [0, 0];
      counts[fact] = [kept[0] + count, kept[1] + (facts.length === 1 ? count : 0)];
    }
  }
  return counts;
};
