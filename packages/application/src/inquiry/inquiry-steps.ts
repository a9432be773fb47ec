import { ok, present, type Result } from '@fengcun/kernel';
import {
  basisCode, computeDisclosure, type ComputedDisclosure, type DisclosureQuestion, examineInquiry,
  type FiledInquiry, type InquiredRecord, type InquiryApplication, type InquiryCommand,
  type InquiryEvent, type InquiryRefusal,
  type InquiryState, legalDay, type RelevanceAnswer, watermarkText,
} from '@fengcun/registry';
import { paperOrgan } from '../certificate/index.ts';
import {
  beginProceeding, partyOf, type ProceedingBusy, readProceedings, type StepTakenOf,
  takeProceedingStep, type Without,
} from '../proceedings/index.ts';
import { type InquiryAccess, inquiryMachine, type InquiryUnknown } from './inquiry-machine.ts';
import { printedInquiryNumber } from './inquiry-number.ts';
import type { InquiryActor, InquiryParts } from './inquiry-parts.ts';
import { personTerms } from './person-terms.ts';
import { type FoundRecord, recordsOfPerson } from './records-of-person.ts';

/** A step that was taken, or why not. */
export type InquiryTaken =
  Result<StepTakenOf<InquiryState, InquiryEvent>, InquiryRefusal | InquiryUnknown | ProceedingBusy>;

/** A step as it is asked for; who and when are added here. */
export type InquiryStep = Without<
  Exclude<InquiryCommand, { type: 'Apply' | 'Prepare' | 'Disclose' }>, 'at' | 'by'>;

const SERIES = '查';

const applicantOnly = (parts: InquiryParts, by: InquiryActor): InquiryAccess => ({ applicant }) =>
  applicant.person === parts.deployment.pseudonyms.textOf('person', by.person)
  || applicant.account === parts.deployment.pseudonyms.textOf('actor', by.account);

const organOnly = (by: InquiryActor): InquiryAccess => ({ application }) => application.organ === by.organ;

/** The next place in the register of an organ; an application is never refused, so none is lost. */
const registerOf = async (parts: InquiryParts, by: InquiryActor, organ: string) => {
  const { deployment, now } = parts;
  const year = Number(legalDay(new Date(now()).toISOString()).slice(0, 4));
  const entryId = by.act.mint();
  const taken = await deployment.database.write({ entryId }, async ({ certificates, audit }) => {
    const sequence = await certificates.numbers.take({ organ, series: SERIES, year, count: 1 });
    await audit.append([by.act.outcome(entryId)]);
    return ok(sequence);
  });
  const { word: organWord, name: organName } = paperOrgan(parts, organ);
  const sequence = present(taken.ok ? taken : undefined, 'a number is never refused').value;
  return { organWord, organName, year, sequence };
};

/** Files an application; the number of the person stands in the row as a digest of the sealed side only. */
export const applyForInquiry = async (
  parts: InquiryParts, by: InquiryActor, application: InquiryApplication,
): Promise<InquiryTaken> => {
  const terms = await personTerms(parts.deployment, by.account, application.person);
  const register = await registerOf(parts, by, application.organ);
  const [first] = terms.sealed;
  return beginProceeding(parts, inquiryMachine(parts.rules()), {
    act: by.act, account: by.account, ...(first === undefined ? {} : { subjectTerm: first.term }),
    commandOf: (at): InquiryCommand => ({
      type: 'Apply', at: at.at, by: partyOf(parts, by), application, register,
    }),
  });
};

/** Steps of who asked; all others are steps of the organ that is asked. */
const OF_APPLICANT: ReadonlySet<InquiryStep['type']> = new Set(['Supplement', 'SignUndertaking', 'Withdraw']);

/**
 * Takes a step. An application that is none of the actor's is answered like an id nobody has: the organ takes
 * its steps, who asked takes theirs.
 */
export const takeInquiryStep = async (
  parts: InquiryParts, by: InquiryActor,
  { inquiryId, step, seen }: Readonly<{ inquiryId: string; step: InquiryStep; seen?: number | undefined }>,
): Promise<InquiryTaken> => {
  const access = OF_APPLICANT.has(step.type) ? applicantOnly(parts, by) : organOnly(by);
  return takeProceedingStep(parts, inquiryMachine(parts.rules(), access), {
    proceedingId: inquiryId, act: by.act, account: by.account, seen,
    // The step and its head are one command of the union they were taken from.
    commandOf: (at) => ({ ...step, at: at.at, by: partyOf(parts, by) }) as InquiryCommand,
  });
};

const SAME_PERSON = '是否同一人';

const identityQuestion = (recordId: string): DisclosureQuestion => ({
  recordId, item: SAME_PERSON, findings: [], readings: [
    { verdict: true, zh: '证件号码与姓名等属于被查询人，该记录是其本人的', en: 'the record is the person\'s own' },
    { verdict: false, zh: '号码或者姓名另有其人，该记录不是其本人的', en: 'it is somebody else\'s' },
  ],
});

const TO_BE_SEALED = '是否应当封存';

const sealQuestion = (recordId: string): DisclosureQuestion => ({
  recordId, item: TO_BE_SEALED, findings: [], readings: [
    { verdict: true, zh: '该记录依法不应封存，可以按未封存的记录告知', en: 'it need not be sealed' },
    { verdict: false, zh: '该记录依法应当封存，按已封存的记录处理', en: 'it must be sealed' },
  ],
});

const answered = (
  answers: readonly RelevanceAnswer[], recordId: string, item: string,
): boolean | undefined =>
  answers.find((one) => one.recordId === recordId && one.item === item)?.isRelevant;

