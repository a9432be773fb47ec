import { type LinearModel, scoreInto, softmaxInPlace } from './linear-model.ts';
import type { Example } from './train.ts';

/** Loss of each example under a model, without adjustment: what an attacker with the model can compute. */
export const lossesOf = (model: LinearModel, examples: readonly Example[]): readonly number[] => {
  const scores = new Float64Array(model.classes);
  return examples.map(({ vector, label }) => {
    scoreInto(model, vector, scores);
    softmaxInPlace(scores);
    return -Math.log(Math.max(scores[label] ?? 0, 1e-300));
  });
};

/** How well losses tell members of the training from others: 0.5 is chance. */
export type MembershipMeasure = Readonly<{
  /** Area under the curve of the loss-threshold attack. */
  auc: number;
  /** Share of the members it finds when 1 % of the others are taken for members. */
  foundAtOnePercent: number;
}>;

const FALSE_SHARE = 0.01;

/**
 * Membership inference by a threshold on the loss. Equal losses count half.
 * @see Yeom et al. 2018; Carlini et al. 2022 (rate at a low false-positive rate)
 */
export const membershipInference = (
  members: readonly number[], others: readonly number[],
): MembershipMeasure => {
  const sorted = others.toSorted((one, other) => one - other);
  const below = (value: number, strict: boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const each = sorted[middle] ?? 0;
      if (strict ? each < value : each <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const pairs = members.reduce((sum, loss) =>
    sum + others.length - (below(loss, true) + below(loss, false)) / 2, 0);
  const cut = sorted[Math.floor(sorted.length * FALSE_SHARE)] ?? -Infinity;
  return {
    auc: pairs / (members.length * others.length),
    foundAtOnePercent: members.filter((loss) => loss < cut).length / members.length,
  };
};
