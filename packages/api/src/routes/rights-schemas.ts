import { choice, list, named, object, oneOf, text, type TypeOf, whole } from '../schema/schema.ts';
import { seenVersion } from './seen-version.ts';

const KINDS =
  ['copy', 'correction', 'deletion', 'reexamination', 'sealing', 'objection', 'complaint'] as const;
const MATERIALS =
  ['identityProof', 'guardianshipProof', 'mandate', 'evidence', 'disclosureProof', 'harmProof'] as const;
const STAGES = [
  'filed', 'supplementing', 'supplemented', 'accepted', 'proposed', 'answered', 'notAccepted', 'appealed',
  'appealAnswered', 'withdrawn',
] as const;
const GROUNDS = [
  'mustBeKeptSecret', 'wouldHinderDuty', 'retentionRuns', 'foundCorrect', 'judgmentBinds', 'resultStands',
  'notToBeSealed', 'alreadySealed', 'notOurRecord',
] as const;
const OUTCOMES = ['granted', 'partlyGranted', 'refused'] as const;
const REMEDIES = ['reexamination', 'organAbove', 'supervision', 'court'] as const;
const DOCUMENT_TYPES = [
  'residentIdentityCard', 'residencePermit', 'mainlandTravelPermit', 'taiwanTravelPermit', 'passport',
  'permanentResidenceCard',
] as const;

const day = text({ max: 10, min: 10, pattern: /^\d{4}-\d{2}-\d{2}$/, title: '日期' });
const organ = text({ max: 80, pattern: /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/, title: '机关' });
const words = text({ max: 4000 });
const name = text({ max: 60, title: '姓名' });
const documentNumber = text({ max: 80, title: '文书编号' });

/** Id of a request; answered alike whether somebody has it or not. */
export const rightsRequestId = text({
  max: 36, min: 36, pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
});

/** A request. A citizen names no person: the account says who they are; a guardian names the child. */
export const rightsFiling = named('RightsFiling', object(
  {
    kind: choice(KINDS, '请求事项'), organ, requester: choice(['self', 'guardian', 'agent'], '申请人'),
    statement: words, materials: list(choice(MATERIALS), { min: 0, max: MATERIALS.length }),
  },
  {
    concerns: text({ max: 80, title: '所涉文书或者记录' }), ward: name, agentBornOn: day,
    person: object(
      { name, documentType: choice(DOCUMENT_TYPES), documentNumber: text({ max: 48 }) }, { bornOn: day }),
  }));

/** A request to file. */
export type RightsFilingBody = TypeOf<typeof rightsFiling>;

const answer = object({
  outcome: choice(OUTCOMES), grounds: list(choice(GROUNDS), { min: 0, max: GROUNDS.length }),
  reasons: text({ max: 4000, min: 0 }), measures: text({ max: 4000, min: 0 }),
});

/** What the person does with an own request. */
export const ownRightsStep = named('OwnRightsStep', oneOf(
  object({
    type: choice(['Supplement']),
    supplement: object(
      { materials: list(choice(MATERIALS), { min: 0, max: MATERIALS.length }) }, { bornOn: day }),
  }),
  object({ type: choice(['Appeal']), statement: words, to: organ }),
  object({ type: choice(['Withdraw', 'TakeOver']) })));

/** What an officer does with a request. */
export const rightsStep = named('RightsStep', oneOf(
  object({ type: choice(['CheckRequest']), document: documentNumber }),
  object({ type: choice(['Refer']), to: organ, document: documentNumber }),
  object({ type: choice(['ProposeAnswer']), answer })));

/** What whoever approves decides: the answer, more days, or as the organ above. */
export const rightsDecision = named('RightsDecision', oneOf(
  object({
    type: choice(['DecideAnswer']), agrees: choice(['yes', 'no']), reasons: text({ max: 4000, min: 0 }),
    document: documentNumber,
  }, { version: seenVersion }),
  object({ type: choice(['Extend']), reasons: words }),
  object({ type: choice(['AnswerAppeal']), answer, document: documentNumber })));

/** A step of a request. */
export type RightsStepBody =
  TypeOf<typeof ownRightsStep> | TypeOf<typeof rightsStep> | TypeOf<typeof rightsDecision>;

/** `sentBack`: why a proposal was not agreed to; `appeal`: what the organ above was told. */
const desk = object(
  {
    person: name, requester: choice(['self', 'guardian', 'agent'], '申请人'),
    materials: list(choice(MATERIALS), { min: 0, max: MATERIALS.length }),
  },
  {
    concerns: text({ max: 80, title: '所涉文书或者记录' }), proposed: answer, sentBack: words, appeal: words,
    version: seenVersion,
  });

