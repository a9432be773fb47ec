import type { CivilDate } from '@fengcun/kernel';
import type { ClauseCount, Coverage, FactName, OpenFact, PackStatus } from '@fengcun/policy';
import type { PopulationKind } from './population-meta.ts';

/** Who is covered by one pack. The six numbers of `coverage` add up to the records read. */
export type PackResult = Readonly<{
  pack: string;
  version: CivilDate;
  status: PackStatus;
  hash: string;
  switches: Readonly<Record<string, string>>;
  coverage: Coverage;
  clauses: readonly ClauseCount[];
  /** Seals by the year from which they are due, years without any left out. */
  sealsByYear: Readonly<Record<string, number>>;
  openFacts: readonly OpenFact[];
  /** Facts that the pack reads and the population has no column for: unknown for every record. */
  missingFacts: readonly FactName[];
  /** How the numbers of this pack are rounded where they are; `years` null: the years are withheld. */
  rounding?: Readonly<{ base: number; years: number | null }>;
}>;

/**
 * What a simulation found: the one typed object that every output (table, JSON, CSV, report) is made from.
 * The same
 * population and packs give the same `runId` and the same numbers; `complete` is false when it was stopped.
 */
export type SimulationResult = Readonly<{
  simulation: 1;
  runId: string;
  complete: boolean;
  asOf: CivilDate;
  matter: string;
  population: Readonly<{
    name: string; hash: string; kind: PopulationKind; source: string; rows: number; read: number;
  }>;
  packs: readonly PackResult[];
  /** Wall seconds of the whole, and of the slowest thread's deciding alone; CPU seconds of the process. */
  seconds: Readonly<{ total: number; deciding: number; cpu: number }>;
  threads: number;
  /** Numbers about real people as they may be told; absent: exact. */
  counts?: 'rounded';
}>;
