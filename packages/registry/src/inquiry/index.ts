export {
  checkIntake, INQUIRY_FIELDS, type IntakeCheck, type MissingItem, missingItems, missingLabel,
} from './check-intake.ts';
export {
  checkLimits, classesToldOf, type LimitedGrant, type LimitFault, limitsFor, type Tellable, tellableParts,
} from './check-limits.ts';
export { computeDisclosure, type DisclosureInput } from './compute-disclosure.ts';
export { decideInquiry } from './decide-inquiry.ts';
export {
  type ComputedDisclosure, type DisclosedItem, type DisclosedRecord, type Disclosure, disclosureDigest,
  type DisclosureQuestion, type FileMode, type RelevanceAnswer,
} from './disclosure.ts';
export {
  type DisclosedLimit, GRANT_LIMIT_NAMES, GRANT_LIMITS, type GrantedLimit, type GrantLimit,
  type GrantLimitName, limitWords, PLAIN_LIMITS, TOLD_PARTS, type ToldPart,
} from './grant-limits.ts';
export { type Examination, examineInquiry, type GroundCode, type InquiryGround } from './examine-inquiry.ts';
export {
  type Confirmation, CONFIRMATIONS, INQUIRER_KINDS, type InquirerKind, type InquirerRow, INQUIRERS,
  INQUIRY_MATERIALS, type InquiryMaterial, isInquirerKind,
} from './inquirer-kinds.ts';
export {
  type InquiredRecord, inquiredRecord, type RecordStanding, type SealRegime,
} from './inquired-record.ts';
export {
  basisCode, type InquiredPerson, type InquiryApplication, type InquiryOfficer, type InquiryRegister,
  type InquirySupplement, type InquiryTrack, type StatedNorm,
} from './inquiry-application.ts';
export type { InquiryCommand, InquiryRefusal } from './inquiry-command.ts';
export type { InquiryEvent, InquiryParty } from './inquiry-event.ts';
export {
  decisionTerm, DEFAULT_INQUIRY_RULES, INQUIRY_QUESTIONS, type InquiryQuestion, type InquiryReadings,
  type InquiryRules, legalDay, piercingInquiry,
  type PiercingOf,
} from './inquiry-rules.ts';
export {
  ENDED_STAGES, evolveInquiry, type FiledInquiry, foldInquiry, type InquiryStage, type InquiryState,
  NO_INQUIRY,
} from './inquiry-state.ts';
export { inquiryRemedy, type InquiryRemedy } from './remedy.ts';
export {
  type LookWithheld, MAY_WITHHOLD, WITHHELD_DAYS, WITHHOLDING_GROUNDS, type WithholdingGround,
} from './withholding-terms.ts';
export { watermarkText, type WatermarkParts } from './watermark.ts';