/** What only a person can say of a record before its content is looked at. */
const doubtsOf = (
  { isSamePerson, mustBeSealed, record: { recordId } }: FoundRecord, answers: readonly RelevanceAnswer[],
): readonly DisclosureQuestion[] => [
  ...(isSamePerson || answered(answers, recordId, SAME_PERSON) !== undefined ? []
    : [identityQuestion(recordId)]),
  ...(mustBeSealed !== 'unknown' || answered(answers, recordId, TO_BE_SEALED) !== undefined ? []
    : [sealQuestion(recordId)]),
];

/** The record as the answers have it: what must be sealed is sealed, whoever is late with the order. */
const asAnswered = (
  { mustBeSealed, record }: FoundRecord, answers: readonly RelevanceAnswer[],
): InquiredRecord => (mustBeSealed === 'unknown' && answered(answers, record.recordId, TO_BE_SEALED) !== true
  ? { ...record, regime: 'juvenile' } : record);

/** What the inquirer of a grant would see now, and what must be asked first. */
const computed = (
  parts: InquiryParts, state: FiledInquiry,
  at: Readonly<{ found: readonly FoundRecord[]; answers: readonly RelevanceAnswer[]; instant: string }>,
): ComputedDisclosure => {
  const { found, answers, instant } = at;
  const rules = parts.rules();
  const on = legalDay(instant);
  const { basis } = examineInquiry(state.application, rules, on);
  const isTheirs = ({ isSamePerson, record }: FoundRecord): boolean =>
    isSamePerson || answered(answers, record.recordId, SAME_PERSON) === true;
  const result = computeDisclosure({
    application: state.application, readings: state.readings, rules, answers, on, limits: state.limits,
    records: found.filter(isTheirs).map((one) => asAnswered(one, answers)),
    ...(basis === undefined ? {} : { basis }),
  });
  const asked = found.flatMap((one) => doubtsOf(one, answers));
  return { ...result, questions: [...asked, ...result.questions] };
};

/** The application as its events tell; undefined for an id nobody has, and where the access says no. */
const loadInquiry = async (
  parts: InquiryParts, by: InquiryActor, at: Readonly<{ inquiryId: string; access: InquiryAccess }>,
): Promise<FiledInquiry | undefined> => {
  const found = await readProceedings(parts, { side: 'sealed', act: by.act }, ({ load }) =>
    load(inquiryMachine(parts.rules()), at.inquiryId));
  const state = found?.state;
  return state === undefined || state.stage === 'none' || !at.access(state) ? undefined : state;
};

const READY: ReadonlySet<FiledInquiry['stage']> = new Set(['undertaken', 'prepared']);

/** The records of the person, opened on the ground of the inquiry. */
const recordsFor = (
  parts: InquiryParts, by: InquiryActor,
  { inquiryId, state }: Readonly<{ inquiryId: string; state: FiledInquiry }>,
): Promise<readonly FoundRecord[]> => recordsOfPerson(parts.deployment, by, {
  inquiryId, person: state.application.person, legalBasis: basisCode(state.application),
  deciders: parts.decidersOn(legalDay(new Date(parts.now()).toISOString())),
});

/** What preparing came to: the questions that a person must answer first, or the step. */
export type InquiryPrepared =
  | Readonly<{ questions: readonly DisclosureQuestion[] }> | Readonly<{ taken: InquiryTaken }>;

/**
 * An officer prepares what will be shown. Records are read only for a grant whose undertaking is signed; with
 * questions open nothing is prepared, and the inquirer cannot tell that there were any.
 */
export const prepareDisclosure = async (
  parts: InquiryParts, by: InquiryActor,
  { inquiryId, answers }: Readonly<{ inquiryId: string; answers: readonly RelevanceAnswer[] }>,
): Promise<InquiryPrepared> => {
  const access = organOnly(by);
  const state = await loadInquiry(parts, by, { inquiryId, access });
  const found = state === undefined || !READY.has(state.stage) ? []
    : await recordsFor(parts, by, { inquiryId, state });
  const none: ComputedDisclosure = { disclosure: { kind: 'answer', found: false, items: [] }, questions: [] };
  const result = state === undefined ? none
    : computed(parts, state, { found, answers, instant: new Date(parts.now()).toISOString() });
  if (result.questions.length > 0) return { questions: result.questions };
  return { taken: await takeProceedingStep(parts, inquiryMachine(parts.rules(), access), {
    proceedingId: inquiryId, act: by.act, account: by.account,
    commandOf: (at): InquiryCommand =>
      ({ type: 'Prepare', at: at.at, by: partyOf(parts, by), ...result, answers }),
  }) };
};

/**
 * Shows the answer, once, to who signed: computed anew, so that a record sealed or opened meanwhile is never
 * shown as it was; the single use is consumed in the transaction that stores the disclosure.
 */
export const disclose = async (
  parts: InquiryParts, by: InquiryActor, inquiryId: string,
): Promise<InquiryTaken> => {
  const access = applicantOnly(parts, by);
  const state = await loadInquiry(parts, by, { inquiryId, access });
  const isReady = state?.stage === 'prepared';
  const found = isReady ? await recordsFor(parts, by, { inquiryId, state }) : [];
  return takeProceedingStep(parts, inquiryMachine(parts.rules(), access), {
    proceedingId: inquiryId, act: by.act, account: by.account,
    commandOf: (at, now): InquiryCommand => {
      const party = partyOf(parts, by);
      if (now.stage === 'none') return { type: 'Expire', at: at.at, by: party };
      const answers = now.prepared?.answers ?? [];
      const { disclosure } = computed(parts, now, { found, answers, instant: at.at });
      const number = printedInquiryNumber(now.register, 'inquiry-result-letter');
      const watermark = watermarkText({ application: now.application, number, at: at.at });
      return { type: 'Disclose', at: at.at, by: party, disclosure, watermark };
    },
  });
};
