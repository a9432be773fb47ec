import { type CivilDate, ok, present } from '@fengcun/kernel';
import { type Coverage, type CoverageCell, NO_COVERAGE } from '@fengcun/registry';
import type { SealsParts } from './seals-parts.ts';

/** Where a sweep stands: the side, the last id of it, what is counted, and what is still to be ordered. */
export type SweepPlace = Readonly<{
  side: 'sealed' | 'open'; after: string; isDone: boolean; until: CivilDate; swept: number;
  coverage: Coverage; pending: readonly string[];
}>;

/** Keeps the place of a sweep; a dry run has none to go on from. */
export type SweepPlaces = Readonly<{
  load: (until: CivilDate) => Promise<SweepPlace>; save: (place: SweepPlace) => Promise<void>;
}>;

const JOB = 'seal.sweep';

type Cells = readonly (readonly [string, CoverageCell])[];
type Stored = Omit<SweepPlace, 'coverage'> & Readonly<{ cells: Cells }>;

const startOf = (until: CivilDate): SweepPlace =>
  ({ side: 'sealed', after: '', isDone: false, until, swept: 0, coverage: NO_COVERAGE, pending: [] });

/** Written by `save` and by nothing else. */
const placeOf = (position: string): SweepPlace => {
  const { cells, ...place } = JSON.parse(position) as Stored;
  return { ...place, coverage: new Map(cells) };
};

/**
 * Places in the cursors of jobs. A sweep that ended, or was of another day, begins anew; what a killed one
 * had still to order is ordered all the same, for it was decided by the law.
 */
export const sweepPlaces = (
  { deployment: { database, clock } }: Pick<SealsParts, 'deployment'>, mode: 'dryRun' | 'seal',
): SweepPlaces => ({
  load: async (until) => {
    if (mode === 'dryRun') return startOf(until);
    const read = await database.operate(async ({ jobs }) => ok(await jobs.read(JOB)));
    const position = present(read.ok ? read : undefined, 'reading is never refused').value;
    const place = position === undefined ? startOf(until) : placeOf(position);
    return place.until === until && !place.isDone ? place : { ...startOf(until), pending: place.pending };
  },
  save: async ({ coverage, ...place }) => {
    if (mode === 'dryRun') return;
    const stored: Stored = { ...place, cells: [...coverage] };
    const changedAt = new Date(clock()).toISOString();
    await database.operate(async ({ jobs }) =>
      ok(await jobs.write({ job: JOB, position: JSON.stringify(stored), changedAt })));
  },
});
