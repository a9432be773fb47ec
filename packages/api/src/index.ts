export {
  type AccessDecision, type AccessRequest, type Action, ACTIONS, type Authorizer, type Resource,
} from './access/access-request.ts';
export { type Actor, ANONYMOUS, type Authenticator, personOf } from './access/actor.ts';
export { SECOND_FACTOR_MINUTES_MAX, SESSION_MINUTES_MAX } from './access/areas/sign-in-area.ts';
export { CERTIFICATE_AREA } from './access/areas/certificate-area.ts';
export { INQUIRY_AREA } from './access/areas/inquiry-area.ts';
export { RIGHTS_AREA } from './access/areas/rights-area.ts';
export { KEEPING_AREA } from './access/areas/keeping-area.ts';
export { SIGN_IN_AREA } from './access/areas/sign-in-area.ts';
export { PRIVACY_AREA } from './access/areas/privacy-area.ts';
export type { ByteSource } from './ports/byte-source.ts';
export type { PrivacyPort, PrivacyTaken } from './ports/privacy-port.ts';
export { SUPERVISION_AREA } from './access/areas/supervision-area.ts';
export { type AuditAct, type AuditLine, type AuditSubject } from './access/audit-line.ts';
export { ACCESS_POLICIES, ACCESS_SCHEMA } from './access/policy-set.ts';
export { isPermitted } from './access/reference-predicate.ts';
export { ADMINISTRATOR_ROLES, isRole, type Role, ROLES, rolesAreSeparate } from './access/roles.ts';
export {
  browserFamily, cookieOf, type Identified, type IssuerDoor, REQUEST_HEADER, SESSION_COOKIE, sessionCookie,
  type SessionLookup, type SessionStanding, SIGN_IN_COOKIE, type SignedIn,
} from './access/session.ts';
export { addressOf, type AnswerOf, type CallOf, type Client, client } from './client/client.ts';
export { type DescribeOptions, openApiDocument, openApiPath } from './openapi/openapi-document.ts';
export {
  type AccountsPort, type AlarmRefusal, type AlarmStepRefusal, type AtSession, type BreakGlassAsked,
  type FactorRefusal, type JointRefusal, type NewSession,
} from './ports/accounts-port.ts';
export {
  type AccountShown, type AlarmFinding, type AlarmShown, type BreakGlassShown, FACTOR_KINDS,
  type FactorKind, type FactorProof, type FactorProposal, type JointShown, type MySession,
} from './routes/sign-in-schemas.ts';
export {
  type CertificatePaperFile, type CertificatesPage, type CertificatesPort, type PaperChecks,
} from './ports/certificates-port.ts';
export {
  type CertificateAnswer, type CertificateApplication, type CertificateListed, type CertificateShown,
  type CertificateStep, type PaperCheck, type VerifiedPaper,
} from './routes/certificate-schemas.ts';
export { type ReadingRefusal, type ReadingsPort } from './ports/readings-port.ts';
export {
  type ConfirmedReadingBody, type ConfirmedRowsBody, type DocumentReading, type FileReading,
  READING_DOCUMENTS_MAX, READING_ROWS_MAX, READING_TEXT_MAX, type TakenReading,
} from './routes/reading-schemas.ts';
export { READING_BYTES_MAX } from './routes/reading-routes.ts';
export { type AcknowledgeRefusal, type SealDutiesPort } from './ports/seal-duties-port.ts';
export {
  SEAL_DUTIES_MAX, type SealAcknowledged, type SealAcknowledgementBody, type SealDuties, type SealDutyShown,
} from './routes/seal-duty-schemas.ts';
export type { InquiriesPage, InquiriesPort, InquiryLook, InquiryReply } from './ports/inquiries-port.ts';
export type {
  GrantLimitBody, InquiryAnswer, InquiryAnswers, InquiryBody, InquiryDecisionBody, InquiryListed,
  InquiryShown, InquiryStepBody, InquirySupplementBody,
} from './routes/inquiry-schemas.ts';
export { type RightsPage, type RightsPort, type RightsTaken, type SignedPaper } from './ports/rights-port.ts';
export {
  type LookShown, type OwnIdentity, type OwnLooks, type RightsFilingBody, type RightsListed, type RightsShown,
  type RightsStepBody,
} from './routes/rights-schemas.ts';
export {
  type DutiesPage, type DutiesTold, type MatterAnswer, type MattersPage, type SupervisionPort,
} from './ports/supervision-port.ts';
export {
  type IncidentReportBody, type IncidentShown, type IncidentStepBody, type MatterListed, type MatterShown,
  type PatternsShown, type StatisticsShown, type SupervisionOpeningBody, type SupervisionStepBody,
} from './routes/supervision-schemas.ts';
export {
  type AttachmentsPort, type BeginProblem, type FoundAttachment, type FoundAttachments, type NewUpload,
  type OpenAttachment, type UploadProblem, type UploadState,
} from './ports/attachments-port.ts';
export { type AuditPort, type AuditReceipt } from './ports/audit-port.ts';
export { type CasesPort, type FoundCase } from './ports/cases-port.ts';
export {
  type ExceptionsPage, type ExceptionsPort, type ResolveException, type ResolveRefusal,
} from './ports/exceptions-port.ts';
export { type ExchangePort } from './ports/exchange-port.ts';
export { type HealthCheck, type HealthPort } from './ports/health-port.ts';
export {
  type IdempotencyOutcome, type IdempotencyPort, type IdempotentRequest, type KeptAnswer,
} from './ports/idempotency-port.ts';
export { type IntakePort } from './ports/intake-port.ts';
export type {
  DecidedKind, KeeperDecision, KeeperRefusal, KeeperReply, KeepingPort, LettersPage,
} from './ports/keeping-port.ts';
export type {
  AccountAsked, DeadLetterShown, KeeperActShown, KeysShown, LettersAsked, RoleChangeAsked, RotationAsked,
  SettingChangeAsked,
} from './routes/keeping-schemas.ts';
export type { AdministrationPort } from './ports/administration-port.ts';
export type {
  DirectoryEntry, JointActRow, OrganShown, PlatformStatus, PlatformTimers, SettingShown,
} from './routes/administration-schemas.ts';
export { type LedgerPort } from './ports/ledger-port.ts';
export {
  type FoundSeal, type OpeningRefusal, type SealsPage, type SealsPort,
} from './ports/seals-port.ts';
export { type RequestPorts, type ServicePorts } from './ports/service-ports.ts';
export {
  type Language, languageOf, type Problem, PROBLEM_MEDIA_TYPE, problemBody, type ProblemPlace, problemSchema,
} from './problems/problem.ts';
export {
  PROBLEM_CODES, type ProblemCode, PROBLEMS, type ProblemSpec, problemSpec,
} from './problems/problem-table.ts';
export { ALL_ROUTES, type RouteId, ROUTES } from './routes/all-routes.ts';
export type { PrivacyJobShown } from './routes/privacy-job-schemas.ts';
export type { StatisticsProposal } from './routes/privacy-schemas.ts';
export type { RecogniserQualityShown } from './routes/recogniser-schemas.ts';
export {
  type ExceptionContent, type ExceptionItem, type ExceptionOutcome, type ExceptionResolution,
  type VersionShown,
} from './routes/exception-schemas.ts';
export {
  type ExchangeEvent, exchangeEvent, type ExchangeReceipt, exchangeReceipt, type ExchangeResult,
  organOfSource,
} from './routes/exchange-schemas.ts';
export { EXCHANGE_BYTES_MAX, EXCHANGE_EVENTS_MAX, EXCHANGE_PATH } from './routes/exchange-routes.ts';
export { type IntakeEnvelope, type IntakeResult, type IntakeResults } from './routes/intake-schemas.ts';
export { type AttachmentShown } from './routes/attachment-schemas.ts';
export {
  type AnyRoute, type BodyReader, type Handling, type HeaderFields, pathNames, type RefusalExample,
  type Reply, type Route, type RouteInput, type StreamSpec,
} from './routes/route.ts';
export { type OverdueOrgan, type SealOpening, type SealShown, type SealStep } from './routes/seal-schemas.ts';
export { routeProblems } from './routes/route-problems.ts';
export { type CaseTimeline, PURPOSES } from './routes/timeline-schemas.ts';
export { type JsonSchema, type Schema, type TypeOf } from './schema/schema.ts';
export { checkContentDigest, contentDigest } from './signature/content-digest.ts';
export { signedHeaders, type Signing } from './signature/sign-request.ts';
export { type SignableRequest } from './signature/signature-base.ts';
export {
  EXCHANGE_SIGNATURE, INTAKE_SIGNATURE, type SenderKey, type SignatureCheck, type SignatureProfile,
  type VerifiedSignature, verifySignature,
} from './signature/verify-signature.ts';
export { type TraceContext, traceOf, traceparent } from './trace/traceparent.ts';
