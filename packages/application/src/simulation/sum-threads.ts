import {
  type ColumnarProgram, factsLookedAt, type FactName, FIRST_YEAR, type OpenedVariant,
} from '@fengcun/policy';
import type { PopulationMeta } from './population-meta.ts';
import type { ClauseCount, OpenFact, PackResult } from './result.ts';
import type { ThreadReport } from './thread-protocol.ts';

const sumAt = (reports: readonly ThreadReport[], of: 'counts' | 'later' | 'years', place: number): number =>
  reports.reduce((sum, report) => sum + (report[of][place] ?? 0), 0);

const YEARS = 300;

const sealsByYear = (reports: readonly ThreadReport[], v: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Array.from({ length: YEARS }, (_, i) =>
    [String(FIRST_YEAR + i), sumAt(reports, 'years', v * YEARS + i)] as const)
    .filter(([, count]) => count > 0));

/** The variants, and how the counters of their threads are to be read. */
export type Counted = Readonly<{ variants: readonly OpenedVariant[] }> & Pick<ColumnarProgram, 'positions'
  | 'slots'>;

/** Facts that the clauses of a variant look at. */
export const factsOfVariant = ({ clauses }: OpenedVariant): readonly FactName[] =>
  [...new Set(clauses.flatMap(({ conditions, sealFrom }) =>
    [...conditions, ...(sealFrom === undefined ? [] : [sealFrom])].flatMap(({ expression }) =>
      factsLookedAt(expression))))];

/** A clause; `isOpen`: it stands for records whose facts allow different outcomes. */
export type ClauseLine = ClauseCount & Readonly<{ isOpen: boolean }>;

const clausesOf = (program: Counted, reports: readonly ThreadReport[], v: number): readonly ClauseLine[] => {
  const opened = program.variants[v];
  return (program.positions[v] ?? []).flatMap((place, slot): readonly ClauseLine[] => {
    if (place === undefined || opened === undefined) return [];
    const at = v * program.slots + slot;
    const [now, later] = [sumAt(reports, 'counts', at), sumAt(reports, 'later', at)];
    const clause = typeof place === 'number' ? opened.clauses[place] : undefined;
    const outcome = place === 'unknownFacts' ? 'needsReview'
      : clause?.outcome ?? opened.matter.otherwise.outcome;
    const name = typeof place === 'number' ? clause?.id ?? '' : place;
    return [{ clause: name, outcome, records: now + later, later, isOpen: place === 'unknownFacts' }];
  });
};

/** Coverage, added up from clauses. */
export const coverageOf = (clauses: readonly ClauseLine[]): PackResult['coverage'] => {
  const sum = (which: (each: ClauseLine) => boolean, of: (each: ClauseLine) => number): number =>
    clauses.filter(which).reduce((total, each) => total + of(each), 0);
  const isSeal = ({ outcome }: ClauseLine): boolean => outcome === 'mustSeal';
  return {
    sealedNow: sum(isSeal, ({ records, later }) => records - later),
    sealedLater: sum(isSeal, ({ later }) => later),
    notSealed: sum(({ outcome }) => outcome === 'mustNotSeal', ({ records }) => records),
    notCovered: sum(({ outcome }) => outcome === 'notCovered', ({ records }) => records),
    review: sum(({ outcome, isOpen }) => outcome === 'needsReview' && !isOpen, ({ records }) => records),
    undetermined: sum(({ isOpen }) => isOpen, ({ records }) => records),
  };
};

type About = Readonly<{
  meta: PopulationMeta;
  switches: readonly Readonly<Record<string, string>>[];
  openFacts: readonly (readonly OpenFact[])[];
}>;

/** Adds up what the threads counted, in the words of the packs; clauses in the order of the pack. */
export const packResults = (
  program: Counted, reports: readonly ThreadReport[], about: About,
): readonly PackResult[] => program.variants.map((opened, v) => {
  const { pack, clauses } = opened;
  const counted = clausesOf(program, reports, v);
  const order = new Map([...clauses.map(({ id }) => id), 'otherwise', 'unknownFacts'].map((id, i) =>
    [id, i]));
  return {
    pack: pack.id, version: pack.version, status: pack.status, hash: pack.hash,
      switches: about.switches[v] ?? {},
    coverage: coverageOf(counted),
    clauses: counted.toSorted((a, b) => (order.get(a.clause) ?? 0) - (order.get(b.clause) ?? 0))
      .map(({ clause, outcome, records, later }) => ({ clause, outcome, records, later })),
    sealsByYear: sealsByYear(reports, v),
    openFacts: about.openFacts[v] ?? [],
    missingFacts: factsOfVariant(opened).filter((fact) => about.meta.columns[fact] === undefined),
  };
});
