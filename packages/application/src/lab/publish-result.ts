import { type ClauseCount, coverageOf, SMALL_CELL } from '@fengcun/policy';
import type { PackResult, SimulationResult } from '../simulation/result.ts';
import { type Interval, narrowed, type SumRule } from './narrowing.ts';
import { possibleRecords, roundedRecords } from './rounded.ts';

/** Steps of rounding, the finest first; the first that stands the attack is used. */
const BASES = [10, 20, 50, 100, 500, 1000, 10_000] as const;
/** Numbers that must stay possible for each number told. */
const POSSIBLE_MIN = 5;

/** The smallest groups that are told of: seals now and seals later of each clause. */
type Leaf = Readonly<{ clause: ClauseCount; isLater: boolean; records: number }>;

const leavesOf = ({ clauses }: PackResult): readonly Leaf[] => clauses.flatMap((clause) => [
  { clause, isLater: false, records: clause.records - clause.later },
  ...(clause.outcome === 'mustSeal' ? [{ clause, isLater: true, records: clause.later }] : []),
]);

type Told = Readonly<{ pack: PackResult; leaves: readonly Leaf[]; base: number; years: number | null }>;

/**
 * What a reader knows besides: how many records there are, exactly; that every record has one clause; and
 * that
 * the years are those of the seals, before and after the as-of date.
 */
const rulesOf = ({ pack, leaves, years }: Told, read: number, asOfYear: number): readonly SumRule[] => {
  const all = leaves.map((_, i) => i);
  if (years === null) return [{ places: all, least: read, most: read }];
  const sealed = all.filter((i) => leaves[i]?.clause.outcome === 'mustSeal');
  const told = Object.entries(pack.sealsByYear);
  const rangeOf = (holds: (year: number) => boolean): Interval => told.reduce<Interval>((sum, [year,
    count]) => {
    const [least, most] = holds(Number(year)) ? possibleRecords(roundedRecords(count, years), years) : [0, 0];
    return [sum[0] + least, sum[1] + most];
  }, [0, 0]);
  const [least, most] = rangeOf(() => true);
  const isDated = told.reduce((sum, [, count]) => sum + count, 0)
    === sealed.reduce((sum, i) => sum + (leaves[i]?.records ?? 0), 0);
  const later = sealed.filter((i) => leaves[i]?.isLater === true);
  return [
    { places: all, least: read, most: read },
    { places: sealed, least, most: isDated ? most : Infinity },
    { places: later, least: rangeOf((year) => year > asOfYear)[0], most: rangeOf((year) =>
      year >= asOfYear)[1] },
  ];
};

/** Whether no number told gives a small one away, nor is known better than it was rounded. */
const stands = (told: Told, read: number, asOfYear: number): boolean => {
  const intervals = told.leaves.map(({ records }) =>
    possibleRecords(roundedRecords(records, told.base), told.base));
  return narrowed(intervals, rulesOf(told, read, asOfYear)).every(([least, most], i) => {
    const records = told.leaves[i]?.records ?? 0;
    // Nobody is in an empty cell, so that its emptiness may be found out; a small one must look empty.
    if (records === 0) return true;
    return most - least + 1 >= POSSIBLE_MIN && (records >= SMALL_CELL || least === 0);
  });
};

const choose = (pack: PackResult, read: number, asOfYear: number): Told | undefined => {
  const leaves = leavesOf(pack);
  const tried = BASES.flatMap((base): readonly Told[] =>
    [{ pack, leaves, base, years: base }, { pack, leaves, base, years: null }]);
  return tried.find((told) => stands(told, read, asOfYear));
};

const NOTHING: PackResult['coverage'] =
  { sealedNow: 0, sealedLater: 0, notSealed: 0, notCovered: 0, review: 0, undetermined: 0 };

const publishPack = (pack: PackResult, read: number, asOfYear: number): PackResult => {
  const told = choose(pack, read, asOfYear);
  if (told === undefined) {
    return { ...pack, coverage: NOTHING, clauses: [], sealsByYear: {}, openFacts: [],
      rounding: { base: 0, years: null } };
  }
  const { base, years } = told;
  const clauses = pack.clauses.map(({ clause, outcome, records, later }) => {
    const after = roundedRecords(later, base);
    return { clause, outcome, records: roundedRecords(records - later, base) + after, later: after };
  });
  const yearsTold = Object.entries(pack.sealsByYear)
    .map(([year, count]) => [year, roundedRecords(count, years ?? base)] as const).filter(([,
      count]) => count > 0);
  return {
    ...pack, clauses, rounding: { base, years },
    // Sums of what is told, so that no margin says more than its parts.
    coverage: coverageOf(clauses.map((each) => ({ ...each, isOpen: each.clause === 'unknownFacts' }))),
    sealsByYear: years === null ? {} : Object.fromEntries(yearsTold),
    openFacts: pack.openFacts.map(({ fact, records, alone }) =>
      ({ fact, records: roundedRecords(records, base), alone: roundedRecords(alone, base) }))
      .filter(({ records }) => records > 0),
  };
};

/**
 * The numbers of a simulation on real people as they may be told: seals now and later of each clause to the
 * nearest
 * ten (zero below ten), every margin the sum of what is told, years rounded by themselves. A reader who
 * knows the
 * rule, everything told and the exact number of records is played against each pack: where a small cell
 * could be
 * told from an empty one, or any number be known to fewer than five possible ones, coarser steps are taken,
 * then
 * the years withheld. Synthetic populations are about nobody and are returned as they are.
 * LIMIT: two files that differ by a few records give intervals that a reader can compare.
 */
export const publishResult = (result: SimulationResult): SimulationResult => {
  const { population } = result;
  if (population.kind === 'synthetic' || result.counts === 'rounded') return result;
  const asOfYear = Number(result.asOf.slice(0, 4));
  return {
    ...result, counts: 'rounded',
    population: { ...population, rows: roundedRecords(population.rows),
      read: roundedRecords(population.read) },
    packs: result.packs.map((pack) => publishPack(pack, population.read, asOfYear)),
  };
};
