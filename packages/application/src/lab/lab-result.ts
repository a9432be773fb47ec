import type { CivilDate, Json } from '@fengcun/kernel';
import type { Count, PackPair, ParameterUnit } from '@fengcun/policy';
import type { CostResult } from './cost.ts';

/** Questions that can be put to a population. */
export type LabQuestion = 'changes' | 'sensitivity' | 'cuts' | 'load' | 'clauses' | 'cost';

/** All of them. */
export const LAB_QUESTIONS: readonly LabQuestion[] =
  ['changes', 'sensitivity', 'cuts', 'load', 'clauses', 'cost'];

/** One value of a parameter and what it covers; `change`: sealed records more than with the pack as it is. */
export type SensitivityStep = Readonly<{
  value: Json; isCurrent: boolean; sealed: number; open: number; change: number;
}>;

/** How much one parameter decides; within its declared bounds. */
export type Sensitivity = Readonly<{
  pack: string; parameter: string; unit: ParameterUnit; cite: readonly string[];
  steps: readonly SensitivityStep[];
}>;

/** What can be cut by. Region and sex are no facts of law: they stand beside them where a file has them. */
export type CutDimension = 'age' | 'charge' | 'region' | 'sex';

/** One group of a cut, with the counts by fate of each pack, in the order of the packs and of `FATES`. */
export type CutGroup = Readonly<{
  group: string; records: Count; packs: readonly (readonly Count[])[];
}>;

/**
 * A fairness cut; `isKnown` is false where the population cannot tell. `isRounded`: a group has fewer than
 * ten
 * records, so that all numbers are told to the nearest ten.
 */
export type Cut = Readonly<{
  dimension: CutDimension; isKnown: boolean; isRounded: boolean; groups: readonly CutGroup[];
}>;

/** Work of one year: seals that fall due, a day on average and on the fullest day; inquiries a day. */
export type LoadYear = Readonly<{
  year: number; seals: Count; perDay: number; fullestDay: CivilDate | null; onFullestDay: Count;
  inquiriesPerDay: number | null; backlogAtEnd: number | null;
}>;

/** Work of the organs under one pack, scaled by `represents` where the assumptions say so. */
export type LoadResult = Readonly<{
  pack: string;
  /** Due on the as-of date or before: the legacy sweep. */
  backlog: Count;
  /** Days until nothing waits; null without a capacity, `never` where more falls due than is done. */
  clearedAfterDays: number | 'never' | null;
  years: readonly LoadYear[];
}>;

/** One clause on this population. */
export type ClauseUse = Readonly<{
  clause: string; outcome: string; cite: readonly string[];
  decides: Count;
  /** Its conditions hold, whoever decides. */
  holds: Count;
  /** Facts are missing to tell whether they hold. */
  mayHold: Count;
  /** `neverHolds`, `neverDecides` (always overtaken), or in use. */
  state: 'inUse' | 'neverHolds' | 'neverDecides';
}>;

/** Two clauses that hold together with different outcomes, the upper one without `exceptTo` the lower. */
export type ClauseConflict = Readonly<{
  decides: string; overtaken: string; outcomes: readonly [string, string]; records: Count;
}>;

/** Dead clauses and conflicts of one pack on this population (for all fact patterns: `packs check`). */
export type ClausesResult = Readonly<{
  pack: string; clauses: readonly ClauseUse[]; conflicts: readonly ClauseConflict[];
}>;

/** Answers of the lab; a question that was not asked has no member. */
export type LabResult = Readonly<{
  lab: 1;
  smallCell: number;
  asked: readonly LabQuestion[];
  /** Records read: fewer than the population has when it was stopped. */
  read: number;
  complete: boolean;
  /** What stands for more records than it has, and what was assumed, as given. */
  assumed: Json;
  changes?: readonly PackPair[];
  sensitivity?: readonly Sensitivity[];
  cuts?: readonly Cut[];
  load?: readonly LoadResult[];
  clauses?: readonly ClausesResult[];
  cost?: CostResult;
  seconds: number;
}>;
