import { planPrivacy, trainPrivateRecogniser } from '../../src/private-training/index.ts';
import type { LabelledText, Recogniser } from '../../src/recognition/index.ts';
import { readRational, rational, writtenRational } from '../../src/statistics/rational.ts';
import { seededRandom } from '../../src/statistics/testing/seeded-random.ts';

/** The ε of the published study, and what it reached there: accuracy and macro-F1 in per cent, at δ = 1e-5. */
export const PUBLISHED_PRIVATE = [
  { epsilon: 10.3, accuracy: 80.5, macroF1: 47.4 }, { epsilon: 3.6, accuracy: 73.3, macroF1: 37.2 },
] as const;

/** Organs of a federated training, and how many of them may be in league with the coordinator. */
const [ORGANS, COLLUDERS] = [5, 1];

/**
 * The noise of all organs together, of which those that do not collude have what ε asks for: longer by
 * √(5/4). Their shares are drawn at once here, which has the same law; clipped shares add up exactly.
 */
const together = (noise: string): string => {
  const { numerator, denominator } = readRational(noise) ?? rational(1n);
  const longer = (Number(numerator) / Number(denominator)) * Math.sqrt(ORGANS / (ORGANS - COLLUDERS));
  return writtenRational(rational(BigInt(Math.ceil(longer * 1e4)), 10_000n));
};

/** A recogniser under noise on these values, which stand for a public list. */
export const privateRecogniser = (
  training: readonly LabelledText[], how: Readonly<{ labels: readonly string[]; epsilon: number; seed: string; isFederated?: boolean }>,
): Recogniser => {
  const plan = planPrivacy({ epsilon: how.epsilon, delta: 1e-5 }, training.length);
  if (!plan.ok) throw new Error(plan.error.code);
  const { noise } = plan.value;
  const privacy = { ...plan.value, noise: how.isFederated === true ? together(noise) : noise };
  return trainPrivateRecogniser(training,
    { field: 'charge', labels: how.labels, privacy, random: seededRandom(how.seed) });
};