/** A request as those see it who have to do with it. */
export const rightsShown = named('RightsShown', object(
  {
    requestId: rightsRequestId, kind: choice(KINDS), organ, stage: choice(STAGES), statement: words,
    remedies: list(choice(REMEDIES), { min: 0, max: REMEDIES.length }),
    cites: list(text({ max: 40 }), { min: 0, max: 20 }),
  },
  {
    dueOn: day, answer, missing: list(text({ max: 40 }), { min: 0, max: 10 }), referredTo: organ,
    document: documentNumber, isSilent: choice(['yes']),
    papers: list(object({ paper: text({ max: 40 }), number: documentNumber }), { min: 0, max: 12 }),
    /** What a granted application to seal asks a clerk to look at. */
    sealingCandidate: text({ max: 80 }),
    /** For the people of the organ alone: what the answer rests on, and what was proposed. */
    desk,
  }));

/** A request as it is shown. */
export type RightsShown = TypeOf<typeof rightsShown>;

/** A request in a list: nothing of it is opened for that. */
export const rightsListed = object(
  {
    requestId: rightsRequestId, organ: text({ max: 80 }), state: choice(STAGES), openedAt: text({ max: 30 }),
  },
  { dueOn: day });

/** A request in a list. */
export type RightsListed = TypeOf<typeof rightsListed>;

/** A page of requests. */
export const rightsPage = object(
  { items: list(rightsListed, { min: 0, max: 100 }) }, { next: text({ max: 80 }) });

/** Which requests. */
export const rightsSearch =
  object({}, { cursor: text({ max: 80 }), limit: whole(1, 100), state: choice(STAGES) });

/** A look at the own record, or an attempt. */
export const lookShown = named('LookShown', object({
  at: text({ max: 30 }), organ: text({ max: 120 }), inquirerKind: text({ max: 40 }), basis: text({ max: 40 }),
  purpose: words, outcome: choice(['disclosed', 'refused', 'expired']),
  shown: list(text({ max: 40 }), { min: 0, max: 20 }),
}));

/** A look. */
export type LookShown = TypeOf<typeof lookShown>;

/** A certificate that was applied for about the person: when and what came of it. */
export const ownCertificate = named('OwnCertificate', object(
  { certificateId: rightsRequestId, outcome: choice(['accepted', 'certificate', 'refusal']) },
  { number: documentNumber, issuedOn: day, validUntil: day }));

/** A step of a seal of the own record, as the person may see it. */
export const ownSealStep = named('OwnSealStep', object(
  { caseCode: text({ max: 40 }), at: text({ max: 30 }), step: text({ max: 40 }) },
  {
    state: text({ max: 40 }), holder: text({ max: 80 }), document: documentNumber,
    cites: list(text({ max: 40 }), { min: 0, max: 20 }),
  }));

/** A run of privacy computing in which a record of the person took part; no figure came out of it. */
export const ownComputation = named('OwnComputation', object({
  at: text({ max: 30 }), kind: text({ max: 40 }), text: text({ max: 300 }),
}));

/** Looks, oldest first; certificates about the person; what became of the own seals; computations. */
export const ownLooks = named('OwnLooks', object({
  computations: list(ownComputation, { min: 0, max: 200 }),
  looks: list(lookShown, { min: 0, max: 200 }),
  certificates: list(ownCertificate, { min: 0, max: 1000 }),
  seals: list(ownSealStep, { min: 0, max: 5000 }),
}));

/** What is told to the person. */
export type OwnLooks = TypeOf<typeof ownLooks>;

/** Who the account of a citizen stands for, as it was proven when the account was made. */
export const ownIdentity = named('OwnIdentity', object({
  name, documentType: choice(['residentIdentityCard']), documentNumber: text({ max: 48 }),
  wards: list(object({ name, documentNumber: text({ max: 48 }), until: day }), { min: 0, max: 20 }),
}));

/** Who the account of a citizen stands for. */
export type OwnIdentity = TypeOf<typeof ownIdentity>;

const PAPERS = [
  'rights-acceptance', 'rights-supplement-notice', 'rights-not-accepted-notice', 'rights-answer',
  'rights-appeal-answer', 'complaint-referral',
] as const;

/** A paper of a request. */
export const rightsPaperName = choice(PAPERS, '文书');
