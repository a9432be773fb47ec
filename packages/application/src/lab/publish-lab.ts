import type { PackResult } from '../simulation/result.ts';
import type { Assumptions } from './assumptions.ts';
import type {
  ClausesResult, Cut, LabResult, LoadResult, LoadYear, Sensitivity,
} from './lab-result.ts';
import { roundedCount, roundedRecords } from './rounded.ts';
import { type Count, type PackPair, SMALL_CELL } from '@fengcun/policy';

const DAYS_A_YEAR = 365.2425;

type Packs = readonly PackResult[];

/** Step of rounding of a pack, at least ten: no question tells more than the simulation did. */
const baseOf = (packs: Packs, id: string): number =>
  Math.max(SMALL_CELL, packs.find(({ pack }) => pack === id)?.rounding?.base ?? 0);

const publishPair = (pair: PackPair, packs: Packs): PackPair => {
  const base = Math.max(baseOf(packs, pair.from), baseOf(packs, pair.to));
  const told = (count: Count): Count => roundedCount(count, base);
  return {
    ...pair, changed: told(pair.changed), matrix: pair.matrix.map((row) => row.map(told)),
    flows: pair.flows.map((flow) => ({
      ...flow, records: told(flow.records),
      patterns: flow.patterns.map((each) => ({ ...each, records: roundedRecords(each.records, base) })),
    })),
    dates: {
      earlier: told(pair.dates.earlier), same: told(pair.dates.same), later: told(pair.dates.later),
    },
  };
};

const publishSteps = (each: Sensitivity, packs: Packs): Sensitivity => {
  const base = baseOf(packs, each.pack);
  const coverage = packs.find(({ pack }) => pack === each.pack)?.coverage;
  // The pack as it is has been told already, as the sum of its parts.
  const current = (coverage?.sealedNow ?? 0) + (coverage?.sealedLater ?? 0);
  return { ...each, steps: each.steps.map((step) => {
    const sealed = step.isCurrent ? current : roundedRecords(step.sealed, base);
    const open = step.isCurrent ? coverage?.undetermined ?? 0 : roundedRecords(step.open, base);
    return { ...step, sealed, open, change: sealed - current };
  }) };
};

const publishCut = (cut: Cut, packs: Packs): Cut => ({
  ...cut, isRounded: true,
  groups: cut.groups.map(({ group, records, packs: of }) => ({
    group, records: roundedCount(records),
    packs: of.map((row, v) => row.map((count) => roundedCount(count, baseOf(packs, packs[v]?.pack ?? '')))),
  })),
});

const publishClauses = (each: ClausesResult, packs: Packs): ClausesResult => {
  const told = packs.find(({ pack }) => pack === each.pack)?.clauses ?? [];
  const rounded = (count: Count): Count => roundedCount(count, baseOf(packs, each.pack));
  return {
    ...each,
    clauses: each.clauses.map((use) => ({
      ...use, decides: told.find(({ clause }) => clause === use.clause)?.records ?? 'hidden',
      holds: rounded(use.holds), mayHold: rounded(use.mayHold),
    })),
    conflicts: each.conflicts.map((use) => ({ ...use, records: rounded(use.records) })),
  };
};

type Scaled =
  Readonly<{ pack: PackResult | undefined; assumed: Assumptions; scale: number; asOfYear: number }>;

/** Work ahead from the numbers told alone: years as the simulation tells them, nothing of single days. */
const publishLoad = (load: LoadResult, { pack, assumed, scale, asOfYear }: Scaled): LoadResult => {
  const base = SMALL_CELL * Math.max(1, Math.ceil(scale));
  const coarse = (value: number): number => Math.round(value / base) * base;
  let stock = (pack?.coverage.sealedNow ?? 0) * scale;
  const rate = assumed.inquiriesPerThousandAYear;
  const years = load.years.map((each): LoadYear => {
    // Part of the as-of year lies behind: its rest is not told, and would follow from nothing else.
    const told: Count = each.year > asOfYear && pack?.rounding?.years !== null
      ? Math.round((pack?.sealsByYear[String(each.year)] ?? 0) * scale) : 'hidden';
    stock += typeof told === 'number' ? told : 0;
    return {
      year: each.year, seals: told, perDay: typeof told === 'number' ? told / DAYS_A_YEAR : 0,
      fullestDay: null, onFullestDay: 'hidden',
      inquiriesPerDay: rate === undefined ? null : (stock * rate) / 1000 / DAYS_A_YEAR,
      backlogAtEnd: each.backlogAtEnd === null ? null : coarse(each.backlogAtEnd),
    };
  });
  const { clearedAfterDays } = load;
  return {
    pack: load.pack, backlog: Math.round((pack?.coverage.sealedNow ?? 0) * scale), years,
    clearedAfterDays: typeof clearedAfterDays === 'number' ? coarse(clearedAfterDays) : clearedAfterDays,
  };
};

/**
 * Answers about real people as they may be told beside a published result: small and hidden cells stay so,
 * all
 * other numbers are rounded as those of their packs; of a pack that is withheld nothing is told.
 * LIMIT: tables of different questions are protected each by itself.
 */
export const publishLab = (
  lab: LabResult, packs: Packs, told: Omit<Scaled, 'pack' | 'scale'>,
): LabResult => {
  const { represents } = told.assumed;
  const scale = represents === undefined || lab.read === 0 ? 1 : represents / lab.read;
  const isTold = (id: string): boolean => packs.some(({ pack, rounding }) => pack === id
    && rounding?.base !== 0);
  const { changes, sensitivity, cuts, load, clauses } = lab;
  return {
    ...lab, read: roundedRecords(lab.read),
    ...(changes === undefined ? {} : { changes: changes.filter(({ from, to }) => isTold(from) && isTold(to))
      .map((pair) => publishPair(pair, packs)) }),
    ...(sensitivity === undefined ? {} : { sensitivity: sensitivity.filter(({ pack }) => isTold(pack))
      .map((each) => publishSteps(each, packs)) }),
    ...(cuts === undefined ? {} : { cuts: packs.every(({ pack }) => isTold(pack))
      ? cuts.map((cut) => publishCut(cut, packs)) : [] }),
    ...(load === undefined ? {} : { load: load.filter(({ pack }) => isTold(pack)).map((each) =>
      publishLoad(each, { ...told, scale, pack: packs.find(({ pack }) => pack === each.pack) })) }),
    ...(clauses === undefined ? {} : { clauses: clauses.filter(({ pack }) => isTold(pack))
      .map((each) => publishClauses(each, packs)) }),
  };
};
