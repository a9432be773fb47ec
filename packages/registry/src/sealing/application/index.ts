export type { ApplicationEvent, ReasonedDecision } from './application-event.ts';
export type { ApplicationOutcome } from './application-outcome.ts';
export {
  applicationDeadlines, applicationResult, type ApplicationResult,
} from './application-result.ts';
export {
  type ApplicationStage, type ApplicationState, evolveApplication, type FiledApplication, foldApplication,
  NO_APPLICATION,
} from './application-state.ts';
export {
  type ApplicationCommand, type ApplicationRefusal, decideApplication,
} from './decide-application.ts';
export {
  type BreachGround, decideObservation, DEFAULT_OBSERVATION, evolveObservation, NO_OBSERVATION,
  type ObservationCommand, type ObservationEvent, type ObservationRefusal, type ObservationSettings,
  type ObservationState, type ObservationTier, tierOf,
} from './observation.ts';
export {
  DEFAULT_PACK_D, packDEligibility, type PackDFacts, type PackDSettings,
} from './pack-d.ts';
export {
  type DecisionText, type KnownIdentity, publishableDecision, type PublicationRefusal, type PublishedDecision,
} from './publication.ts';
export {
  type Applicant, APPLICATION_KINDS, type ApplicationKind, applicantsSuffice, type Eligibility, type Material,
  type MaterialKind, requiredMaterials, type Track, TRACKS,
} from './track.ts';
