import { type ColumnarProgram, FIRST_YEAR, type Tally } from '../columnar/program.ts';
import { factsLookedAt } from '../columnar/signals.ts';
import type { OpenedVariant } from '../columnar/variant.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import type { ClauseCount, Coverage } from './fates.ts';

const sumAt = (tallies: readonly Tally[], of: keyof Tally, place: number): number =>
  tallies.reduce((sum, tally) => sum + (tally[of][place] ?? 0), 0);

const YEARS = 300;

/** Seals of one variant by the year from which they are due, years without any left out. */
export const sealsByYearOf = (tallies: readonly Tally[], v: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Array.from({ length: YEARS }, (_, i) =>
    [String(FIRST_YEAR + i), sumAt(tallies, 'years', v * YEARS + i)] as const)
    .filter(([, count]) => count > 0));

/** The variants, and how the counters of their tallies are to be read. */
export type Counted = Readonly<{ variants: readonly OpenedVariant[] }>
  & Pick<ColumnarProgram, 'positions' | 'slots'>;

/** Facts that the clauses of a variant look at. */
export const factsOfVariant = ({ clauses }: OpenedVariant): readonly FactName[] =>
  [...new Set(clauses.flatMap(({ conditions, sealFrom }) =>
    [...conditions, ...(sealFrom === undefined ? [] : [sealFrom])].flatMap(({ expression }) =>
      factsLookedAt(expression))))];

/** A clause; `isOpen`: it stands for records whose facts allow different outcomes. */
export type ClauseLine = ClauseCount & Readonly<{ isOpen: boolean }>;

/** What each clause of one variant decided, added up; in the order of the pack. */
export const clauseLinesOf = (
  program: Counted, tallies: readonly Tally[], v: number,
): readonly ClauseLine[] => {
  const opened = program.variants[v];
  const lines = (program.positions[v] ?? []).flatMap((place, slot): readonly ClauseLine[] => {
    if (place === undefined || opened === undefined) return [];
    const at = v * program.slots + slot;
    const [now, later] = [sumAt(tallies, 'counts', at), sumAt(tallies, 'later', at)];
    const clause = typeof place === 'number' ? opened.clauses[place] : undefined;
    const outcome = place === 'unknownFacts' ? 'needsReview'
      : clause?.outcome ?? opened.matter.otherwise.outcome;
    const name = typeof place === 'number' ? clause?.id ?? '' : place;
    return [{ clause: name, outcome, records: now + later, later, isOpen: place === 'unknownFacts' }];
  });
  const names = [...(opened?.clauses ?? []).map(({ id }) => id), 'otherwise', 'unknownFacts'];
  const order = new Map(names.map((id, i) => [id, i]));
  return lines.toSorted((a, b) => (order.get(a.clause) ?? 0) - (order.get(b.clause) ?? 0));
};

/** Coverage, added up from clauses. */
export const coverageOf = (clauses: readonly ClauseLine[]): Coverage => {
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
