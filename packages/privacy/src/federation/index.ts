export {
  aggregateRound, type GroupReport, type GroupWords, probeAccuracy, ROUND_LIMITS, type RoundLimits,
  type RoundRefusal, type RoundResult,
} from './aggregate-round.ts';
export { type FederatedResult, federateLocally, type LocalOrgan } from './federate-locally.ts';
export {
  FEDERATION_DEFAULTS, type FederationSeat, type FederationTerms, federationTermsHash, groupsOf, ORGANS_MAX,
  ORGANS_MIN, roundPlan, unusableFederationTerms,
} from './federation-terms.ts';
export {
  countsOfWords, countWords, type FederationCounts, localExamples, type LocalTexts, type LocalUpdate,
  localUpdate,
} from './local-update.ts';
export { type MaskOwner, type MaskPeer, type Masks, NO_MASKS, pairwiseMasks } from './masks.ts';
export { dequantise, QUANTISATION, type Quantisation, quantise, sumWords } from './quantise.ts';
