export {
  decideSupervision, type SupervisionCommand, type SupervisionDecided, type SupervisionRefusal,
} from './decide-supervision.ts';
export {
  type Assessment, decideIncident, evolveIncident, type IncidentCommand, incidentDeadlines,
  type IncidentEvent,
  type IncidentRefusal, type IncidentState, NO_INCIDENT, type Notice,
  REFERRAL_CITES, type ReferralKind,
} from './incident.ts';
export {
  DEFAULT_PATTERN_SETTINGS, findPatterns, type InquiryFact, NOTED_RULES, PATTERN_RULES, type PatternFinding,
  type PatternRule, type PatternSettings,
} from './inquiry-patterns.ts';
export { sealingFactOf } from './sealing-fact.ts';
export {
  type DecisionFact, type OrganStatistics, type SealingFact, superviseStatistics,
} from './statistics.ts';
export {
  type OpinionKind, SUPERVISION_MATTERS, type SupervisionEvent, type SupervisionMatter,
  type SupervisionOpening, type SupervisionOrigin,
} from './supervision-event.ts';
export {
  correctionOf, evolveSupervision, foldSupervision, isReplyOverdue, NO_SUPERVISION, type OpenMatter,
  type Opinion, supervisionDeadlines, type SupervisionStage, type SupervisionState,
} from './supervision-state.ts';
