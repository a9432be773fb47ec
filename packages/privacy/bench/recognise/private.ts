import { planPrivacy, trainPrivateRecogniser } from '../../src/private-training/index.ts';
import type { LabelledText, Recogniser } from '../../src/recognition/index.ts';
import { seededRandom } from '../../src/statistics/testing/seeded-random.ts';

/** The ε of the published study, and what it reached there: accuracy and macro-F1 in per cent, at δ = 1e-5. */
export const PUBLISHED_PRIVATE = [
  { epsilon: 10.3, accuracy: 80.5, macroF1: 47.4 }, { epsilon: 3.6, accuracy: 73.3, macroF1: 37.2 },
] as const;

/** A recogniser under noise on these values, which stand for a public list. */
export const privateRecogniser = (
  training: readonly LabelledText[], how: Readonly<{ labels: readonly string[]; epsilon: number; seed: string }>,
): Recogniser => {
  const plan = planPrivacy({ epsilon: how.epsilon, delta: 1e-5 }, training.length);
  if (!plan.ok) throw new Error(plan.error.code);
  return trainPrivateRecogniser(training,
    { field: 'charge', labels: how.labels, privacy: plan.value, random: seededRandom(how.seed) });
};
