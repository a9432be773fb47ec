export {
  type ModelPrivacy, printedEpsilon, readModelPrivacy, statedPrivacy, STEPS_MAX,
} from './model-privacy.ts';
export {
  MODEL_DELTA, openVocabulary, type PlanRefusal, planPrivacy, PRIVATE_PLAN, PRIVATE_SPACE,
  trainPrivateRecogniser,
} from './private-recogniser.ts';
export {
  epsilonOfRenyi, epsilonOfSteps, noiseFor, type NoisySteps, ORDERS, renyiOfStep,
} from './renyi.ts';
export {
  applyNoisySum, GRID, gridVariance, type PrivatePlan, sumOfShares, trainPrivately,
} from './train-privately.ts';
