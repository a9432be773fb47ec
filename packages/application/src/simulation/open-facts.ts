import { present } from '@fengcun/kernel';
import {
  type Column, type Columns, dataFor, type Domains, FACT_FIELDS, type FactName, type FactSheet, parseFacts,
    prepareDecider,
  slotsAt, UNKNOWN, type Variant,
} from '@fengcun/policy';
import type { OpenFact } from './result.ts';
import type { OpenPattern, ThreadReport } from './thread-protocol.ts';

const columnsOf = (report: ThreadReport, domains: Domains): Columns => {
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

type Pattern = Readonly<{ sheet: FactSheet | undefined }> & Pick<OpenPattern, 'counts'>;

/**
 * The facts that would decide what is open, by variant, in the interpreter's own questions: each pattern of
 * knowledge
 * is asked about once, for all records that share it.
 */
export const openFactsOf = (
  reports: readonly ThreadReport[], domains: Domains, variants: readonly Variant[],
): readonly (readonly OpenFact[])[] => {
  const patterns = reports.flatMap((report): readonly Pattern[] => {
    const columns = columnsOf(report, domains);
    return report.patterns.map(({ counts }, row) => ({ counts, sheet: sheetAt(columns, row) }));
  });
  return variants.map((variant, v) => askAll(variant, v, patterns));
};

const askAll = (variant: Variant, v: number, patterns: readonly Pattern[]): readonly OpenFact[] => {
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
