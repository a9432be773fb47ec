import type { CivilDate } from '@fengcun/kernel';
import type { Pack } from '@fengcun/policy';
import { decideAllBy, type DecideAll } from '../intake/decisions.ts';

/** Decides by the packs in force on the day it is asked; packs are compiled once a day. */
export const decideDaily = (packs: readonly Pack[], today: () => CivilDate): DecideAll => {
  let compiled: Readonly<{ day: CivilDate; decideAll: DecideAll }> | undefined;
  return (facts) => {
    const day = today();
    if (compiled?.day !== day) compiled = { day, decideAll: decideAllBy(packs, day) };
    return compiled.decideAll(facts);
  };
};
