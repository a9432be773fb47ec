import type { FactName } from '../facts/fact-sheet.ts';
import type { Count } from './small-cells.ts';

/** One clause and how many records it decides; `later` of them are sealed only after the as-of date. */
export type ClauseCount = Readonly<{ clause: string; outcome: string; records: number; later: number }>;

/** A fact that is asked for where outcomes are open; `alone`: it is the only one asked for. */
export type OpenFact = Readonly<{ fact: FactName; records: number; alone: number }>;

/** Records of one population by what becomes of them under one pack. */
export type Coverage = Readonly<{
  sealedNow: number;
  sealedLater: number;
  notSealed: number;
  notCovered: number;
  /** A clause leaves it to a person. */
  review: number;
  /** The facts allow different outcomes. */
  undetermined: number;
}>;

/** What becomes of a record under a pack; the same six words as the `coverage` of a simulation. */
export type Fate = keyof Coverage;

/** The fates in the order in which they are shown. */
export const FATES: readonly Fate[] =
  ['sealedNow', 'sealedLater', 'notSealed', 'notCovered', 'review', 'undetermined'];

/** Facts that at least ten records of a flow share, in bands; a pattern, never a person. */
export type FactPattern = Readonly<{
  facts: Readonly<Partial<Record<FactName, string>>>;
  /** Of the records of the flow that were looked at. */
  records: number;
}>;

/** Records that two packs treat differently for the same two reasons. */
export type Flow = Readonly<{
  from: Fate; to: Fate; fromClause: string; toClause: string; records: Count;
  patterns: readonly FactPattern[];
}>;

/** Who changes between two packs. */
export type PackPair = Readonly<{
  from: string; to: string;
  /** Records whose fate differs. */
  changed: Count;
  /** Records by fate under `from` (rows) and `to` (columns), in the order of `FATES`. */
  matrix: readonly (readonly Count[])[];
  /** The largest first. */
  flows: readonly Flow[];
  /** Of the records that both packs seal: when the second does so, compared with the first. */
  dates: Readonly<{ earlier: Count; same: Count; later: Count }>;
}>;
