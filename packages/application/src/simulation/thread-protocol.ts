import type { CivilDate } from '@fengcun/kernel';
import type { ColumnarProgram, OpenPattern, Pack, PortableProgram } from '@fengcun/policy';
import type { PagePlan } from './pages/page-plan.ts';
import type { PopulationMeta } from './population-meta.ts';
import type { PopulationOrder, PopulationPart } from './read-population.ts';

/** One pack as a thread is told of it. */
export type ThreadVariant = Readonly<{
  pack: Pack; asOf: CivilDate; matter: string; switches: Readonly<Record<string, string>>;
}>;

/**
 * What one thread is to do: a part of the file. With `program` it needs no packs and starts at once;
 * without
 * (a pack asks the interpreter row by row) it compiles `variants` itself.
 */
export type ThreadOrder = Readonly<{
  path: string;
  meta: PopulationMeta;
  program?: PortableProgram;
  variants: readonly ThreadVariant[];
  /** How to read its pages; undefined: by DuckDB. */
  plan: PagePlan | undefined;
  part: PopulationPart;
  days: PopulationOrder['days'];
  /** [rows done, 1 to stop]; shared. */
  control: SharedArrayBuffer;
}>;

/** Counts of one thread when it ended, or was stopped: of the rows done. */
export type ThreadReport = Readonly<{
  rows: number;
  counts: Uint32Array;
  later: Uint32Array;
  years: Uint32Array;
  patterns: readonly OpenPattern[];
  decidingMillis: number;
}> & Pick<ColumnarProgram, 'facts' | 'positions' | 'slots'>;

/** What a thread sends when it ends: its counts, or what is wrong with the file. */
export type ThreadAnswer = ThreadReport | Readonly<{ damage: string }>;
