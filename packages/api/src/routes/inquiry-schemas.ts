import {
  type Confirmation, CONFIRMATIONS, GRANT_LIMIT_NAMES, INQUIRER_KINDS, INQUIRY_MATERIALS,
  type InquiryMaterial, PLAIN_LIMITS, TOLD_PARTS, type ToldPart, WITHHOLDING_GROUNDS, type WithholdingGround,
} from '@fengcun/registry';
import { OFFENCE_CLASSES } from '@fengcun/statute';
import { choice, flag, list, named, object, oneOf, text, type TypeOf, whole } from '../schema/schema.ts';
import { seenVersion } from './seen-version.ts';

const DOCUMENT_TYPES = [
  'residentIdentityCard', 'residencePermit', 'mainlandTravelPermit', 'taiwanTravelPermit', 'passport',
  'permanentResidenceCard',
] as const;
// Keys of tables of ours: the names are the type.
const MATERIALS = Object.keys(INQUIRY_MATERIALS) as readonly InquiryMaterial[];
const WITHHOLDING_GROUND_NAMES = Object.keys(WITHHOLDING_GROUNDS) as readonly WithholdingGround[];
const CONFIRMATION_NAMES = Object.keys(CONFIRMATIONS) as readonly Confirmation[];
const PART_NAMES = Object.keys(TOLD_PARTS) as readonly ToldPart[];
const NORM_LEVELS = [
  'law', 'decisionOfCongress', 'administrativeRegulation', 'stateCouncilMeasure', 'generalOfficeDocument',
  'departmentalRule', 'localRegulation', 'normativeDocument', 'judicialDocument', 'platformTerms',
] as const;
const CASE_PURPOSES = [
  'investigatingCrime', 'judgingCrime', 'specialRecidivism', 'drugReoffending', 'ordinaryRecidivism',
  'nationalSecurityReview', 'otherCasework',
] as const;
const STAGES = [
  'applied', 'supplementing', 'supplemented', 'accepted', 'verifying', 'proposed', 'granted', 'undertaken',
  'prepared', 'disclosed', 'refused', 'notAccepted', 'referred', 'expired', 'withdrawn',
] as const;
const PAPERS = [
  'inquiry-receipt', 'inquiry-supplement-notice', 'inquiry-not-accepted-notice', 'inquiry-refusal-decision',
  'confidentiality-undertaking', 'inquiry-result-letter',
] as const;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ORGAN = /^[a-zA-Z]{2,24}\/[0-9A-Z-]{1,27}$/;

const day = text({ max: 10, min: 10, pattern: /^\d{4}-\d{2}-\d{2}$/, title: '日期' });
const name = text({ max: 60, title: '姓名、名称' });
const words = text({ max: 300, min: 0 });
const cites = list(text({ max: 48 }), { min: 0, max: 40 });

/** Id of an application; answered alike whether somebody has it or not. */
export const inquiryId = text({ max: 36, min: 36, pattern: ID });
/** A paper of an application. */
export const inquiryPaperName = choice(PAPERS, '文书');

const document = object(
  { type: choice(DOCUMENT_TYPES, '证件种类'), number: text({ max: 48, title: '证件号码' }) },
  { issuingState: text({ max: 3, min: 3 }) });
const officer = object({ name, document }, { office: text({ max: 40 }) });
const person = object(
  { name, document, nationality: text({ max: 3, min: 3, pattern: /^[A-Z]{3}$/, title: '国籍' }) },
  { otherDocuments: list(document, { min: 0, max: 4 }), bornOn: day });
const materials = list(choice(MATERIALS, '材料'), { min: 0, max: MATERIALS.length });

/** 查询申请. @see 2022 Measures art. 16(1); 《公安机关办理犯罪记录查询工作规定》第6条 */
export const inquiryApplication = named('InquiryApplication', object(
  {
    kind: choice(INQUIRER_KINDS, '查询主体'), track: choice(['sealedRecords', 'certificateRules'], '依据的规定'),
    organ: text({ max: 60, pattern: ORGAN, title: '受理机关' }),
    inquirer: object({ name }, { code: text({ max: 27 }) }),
    person, reasons: words, purpose: words, scopeOfUse: words, materials,
  },
  {
    officer, basisId: text({ max: 16 }), occupation: text({ max: 64 }),
    statedNorm: object({ words: text({ max: 120 }), level: choice(NORM_LEVELS) }),
    occasion: choice(['hiring', 'yearly', 'licence', 'case']), caseNumber: words, letterNumber: words,
    stayDays: whole(0, 40_000), casePurpose: choice(CASE_PURPOSES, '办案用途'),
  }));
