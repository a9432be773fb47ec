import { choice, flag, list, named, object, oneOf, text, type TypeOf, whole } from '../schema/schema.ts';
import { seenVersion } from './seen-version.ts';

const DOCUMENT_TYPES = [
  'residentIdentityCard', 'residencePermit', 'mainlandTravelPermit', 'taiwanTravelPermit', 'passport',
  'permanentResidenceCard',
] as const;
const MATERIALS = [
  'identityDocument', 'letterOfAttorney', 'agentIdentity', 'proofOfGuardianship', 'guardianIdentity',
  'proofOfIncapacity', 'proofOfUse', 'proofOfStay',
] as const;
const STATES = [
  'accepted', 'verificationRequested', 'verifying', 'findingProposed', 'decided',
] as const;
const OUTCOMES = ['certificate', 'refusal'] as const;
const GROUNDS = ['recordUnclear', 'earlierResultDiffers', 'identitiesConflict', 'other'] as const;
const OBSTACLES = [
  'STAY_TOO_SHORT', 'GUARDIANSHIP_ENDED', 'AGENT_WITHOUT_CAPACITY', 'AGE_UNKNOWN', 'IDENTITY_DIFFERS',
] as const;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = text({ max: 10, min: 10, pattern: DAY, title: '日期' });
const name = text({ max: 60, title: '姓名' });
/** Id of an application; answered alike whether somebody has it or not. */
export const certificateId = text({
  max: 36, min: 36, pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
});

const document = object(
  { type: choice(DOCUMENT_TYPES, '证件种类'), number: text({ max: 48, title: '证件号码' }) },
  { issuingState: text({ max: 3, min: 3 }) });

const person = object(
  { name, nationality: text({ max: 3, min: 3, pattern: /^[A-Z]{3}$/, title: '国籍' }), document },
  { otherDocuments: list(document, { min: 0, max: 4 }), bornOn: day, stayDays: whole(0, 40_000) });

const applicant = object(
  { kind: choice(['self', 'guardian', 'agent'], '申请人') }, { name, bornOn: day });

/** 犯罪记录查询申请表（个人）. @see 《公安机关办理犯罪记录查询工作规定》第6条 */
export const certificateApplication = named('CertificateApplication', object({
  person, applicant, materials: list(choice(MATERIALS, '已核对的材料'), { min: 0, max: MATERIALS.length }),
}));

/** An application. */
export type CertificateApplication = TypeOf<typeof certificateApplication>;

const DECIDED = object(
  {
    outcome: choice(['decided']), certificateId, result: choice(OUTCOMES), number: text({ max: 80 }),
    issuedOn: day,
  },
  { validUntil: day });

/** What an application came to. Of two people without an effective conviction both are told the same. */
export const certificateAnswer = named('CertificateAnswer', oneOf(
  DECIDED,
  object({ outcome: choice(['accepted']), certificateId, acceptedOn: day, dueOn: day }),
  object({
    outcome: choice(['supplement']), missing: list(choice(MATERIALS), { min: 1, max: 8 }),
    cite: text({ max: 40 }),
  }),
  object({ outcome: choice(['notAccepted']), reason: choice(OBSTACLES), cite: text({ max: 40 }) })));

/** What an application came to. */
export type CertificateAnswer = TypeOf<typeof certificateAnswer>;

/** Who is looked for, and what was proposed: for the people of the organ, until it is decided. */
const desk = object(
  {
    name, nationality: text({ max: 40 }), documentType: text({ max: 40 }), documentNumber: text({ max: 48 }),
    applicant: choice(['self', 'guardian', 'agent'], '申请人'),
    materials: list(choice(MATERIALS), { min: 0, max: MATERIALS.length }),
  },
  { proposed: choice(OUTCOMES), version: seenVersion });

/** How an application on record stands, for whoever may see it. */
export const certificateShown = named('CertificateShown', object(
  { certificateId, organ: text({ max: 80 }), state: choice(STATES) },
  {
    acceptedOn: day, dueOn: day, result: choice(OUTCOMES), number: text({ max: 80 }), issuedOn: day,
    validUntil: day, ground: choice(GROUNDS), isPaused: flag('调查核实期间不计入期限'),
    desk,
  }));

/** How an application stands. */
export type CertificateShown = TypeOf<typeof certificateShown>;

/** An application in a list: nothing of it is opened for that. */
export const certificateListed = object(
  { certificateId, organ: text({ max: 80 }), state: choice(STATES), openedAt: text({ max: 30 }) },
  { dueOn: day });

/** An application in a list. */
export type CertificateListed = TypeOf<typeof certificateListed>;

/** A page of applications. */
export const certificatePage = object(
  { items: list(certificateListed, { min: 0, max: 100 }) }, { next: text({ max: 80 }) });

/** Which applications. */
export const certificateSearch = object({}, {
  cursor: text({ max: 80 }), limit: whole(1, 100), state: choice(STATES),
});

/** 调查核实 and findings: what a person decides where it is not clear at once. */
export const certificateStep = named('CertificateStep', oneOf(
  object({ type: choice(['RequestVerification']), ground: choice(GROUNDS) }),
  object({ type: choice(['ProposeFinding']), outcome: choice(OUTCOMES) })));

/** What whoever approves decides. */
export const certificateApproval = named('CertificateApproval', object({
  type: choice(['ApproveVerification', 'RefuseVerification', 'ApproveFinding', 'ReturnFinding']),
}, { version: seenVersion }));

/** A step of an application. */
export type CertificateStep = TypeOf<typeof certificateStep> | TypeOf<typeof certificateApproval>;

/** What is printed on a paper: its code, and the facts the code vouches for. */
export const paperCheck = named('PaperCheck', object(
  {
    code: text({ max: 256 }), number: text({ max: 80 }), organ: text({ max: 80 }), issuedOn: day, name,
    nationality: text({ max: 40 }), documentType: text({ max: 40 }), documentNumber: text({ max: 40 }),
  },
  { validUntil: day }));

/** A paper to check. */
export type PaperCheck = TypeOf<typeof paperCheck>;

/** It was issued as it stands, or nothing is known of such a paper; there is no third answer. */
export const verifiedPaper = named('VerifiedPaper', object(
  { status: choice(['valid', 'unknown']) }, { issuedOn: day }));

/** What a check says. */
export type VerifiedPaper = TypeOf<typeof verifiedPaper>;
