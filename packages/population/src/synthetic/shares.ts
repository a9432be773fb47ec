import { type Band, BANDS, CALIBRATION as C, CHARGE_MIX, NEGLIGENT_MIX } from './calibration.ts';
import { chargePlace } from './charge-table.ts';

/** A choice among places with given chances: `pick(u)` for u in [0, 1). */
export type Choice = (u: number) => number;

/** Chances become a choice; they need not sum to one. */
export const choiceOf = (weighted: readonly (readonly [number, number])[]): Choice => {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  const steps = weighted.map(([place]) => place);
  let sum = 0;
  const ends = weighted.map(([, weight]) => (sum += weight / total));
  return (u) => {
    let i = 0;
    while (i < ends.length - 1 && u >= (ends[i] ?? 1)) i += 1;
    return steps[i] ?? 0;
  };
};

const { value: driving } = C.dangerousDriving;
const { value: negligent } = C.negligent;
const rest = 1 - driving - negligent;

/**
 * Shares of the bands among intentional offenders other than dangerous drivers, solved so that all persons
 * together
 * meet the published shares: detention or less, up to one year, up to three years.
 */
export const INTENTIONAL_BANDS: Readonly<Record<Band, number>> = (() => {
  const light = (C.detentionOrLess.value - driving) / rest;
  const fixedUpToOne = C.upToOneYear.value - C.detentionOrLess.value;
  const short = (fixedUpToOne - negligent * C.negligentUpToOneYear.value) / rest;
  const upToThree = C.upToThreeYears.value - C.upToOneYear.value;
  const middle = (upToThree - negligent * C.negligentOneToThreeYears.value) / rest;
  return { light, short, middle, long: 1 - light - short - middle };
})();

/**
 * Share suspended among intentional offenders with at most three years (刑法72), so that the whole has its
 * share;
 * a 累犯 is never suspended (刑法74).
 */
export const INTENTIONAL_SUSPENDED: number = (() => {
  const eligibleNegligent = negligent * (C.negligentUpToOneYear.value + C.negligentOneToThreeYears.value);
  return (C.suspended.value - eligibleNegligent * C.negligentSuspended.value)
    / ((C.upToThreeYears.value - eligibleNegligent) * (1 - C.recidivist.value));
})();

/** Kind of offender: 0 dangerous driving, 1 negligent, 2 other intentional. */
export const chooseGroup: Choice = choiceOf([[0, driving], [1, negligent], [2, rest]]);

/** Band by group. */
export const chooseBand: readonly Choice[] = [
  choiceOf([[0, 1]]),
  choiceOf([[1, C.negligentUpToOneYear.value], [2, C.negligentOneToThreeYears.value],
    [3, 1 - C.negligentUpToOneYear.value - C.negligentOneToThreeYears.value]]),
  choiceOf(BANDS.map((band, i) => [i, INTENTIONAL_BANDS[band]])),
];

/** Negligent charge. */
export const chooseNegligentCharge: Choice =
  choiceOf(NEGLIGENT_MIX.map(([name, share]) => [chargePlace(name), share]));

/** Intentional charge by band. */
export const chooseIntentionalCharge: readonly Choice[] = BANDS.map((_, band) =>
  choiceOf(CHARGE_MIX.map(([name, ...counts]) => [chargePlace(name), counts[band] ?? 0])));

/** Light penalties: detention, surveillance, fine only, exemption. */
export const chooseLight: Choice = (() => {
  const others = C.detentionOrLess.value - C.detentionSurveillanceFine.value;
  const inside = C.detentionSurveillanceFine.value;
  const surveillance = inside * C.publicSurveillanceOfDetention.value;
  const fine = inside * C.fineOnlyOfDetention.value;
  return choiceOf([[0, inside - surveillance - fine], [1, surveillance], [2, fine], [3, others]]);
})();

/** Within the long band: up to five years, up to ten, above, life, death. */
export const chooseLong: Choice = choiceOf([
  [0, C.threeToFiveOfLong.value], [1, C.fiveToTenOfLong.value], [2, C.aboveTenOfLong.value],
  [3, C.lifeOfLong.value],
  [4, 1 - C.threeToFiveOfLong.value - C.fiveToTenOfLong.value - C.aboveTenOfLong.value - C.lifeOfLong.value],
]);
