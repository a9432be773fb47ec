import type { SwitchesOn } from '../intake/decisions.ts';
import type { CivilDate } from '@fengcun/kernel';
import type { Pack } from '@fengcun/policy';

/** What reading for people stands on: the packs in force, and the civil day they decide on. */
export type ReadingParts = Readonly<{
  packs: readonly Pack[]; today: () => CivilDate;
  /** Readings of open questions that this platform has chosen. */
  switchesOn?: SwitchesOn;
}>;
