export {
  aggregateRound, type GroupReport, type GroupWords, probeAccuracy, ROUND_LIMITS, type RoundLimits,
  type RoundRefusal, type RoundResult,
} from './aggregate-round.ts';
export { type FederatedResult, federateLocally, type LocalOrgan } from './federate-locally.ts';
export {
  type FederationNoise, NOISY_DOCUMENTS_MAX, planFederationNoise, planOfNoise, shareOfNoise,
} from './federation-noise.ts';
export {
  FEDERATION_DEFAULTS, type FederationSeat, type FederationTerms, federationTermsHash,
  federationTermsJson, groupsOf, ORGANS_MAX,
  ORGANS_MIN, roundPlan, unusableFederationTerms,
} from './federation-terms.ts';
export {
  countsOfWords, countWords, type FederationCounts, localExamples, type LocalTexts, type LocalUpdate,
  localUpdate,
} from './local-update.ts';
export { type MaskOwner, type MaskPeer, type Masks, NO_MASKS, pairwiseMasks } from './masks.ts';
export { aggregateNoisyRound, isNoisy, noisyUpdate, type NoisyTerms } from './noisy-round.ts';
export { dequantise, QUANTISATION, type Quantisation, quantise, sumWords } from './quantise.ts';
export { type FederationTermsRefusal, parseFederationTerms } from './parse-terms.ts';
export {
  bytesOfWords, type ChainRefusal, COORDINATOR, FEDERATION_PROTOCOL, openChain, type Saying, sayNext,
    type SessionChain,
  type SessionMessage, type SessionParcel, type SessionRole, stepOf, wordsOfBytes,
} from './session-messages.ts';
export {
  bytesOfModel, maskPlace, type SessionRefusal, type SessionState, sessionState,
} from './session-state.ts';
