import { assert, err, type Json, ok, present, type Result } from '@fengcun/kernel';
import {
  GRID, gridVariance, type ModelPrivacy, noiseFor, type PlanRefusal, PRIVATE_PLAN, type PrivatePlan,
  readModelPrivacy, statedPrivacy,
} from '../private-training/index.ts';
import { dividedBy, type Rational, rational, readRational } from '../statistics/rational.ts';

/**
 * Noise of a federated training: what it costs one document, and how many organs' shares of noise may be
 * known or missing without its costing more. Part of the terms, so of what two organs agree to.
 */
export type FederationNoise = Readonly<{ privacy: ModelPrivacy; colluders: number }>;

/** LIMIT: documents of all organs, so that their clipped shares stay below 2^31 with their noise. */
export const NOISY_DOCUMENTS_MAX = 30_000;

/**
 * Noise with which a training of so many rounds over so many documents costs one document at most ε, against
 * the coordinator and `colluders` organs in league with it.
 */
export const planFederationNoise = (
  target: Readonly<{ epsilon: number; delta: number }>,
  over: Readonly<{ documents: number; rounds: number; colluders: number }>,
): Result<FederationNoise, PlanRefusal> => {
  const { documents, rounds: steps, colluders } = over;
  const noise = noiseFor(target, { ...PRIVATE_PLAN, steps });
  if (noise === undefined) return err({ code: 'EPSILON_OUT_OF_REACH', epsilon: target.epsilon });
  const privacy = statedPrivacy({ ...PRIVATE_PLAN, steps, noise, documents }, target.delta);
  return ok({ colluders, privacy });
};

/** TRUST BOUNDARY. Noise as terms state it; undefined where its numbers do not stand together. */
export const readFederationNoise = (value: Json | undefined): FederationNoise | undefined => {
  const { privacy, colluders, ...rest } = Object(value) as Readonly<Record<string, unknown>>;
  const read = readModelPrivacy(privacy);
  if (read === undefined || typeof colluders !== 'number' || Object.keys(rest).length > 0) return undefined;
  return { privacy: read, colluders };
};

/** Whether this noise can stand among so many organs: at least two stay whose noise nobody knows. */
export const isUsableNoise = (
  { privacy, colluders }: FederationNoise, over: Readonly<{ organs: number; rounds: number }>,
): boolean =>
  Number.isSafeInteger(colluders) && colluders >= 0 && colluders <= over.organs - 2
  && privacy.steps === over.rounds && privacy.documents <= NOISY_DOCUMENTS_MAX;

/** The plan of a training under this noise. */
export const planOfNoise = ({ privacy }: FederationNoise): PrivatePlan => {
  const { sampling, noise, steps, clip, rate, documents } = privacy;
  return {
    steps, clip, rate, documents,
    sampling: present(readRational(sampling), 'a chance'), noise: present(readRational(noise), 'a noise'),
  };
};

/**
 * The variance of one organ's share in steps of the grid: the shares of all but the colluders add up to
 * exactly the variance whose ε the terms state. A sum of discrete Gaussians is none; at deviations of
 * thousands of steps the difference is below exp(−10⁶), beyond every digit of ε.
 * @see Kairouz, Liu, Steinke 2021 (arXiv 2102.06387), theorem 1
 */
export const shareOfNoise = (noise: FederationNoise, organs: number): Rational => {
  const honest = organs - noise.colluders;
  assert(honest >= 2, 'two organs at least whose noise nobody knows');
  return dividedBy(gridVariance(planOfNoise(noise).noise), rational(BigInt(honest)));
};

/**
 * The largest length a round's sum can have in steps: all shares in one direction, and noise of all organs.
 */
export const longestSum = (
  noise: FederationNoise, over: Readonly<{ organs: number; size: number }>,
): number => {
  const { numerator, denominator } = shareOfNoise(noise, over.organs);
  const deviation = Math.sqrt((over.organs * Number(numerator)) / Number(denominator));
  return noise.privacy.documents * GRID + 2 * deviation * Math.sqrt(over.size);
};
