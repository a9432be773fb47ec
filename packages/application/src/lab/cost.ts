import { type Estimate, wilsonShare } from '@fengcun/policy';
import type { PackResult } from '../simulation/result.ts';
import type { Assumptions, ReviewedSample } from './assumptions.ts';

/** What wrong decisions of one pack cost; `reviewed`: how many confirmed reviews it rests on. */
export type PackCost = Readonly<{
  pack: string; reviewed: number; falseSeals: Estimate; missedSeals: Estimate; cost: Estimate;
}>;

/** `unit` is null where no costs were given,
  and `packs` empty where nobody reviewed: then nothing is known. */
export type CostResult = Readonly<{ unit: string | null; packs: readonly PackCost[] }>;

/** Share of wrong decisions from a sample of reviews; nothing reviewed: anything from 0 to 1. */
export const wilson = ({ reviewed, wrong }: ReviewedSample): Estimate => wilsonShare(wrong, reviewed);

const times = ({ low, estimate, high }: Estimate, factor: number): Estimate =>
  ({ low: low * factor, estimate: estimate * factor, high: high * factor });

const plus = (one: Estimate, other: Estimate): Estimate =>
  ({ low: one.low + other.low, estimate: one.estimate + other.estimate, high: one.high + other.high });

/** Cost of false and missed seals: rates of confirmed reviews on the counts of each pack that has any. */
export const costOf = (packs: readonly PackResult[], given: Assumptions, scale: number): CostResult => {
  const { costs, reviews = [] } = given;
  return {
    unit: costs?.unit ?? null,
    packs: packs.flatMap(({ pack, coverage }): readonly PackCost[] => {
      const review = reviews.find((each) => each.pack === pack);
      if (review === undefined) return [];
      const sealed = (coverage.sealedNow + coverage.sealedLater) * scale;
      const open = (coverage.notSealed + coverage.notCovered) * scale;
      const falseSeals = times(wilson(review.sealed), sealed);
      const missedSeals = times(wilson(review.notSealed), open);
      const cost = plus(times(falseSeals, costs?.falseSeal ?? 0), times(missedSeals, costs?.missedSeal ?? 0));
      const reviewed = review.sealed.reviewed + review.notSealed.reviewed;
      return [{ pack, reviewed, falseSeals, missedSeals, cost }];
    }),
  };
};