/** An application as it is sent. */
export type InquiryBody = TypeOf<typeof inquiryApplication>;

/** What was missing. */
export const inquirySupplement = named('InquirySupplement', object({ materials }, {
  reasons: words, purpose: words, scopeOfUse: words, officer, caseNumber: words,
  occupation: text({ max: 64 }), letterNumber: words, stayDays: whole(0, 40_000),
}));
/** A supplement as it is sent. */
export type InquirySupplementBody = TypeOf<typeof inquirySupplement>;

const tri = choice(['yes', 'no', 'unknown']);
const LIMITS_MAX = 8;
const offenceClasses = list(choice(OFFENCE_CLASSES, '犯罪类别'), { min: 1, max: OFFENCE_CLASSES.length });
const reasons = text({ max: 300, title: '理由' });

/** A limit by which a grant tells less than the law would let it. @see 2022 Measures art. 16(3) */
export const grantLimit = named('GrantLimit', oneOf(
  object({ limit: choice(PLAIN_LIMITS, '限制'), reasons }),
  object({ limit: choice(['classes']), classes: offenceClasses, reasons }),
  object({ limit: choice(['since', 'until']), day, reasons })));
/** A limit as it is sent. */
export type GrantLimitBody = TypeOf<typeof grantLimit>;
const limits = list(grantLimit, { min: 0, max: LIMITS_MAX });

const reading = choice(['judicialOnly', 'asLawNames', 'noRecord', 'asBasisAllows']);

/** A step of the officers of the organ that is asked. */
export const inquiryStep = named('InquiryStep', oneOf(
  object({ type: choice(['CheckIntake']) }), object({ type: choice(['EndVerification']) }),
  object({ type: choice(['BeginVerification']), reasons: text({ max: 300 }) }),
  object({
    type: choice(['Propose']), outcome: choice(['grant', 'refuse']), reasons: text({ max: 300 }),
    confirmations: list(object({ what: choice(CONFIRMATION_NAMES), holds: tri }), { min: 0, max: 8 }),
    readings: list(object({ question: choice(['K4', 'K5']), reading }), { min: 0, max: 2 }),
  }, { limits })));
/** A step as it is sent. */
export type InquiryStepBody = TypeOf<typeof inquiryStep>;

/**
 * Another person agrees with what was proposed, narrows it further, or sends it back; `version`: what they
 * have seen, so that nothing newer is decided on unseen.
 */
export const inquiryDecision =
  named('InquiryDecision', object({ agrees: flag(), reasons: words }, { limits, version: seenVersion }));
/** A decision as it is sent. */
export type InquiryDecisionBody = TypeOf<typeof inquiryDecision>;
/** Whether a look stays withheld from the person: prolonged once on a ground, or shown from now on. */
export const withholdingReview = named('WithholdingReview', object(
  { prolongs: choice(['yes', 'no']), reasons: text({ max: 300 }) },
  { ground: choice(WITHHOLDING_GROUND_NAMES) }));
/** A review as it is sent. */
export type WithholdingReviewBody = TypeOf<typeof withholdingReview>;

/** The name under the undertaking. */
export const inquiryUndertaking = named('InquiryUndertaking', object({ signer: name }));
/** What a person said of what the rules leave open. */
export const inquiryPreparation = named('InquiryPreparation', object({
  answers: list(object({
    recordId: text({ max: 80 }), item: text({ max: 120, min: 0 }), isRelevant: flag(),
    reasons: text({ max: 300 }),
  }), { min: 0, max: 200 }),
}));
/** Answers as they are sent. */
export type InquiryAnswers = TypeOf<typeof inquiryPreparation>;

