import type { CivilDate } from '@fengcun/kernel';
import type { Pack } from '@fengcun/policy';
import { decideAllBy, type DecideAll, type SwitchesOn } from '../intake/decisions.ts';

/**
 * Decides by the packs in force on the day it is asked, under the readings chosen for that day; packs are
 * compiled once a day: what administrators agree on holds from a later day at the earliest.
 */
export const decideDaily = (
  packs: readonly Pack[], today: () => CivilDate, switchesOn?: SwitchesOn,
): DecideAll => {
  let compiled: Readonly<{ day: CivilDate; decideAll: DecideAll }> | undefined;
  return (facts) => {
    const day = today();
    if (compiled?.day !== day) compiled = { day, decideAll: decideAllBy(packs, day, switchesOn) };
    return compiled.decideAll(facts);
  };
};
