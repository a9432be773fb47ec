import { present } from '@fengcun/kernel';
import { type Column, type Columns, dataFor, type Domains, slotsAt } from '../columnar/columns.ts';
import type { NoteOpen } from '../columnar/program.ts';
import type { Variant } from '../columnar/variant.ts';
import { prepareDecider } from '../evaluate/decide.ts';
import { FACT_FIELDS } from '../facts/fact-fields.ts';
import { type FactName, type FactSheet, UNKNOWN } from '../facts/fact-sheet.ts';
import { parseFacts } from '../facts/parse-facts.ts';
import type { OpenFact } from './fates.ts';

/** Like records whose outcome is open: the numbers of the first of them, how many there are by variant. */
export type OpenPattern = Readonly<{ numbers: readonly number[]; counts: number[] }>;

/** Patterns of knowledge that were noted, with the facts whose numbers they hold. */
export type OpenReport = Readonly<{ facts: readonly FactName[]; patterns: readonly OpenPattern[] }>;

/**
 * LIMIT: different patterns of open records that are kept; records of further ones are counted, not asked
 * about.
 */
const PATTERNS_MAX = 200_000;

/** Notes open records of `columns` by pattern while a program counts; `patterns` grows as it does. */
export const openNotes = (
  columns: Columns, facts: readonly FactName[], variants: number,
): Readonly<{ note: NoteOpen; report: () => OpenReport }> => {
  const patterns = new Map<string, OpenPattern>();
  return {
    report: () => ({ facts, patterns: [...patterns.values()] }),
    note: (row, open, key) => {
      const known = patterns.get(key);
      if (known === undefined && patterns.size >= PATTERNS_MAX) return;
      const pattern = known ?? {
        numbers: facts.map((fact) => columns.of.get(fact)?.data[row] ?? 0), counts: Array(variants).fill(0),
      };
      if (known === undefined) patterns.set(key, pattern);
      for (let rest = open; rest !== 0; rest &= rest - 1) {
        const v = 31 - Math.clz32(rest & -rest);
        pattern.counts[v] = (pattern.counts[v] ?? 0) + 1;
      }
    },
  };
};

const columnsOf = (report: OpenReport, domains: Domains): Columns => {
  const of = new Map(report.facts.flatMap((fact, place): readonly (readonly [FactName, Column])[] => {
    if (!domains.has(fact)) return [];
    const domain = domains.get(fact);
    const numbers = report.patterns.map((pattern) => pattern.numbers[place] ?? 0);
    if (domain === undefined) return [[fact, { data: Int32Array.from(numbers) }]];
    const data = dataFor(domain.length, numbers.length);
    data.set(numbers);
    return [[fact, { domain, data }]];
  }));
  return { length: report.patterns.length, of };
};

const sheetAt = (columns: Columns, row: number): FactSheet | undefined => {
  const slots = slotsAt(columns, row);
  const known = FACT_FIELDS.flatMap(({ name }, i) => (slots[i] === UNKNOWN ? [] : [[name, slots[i]]]));
  const sheet = parseFacts(Object.fromEntries(known));
  return sheet.ok ? sheet.value : undefined;
};

type Asked = Readonly<{ sheet: FactSheet | undefined }> & Pick<OpenPattern, 'counts'>;

/**
 * The facts that would decide what is open, by variant, in the interpreter's own questions: each pattern of
 * knowledge
 * is asked about once, for all records that share it.
 */
export const openFactsOf = (
  reports: readonly OpenReport[], domains: Domains, variants: readonly Variant[],
): readonly (readonly OpenFact[])[] => {
  const patterns = reports.flatMap((report): readonly Asked[] => {
    const columns = columnsOf(report, domains);
    return report.patterns.map(({ counts }, row) => ({ counts, sheet: sheetAt(columns, row) }));
  });
  return variants.map((variant, v) => askAll(variant, v, patterns));
};

const askAll = (variant: Variant, v: number, patterns: readonly Asked[]): readonly OpenFact[] => {
  const prepared = prepareDecider(variant.pack, variant);
  const decider = present(prepared.ok ? prepared.value : undefined, 'decider');
  const found = new Map<FactName, OpenFact>();
  for (const { sheet, counts } of patterns) {
    const count = counts[v] ?? 0;
    if (count === 0 || sheet === undefined) continue;
    const facts = decider.trace(sheet).questions.flatMap(({ fact }) => fact ?? []);
    for (const fact of facts) {
      const kept = found.get(fact) ?? { fact, records: 0, alone: 0 };
      const alone = kept.alone + (facts.length === 1 ? count : 0);
      found.set(fact, { fact, records: kept.records + count, alone });
    }
  }
  return [...found.values()].sort((a, b) => b.records - a.records || a.fact.localeCompare(b.fact));
};