const question = object({
  recordId: text({ max: 80 }), item: text({ max: 120, min: 0 }),
  readings: list(object({ isRelevant: flag(), zh: text({ max: 600 }) }), { min: 0, max: 2 }),
});
const openQuestion = object({
  question: choice(['K4', 'K5']), zh: text({ max: 200 }), cites,
  readings: list(object({ reading, zh: text({ max: 200 }) }), { min: 2, max: 2 }),
});

const limitShown = object(
  { limit: choice(GRANT_LIMIT_NAMES), zh: text({ max: 600 }), cites },
  { classes: offenceClasses, day, setBy: choice(['examiner', 'approver']), reasons: words });

/** What could be told at most, by which limits it can be less; of the application alone. */
const questionName = choice(['K4', 'K5']);
const scope = object({
  tells: list(object({ part: choice(PART_NAMES) }, { question: questionName, reading }),
    { min: 0, max: PART_NAMES.length }),
  limits: list(choice(GRANT_LIMIT_NAMES), { min: 0, max: GRANT_LIMIT_NAMES.length }),
  classes: list(choice(OFFENCE_CLASSES), { min: 0, max: OFFENCE_CLASSES.length }),
});

/** How an application stands. Of an officer's view are the members from `openQuestions` on. */
export const inquiryShown = named('InquiryShown', object(
  {
    inquiryId, organ: text({ max: 60 }), kind: choice(INQUIRER_KINDS), stage: choice(STAGES),
    papers: list(object({ paper: inquiryPaperName, number: text({ max: 80 }) }), { min: 0, max: 12 }),
  },
  {
    dueOn: day, validUntil: day, recheckOn: day, remedy: text({ max: 300 }),
    missing: list(object({ item: text({ max: 40 }), zh: text({ max: 80 }) }), { min: 0, max: 24 }),
    grounds: list(object({ code: text({ max: 40 }), zh: text({ max: 400 }), cites }), { min: 0, max: 16 }),
    openQuestions: list(openQuestion, { min: 0, max: 2 }), confirmations: list(
      object({ what: choice(CONFIRMATION_NAMES), zh: text({ max: 120 }) }), { min: 0, max: 8 }),
    withheldUntil: day, version: seenVersion,
    proposed: choice(['grant', 'refuse']), proposalReasons: words, decisionReasons: words, sentBack: words,
    // To who asked from the grant on, without the words of officers; to officers with them.
    limits: list(limitShown, { min: 0, max: 2 * LIMITS_MAX }), scope,
    // How open questions are read: as proposed or decided; before, as the deployment has settled them.
    readings: list(object({ question: questionName, reading }), { min: 0, max: 2 }),
    questions: list(question, { min: 0, max: 200 }),
    applicant: object({
      inquirer: name, reasons: words, purpose: words, scopeOfUse: words, basis: text({ max: 200 }),
    }),
  }));
/** An application as it is shown. */
export type InquiryShown = TypeOf<typeof inquiryShown>;

/** What is shown, once: lines of the letter and the signed letter itself with its watermark. */
export const inquiryAnswer = named('InquiryAnswer', object(
  {
    inquiryId, kind: choice(['file', 'answer']), found: flag(), number: text({ max: 80 }),
    lines: list(text({ max: 400 }), { min: 0, max: 400 }), watermark: text({ max: 240 }),
    letter: text({ max: 4 * 1024 * 1024, title: 'PDF, base64' }),
  },
  {
    recheckOn: day, modes: list(choice(['read', 'excerpt', 'copy']), { min: 0, max: 3 }),
    limits: list(text({ max: 600 }), { min: 0, max: 2 * LIMITS_MAX }),
  }));
/** What is shown. */
export type InquiryAnswer = TypeOf<typeof inquiryAnswer>;

/** An application in a list: nothing of it is opened for that. */
export const inquiryListed = object(
  { inquiryId, organ: text({ max: 60 }), stage: choice(STAGES), openedAt: text({ max: 30 }) },
  { dueOn: day });
/** An application in a list. */
export type InquiryListed = TypeOf<typeof inquiryListed>;
/** A page of applications. */
export const inquiryPage =
  object({ items: list(inquiryListed, { min: 0, max: 100 }) }, { next: text({ max: 80 }) });
/** Which applications. */
export const inquirySearch =
  object({}, { cursor: text({ max: 80 }), limit: whole(1, 100), stage: choice(STAGES) });
