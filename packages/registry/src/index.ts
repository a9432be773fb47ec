export { catalogueFacts, chargeNamed, STATUTORY_MAX_LIFE_MONTHS } from './intake/charge-facts.ts';
export {
  type AnswerRefusal, type CorrectedReading, correctReading, type FieldAnswer, type FieldCorrection,
} from './intake/confirmed/correct-reading.ts';
export { type FieldText, fieldTexts } from './intake/confirmed/field-texts.ts';
export {
  FIELD_OF_FACT, FIELD_OF_PROBLEM, type FieldForm, fieldRow, READING_FIELD_NAMES, type ReadingField,
} from './intake/confirmed/reading-field.ts';
export { factsFromMessage } from './intake/facts-from-message.ts';
export { factsFromReading, type ReadingFacts } from './intake/facts-from-reading.ts';
export { factsFromRecord } from './intake/facts-from-record.ts';
export { confidentialJson, type OrderConfidential } from './sealing/messages/confidential.ts';
export {
  holderSource, idOf, type OrderMessage, parseSealMessage, PLATFORM_SOURCE, publicMessagePart,
  type ReceiptMessage, recipientOf, refusalSentence, SEAL_ORDER_TYPE, SEAL_RECEIPT_TYPE, type SealEnvelope,
  type SealMessage, sourceOf, streamOf, toSealEnvelope,
} from './sealing/messages/seal-message.ts';
export { orderField, receiptField } from './sealing/messages/order-field.ts';
export { orderDecisions, rankOfOutcome } from './sealing/overall-decision.ts';
export {
  type Acknowledgement, type DeadlineItem, deadlineState, type DeadlineState, type DeadlineStatus,
  DEFAULT_REMINDERS, type ReminderPolicy,
} from './sealing/deadlines/deadline-state.ts';
export {
  type DeadlineEntry, overdueByOrgan, type OverdueDuty, type OverdueOfOrgan,
} from './sealing/deadlines/overdue.ts';
export {
  isTermRule, parseTermSettings, PROPOSAL_PERIODS, type ProposalPeriod, TERM_DAYS_MAX, TERM_RULES, termDue,
  termOf, type TermRefusal, type TermRule, type TermSettings, type TermStart,
} from './sealing/deadlines/terms.ts';
export type {
  CopiesBrought, CopyFound, FoundCopiesBrought, HolderCommand, HolderEvent, HolderRefusal, OrderTaken, Work,
} from './sealing/holder/holder-event.ts';
export { decideHolder, evolveHolder, foldHolder } from './sealing/holder/decide-holder.ts';
export { answerTo, holderDuty, type HolderDuty, NO_COMMITMENT } from './sealing/holder/holder-duty.ts';
export { type HolderState, noStandingOrder, standingSequence } from './sealing/holder/holder-state.ts';
export { APPROVAL_DAYS_MAX } from './sealing/lifecycle/decide-opening.ts';
export { decideSealing, EVENT_OF } from './sealing/lifecycle/decide-sealing.ts';
export { orderFor, outstandingOrders } from './sealing/lifecycle/outstanding.ts';
export { evolveSealing, foldSealing } from './sealing/lifecycle/evolve-sealing.ts';
export {
  endsSeal, familyOf, isOpenGround, isSealGround, mayBeSealed, removesEntry, type SealBasis, type SealFamily,
} from './sealing/lifecycle/lawful-ground.ts';
export type {
  CopyTarget, HolderKey, OrderedHolder, Receipt, ReceiptResult, SealOrder,
} from './sealing/lifecycle/order.ts';
export {
  copyStatus, isShownSealed, isWithheld, type MissingHolder, progressOf, type SealingProgress,
} from './sealing/lifecycle/progress.ts';
export { type CopyStatus, RECORD_STATUSES, type RecordStatus } from './sealing/lifecycle/record-status.ts';
export type { Act, OrderDraft, SealingCommand, SealingRefusal } from './sealing/lifecycle/sealing-command.ts';
export type {
  ExemptionConsents, SealingEvent, SealingReason, StepReason, Trace,
} from './sealing/lifecycle/sealing-event.ts';
export {
  type CopyProgress, missingHolders, NEVER_SEALED, newestSequence, type Observation, type OpenProposal,
  type SealingState,
} from './sealing/lifecycle/sealing-state.ts';
export {
  type Refusal, type SealingInput, TRANSITIONS, type TransitionRow,
} from './sealing/lifecycle/transition-table.ts';
export {
  type GroundRow, OPEN_GROUND, OPEN_GROUNDS, type OpenGround, type OpenGroundRow, SEAL_GROUND, SEAL_GROUNDS,
  type SealGround,
} from './sealing/grounds.ts';
export {
  ATTACHMENT_BYTES_MAX, ATTACHMENT_TITLE_MAX, type AttachmentPlan, type AttachmentRefusal, attachmentTitle,
  parseAttachmentPlan,
} from './intake/attachments/attachment.ts';
export {
  ATTACHMENT_KIND_NAMES, ATTACHMENT_KINDS, type AttachmentKind, isAttachmentKind,
} from './intake/attachments/attachment-kind.ts';
export {
  ATTACHMENT_MEDIA_TYPES, type AttachmentMediaType, MEDIA_HEAD_BYTES, recogniseMediaType,
} from './intake/attachments/media-type.ts';
export {
  CASE_CODE_RANDOM_BYTES, type CaseCode, type CaseCodeRefusal, caseCodeUri, formatCaseCode, makeCaseCode,
  parseCaseCode,
} from './intake/case-code/case-code.ts';
export {
  type ActorId, type CaseEvent, type CaseErased, type Confidential,
  type CaseLinked, type CaseLinkReason, type CaseUnlinked, CHOICE_REASONS, type ChoiceReason,
  type ContradictionSettled, type ErasureGround,
  type MergeId, type PublicCaseEvent, publicPart, type StageRecorded,
} from './intake/case/case-event.ts';
export {
  type CaseLink, type CaseRecord, type CaseState, evolveCase, foldCase, NO_CASE, type OpenCase, recordsOf,
} from './intake/case/case-state.ts';
export {
  type Contradiction, type ContradictionCode, contradictionsOf, standingRecords, type Tellings, tellingsOf,
} from './intake/case/contradictions.ts';
export {
  type CaseCommand, type CaseRefusal, decideCase, type EraseCase, type RecordMessage,
  type SettleContradiction,
} from './intake/case/decide-case.ts';
export { type BasicFacts, type EntryItems, entryItems, type Prosecutor } from './intake/case/entry-items.ts';
export {
  type ExecutionStatus, executionStatusOf, type ExecutionStep,
} from './intake/case/execution-status.ts';
export {
  type HeldRecord, type Holder, holderCitation, type HolderGround, holdersOf, organsHolding,
} from './intake/case/holders.ts';
export type { Claim, Item } from './intake/case/item.ts';
export {
  type NoticeKind, noticeMessage, type NoticeOrder, type NoticeRefusal,
} from './intake/case/notices.ts';
export {
  type CaseLinkAct, type CaseLinkRefusal, MERGE_REASONS, mergeCases, MERGED_CASES_MAX, mergeOf,
  type MergingCase, SPLIT_REASONS, splitCase, survivingCode, withMerged,
} from './intake/case/merged-cases.ts';
export {
  RETENTION, type RetentionBasis, type RetentionPeriod, type RetentionRow, type RetentionStart,
} from './intake/case/retention.ts';
export { type CaseDirectory, type CaseRoute, routeCase } from './intake/case/route-case.ts';
export {
  decideException, evolveException, type ExceptionCommand, type ExceptionEvent, type ExceptionId,
  type ExceptionRefusal, type ExceptionState, foldException, NO_EXCEPTION, publicExceptionPart,
  type ReplayOutcome,
} from './intake/exceptions/exception.ts';
export {
  EXCEPTION_REASONS, type ExceptionCode, type ExceptionDetail, reasonOfProblem, reasonOfRoute,
  reasonOfSameness, type Remedy, resolves,
} from './intake/exceptions/reason.ts';
export { type IntakeContext, type IntakeOutcome, replayOutcome, takeIn } from './intake/exceptions/replay.ts';
export {
  DOCUMENT_TYPES, type DocumentRefusal, type DocumentRefusalCode, type DocumentType, type IdentityDocument,
} from './intake/identity/document.ts';
export {
  comparableName, compareNames, isMaskedName, type NameClaim, type NameComparison, type NameUse,
} from './intake/identity/name.ts';
export { documentKey, type DocumentInput, parseDocument } from './intake/identity/parse-document.ts';
export { claimedBirthDates, type PersonClaims } from './intake/identity/person.ts';
export { upgradeResidentNumber } from './intake/identity/resident-number.ts';
export {
  sameness, type Sameness, type SamenessReason, type SamenessVerdict,
} from './intake/identity/sameness.ts';
export type { Sentence } from './intake/messages/contents-of-trial.ts';
export {
  envelopeId, envelopeSource, envelopeType, type IntakeEnvelope, parseIntakeMessage, toEnvelope,
} from './intake/messages/envelope.ts';
export type { JsonSchema, Parsed } from './intake/messages/field.ts';
export { messagesFromReading, type ReadJudgment } from './intake/messages/from-reading.ts';
export { messagesFromRecord, type ReadRecord } from './intake/messages/from-record.ts';
export { placeInRecord } from './intake/messages/record-places.ts';
export type { ImportSource, Mapped, MappingProblem } from './intake/messages/mapped.ts';
export {
  type CaseNaming, type CaseReference, comparableNumber, dateOf, type IntakeMessage, messageContentHash,
  referenceKey, sourceFactKey, type SourceKey, tellingKey,
} from './intake/messages/message.ts';
export {
  isMessageKind, KIND_NAMES_IN_ORDER, type KindedContent, kindSpec, MESSAGE_KINDS, type MessageContent,
  type MessageKind, type Stage,
} from './intake/messages/message-kinds.ts';
export { type MessageRefusal, type MessageRefusalCode } from './intake/messages/message-refusal.ts';
export { INTAKE_MESSAGE_SCHEMA } from './intake/messages/message-schema.ts';
export { regionOf, regionsAbove } from './intake/messages/administrative-region.ts';
export { type Organ, ORGAN_TYPES, organKey, type OrganType } from './intake/messages/organ.ts';
export {
  isPseudonym, isSubjectToken, type Pseudonym, type PseudonymDomain, type Pseudonymise, type SubjectToken,
} from './intake/pseudonym.ts';
export {
  decideLinks, type SubjectLinkCommand, type SubjectLinkRefusal,
} from './intake/subject/decide-links.ts';
export { linkedCase } from './intake/subject/linked-case.ts';
export {
  type ChangeId, type ChangeStatus, evolveLinks, foldLinks, type LinkReason, NO_LINKS, type RegisteredChange,
  representativeOf, type SubjectChange, type SubjectLinkEvent, type SubjectLinks, subjectOfRecord,
} from './intake/subject/subject-links.ts';
export {
  type DraftedOrder, draftOrder, type DraftRefusal, type OrderInput, type WaitingHolder,
} from './sealing/orders/draft-order.ts';
export {
  type Disposition, type DispositionKind, type Effect, type KnownOrgan, type RecordPlace, sealableRecordId,
  type TriggerEvent,
} from './sealing/triggers/disposition.ts';
export { dispositionFacts, executedMonths } from './sealing/triggers/disposition-facts.ts';
export { type ExecutionEnd, executionEnd, type ExecutionPlace } from './sealing/triggers/execution-end.ts';
export { type Dispositions, findDispositions } from './sealing/triggers/find-dispositions.ts';
export {
  findTriggers, type OpeningHint, type RemovalHint, type SealTrigger, type TriggerFindings, type TriggerInput,
} from './sealing/triggers/find-triggers.ts';
export {
  executionNotices, noticeDuties, type NoticeDuty, type NoticeDutyKind, type NoticeTo,
} from './sealing/triggers/notice-duties.ts';
export {
  type OrderDays, type Recipient, recipientDue, type TermStartEvent,
} from './sealing/triggers/recipients.ts';
export { SEALABLE_TERM_MONTHS_MAX } from './sealing/triggers/seal-ground.ts';
export {
  TRIGGER_QUESTIONS, type TriggerQuestion, type TriggerQuestionCode,
} from './sealing/triggers/trigger-question.ts';
export { type Consequence, type ConsequenceKind, consequencesOf } from './sealing/unsealing/consequences.ts';
export {
  removalProposal, type RemovalProposal, rescissionProposal, type RescissionProposal, type SealDoubt,
} from './sealing/unsealing/correction-proposals.ts';
export {
  type CourtStatement, findUnsealing, type OtherReading, type UnsealProposal, type UnsealQuestion,
  type UnsealRules,
} from './sealing/unsealing/find-unsealing.ts';
export {
  type ExecutedTerm, type NewJudgment, type SealedRecord, triggerOf, unsealFacts, type UnsealTrigger,
} from './sealing/unsealing/new-judgment.ts';
export * from './sealing/application/index.ts';
export {
  COVER_LABEL, type Dossier, type DossierPart, type DossierState, type DossierView, dossierViews,
  type LabelChange, labelChanges, type LabelReason,
} from './sealing/labels/dossier-labels.ts';
export {
  addCoverage, type Coverage, type CoverageCell, type CoverageRate, coverageRate, coverageReport, NO_COVERAGE,
} from './sealing/sweep/coverage.ts';
export {
  LEGACY_UNTIL, SWEEP_START, sweepBatch, type SweepCursor, type SweepNeed, sweepOrders, type SweepPlan,
  type SweepRules, type SweepSeal, type SweptRecord,
} from './sealing/sweep/sweep.ts';
export {
  type ShownRow, type TimelineMatter, type TimelinePlace, type TimelineRow, timelineRows, type Viewer,
  visibleTimeline,
} from './sealing/timeline/timeline.ts';
export {
  bornOnOf, CERTIFICATE_MATERIALS, type CertificateApplicant, type CertificateApplication,
  type CertificateMaterial, type CertificatePerson,
} from './certificate/application.ts';
export {
  type ApplicationCheck, type CertificateObstacle, checkApplication, type CheckAgainst,
} from './certificate/check-application.ts';
export {
  type CertificateEvent, type CertificateOutcome, type CertificatePaper, VERIFICATION_GROUNDS,
  type VerificationGround,
} from './certificate/certificate-event.ts';
export {
  type CertificateState, evolveCertificate, foldCertificate, NO_CERTIFICATE,
} from './certificate/certificate-state.ts';
export {
  type CertificateAct, type CertificateCommand, type CertificateRefusal, decideCertificate,
} from './certificate/decide-certificate.ts';
export { bearsOnConviction, type Conviction, convictionOf } from './certificate/conviction.ts';
export { type MarkKey, markKeys, nameAndBirthKey } from './certificate/mark-key.ts';
export {
  type CertificateSettings, DEFAULT_CERTIFICATE_SETTINGS, parseCertificateSettings,
} from './certificate/settings.ts';
export {
  type CertificateClaim, type CertificateFacts, type CodeRefusal, factsDigest, parseVerificationCode,
  type SignedClaim, signedBytes, verificationCode,
} from './certificate/verification-code.ts';
export * from './inquiry/index.ts';
export * from './reminders/index.ts';
export * from './rights/index.ts';
export * from './supervision/index.ts';
