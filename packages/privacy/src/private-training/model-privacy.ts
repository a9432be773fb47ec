import { approximately, type Rational, readRational, writtenRational } from '../statistics/rational.ts';
import { epsilonOfSteps } from './renyi.ts';
import type { PrivatePlan } from './train-privately.ts';

/**
 * What a model that was trained under noise says of it: (ε, δ) for one document more or less, and the numbers
 * they follow from. `sampling` and `noise` are written fractions; `documents`: what shares were divided by.
 */
export type ModelPrivacy = Readonly<{
  unit: 'document';
  epsilon: number;
  delta: number;
  clip: number;
  rate: number;
  steps: number;
  sampling: string;
  noise: string;
  documents: number;
}>;

/** LIMIT: steps of a training; more are hours of drawing noise. */
export const STEPS_MAX = 10_000;

// Printed with four decimals, upwards: nobody reads more, and what is read must not be too little.
const DECIMALS = 1e4;

/** ε with four decimals, rounded up. */
export const printedEpsilon = (epsilon: number): number => Math.ceil(epsilon * DECIMALS) / DECIMALS;

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

const isShare = (value: Rational | undefined): value is Rational =>
  value !== undefined && value.numerator > 0n && value.numerator <= value.denominator;

// LIMIT: less noise protects nobody, and its exponentials have millions of digits.
const NOISE_MIN = 0.3;

const readNoise = (value: unknown): Rational | undefined => {
  const noise = typeof value === 'string' ? readRational(value) : undefined;
  return noise !== undefined && approximately(noise) >= NOISE_MIN ? noise : undefined;
};

/** Privacy as a plan states it, with the ε that follows. */
export const statedPrivacy = (
  plan: PrivatePlan, delta: number,
): ModelPrivacy => ({
  unit: 'document', epsilon: printedEpsilon(epsilonOfSteps(plan, delta)), delta,
  clip: plan.clip, rate: plan.rate,
  steps: plan.steps, sampling: writtenRational(plan.sampling), noise: writtenRational(plan.noise),
  documents: plan.documents,
});

/**
 * TRUST BOUNDARY. Privacy as a file or a job states it; undefined where a member is none, and where the
 * stated ε is less than what its own numbers cost.
 */
export const readModelPrivacy = (value: unknown): ModelPrivacy | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const {
    unit, epsilon, delta, clip, rate, steps, sampling, noise, documents,
  } = value as Readonly<Record<string, unknown>>;
  const chance = typeof sampling === 'string' ? readRational(sampling) : undefined;
  const multiplier = readNoise(noise);
  if (unit !== 'document' || !isPositive(epsilon) || !isPositive(delta) || delta >= 1) return undefined;
  if (!isPositive(clip) || !isPositive(rate) || !isPositive(documents) || !Number.isSafeInteger(documents)) {
    return undefined;
  }
  if (!isPositive(steps) || !Number.isSafeInteger(steps) || steps > STEPS_MAX) return undefined;
  if (!isShare(chance) || multiplier === undefined) return undefined;
  const owed = epsilonOfSteps({ sampling: chance, noise: multiplier, steps }, delta);
  if (!(epsilon >= owed)) return undefined;
  return {
    unit, epsilon, delta, clip, rate, steps, sampling: String(sampling), noise: String(noise), documents,
  };
};
