import type { CivilDate } from '@fengcun/kernel';
import type { FactName, Pack } from '@fengcun/policy';
import type { PopulationMeta } from './population-meta.ts';

/** What one thread is to do: a range of rows of the file. The buffers are shared with the thread that asked. */
export type ThreadOrder = Readonly<{
  path: string;
  meta: PopulationMeta;
  variants: readonly Readonly<{
    pack: Pack; asOf: CivilDate; matter: string; switches: Readonly<Record<string, string>>;
  }>[];
  from: number;
  to: number;
  /** [rows done, 1 to stop]. */
  control: SharedArrayBuffer;
}>;

/** Open facts of one variant: by fact, records that ask for it, and for nothing else. */
export type OpenFactCounts = Readonly<Partial<Record<FactName, readonly [number, number]>>>;

/** Counts of one thread when it ended, or was stopped: of the rows done. */
export type ThreadReport = Readonly<{
  rows: number;
  counts: Uint32Array;
  later: Uint32Array;
  years: Uint32Array;
  openFacts: readonly OpenFactCounts[];
  decidingMillis: number;
}>;
