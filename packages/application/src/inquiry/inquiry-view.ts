import type { InquiryShown } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import {
  CONFIRMATIONS, type DisclosureQuestion, examineInquiry, type FiledInquiry, INQUIRERS, INQUIRY_QUESTIONS,
  inquiryRemedy, type InquiryEvent, type InquiryGround, type InquiryRules, missingLabel,
} from '@fengcun/registry';
import { limitsShown, readingsShown, scopeShown } from './grant-scope.ts';
import { inquiryPapers } from './inquiry-papers.ts';
import { printedInquiryNumber } from './inquiry-number.ts';
import { basisWords } from './inquiry-words.ts';

/** An application with what happened to it. */
export type StoredInquiry =
  Readonly<{ inquiryId: string; state: FiledInquiry; events: readonly InquiryEvent[] }>;

/** Steps about what the person concerned learns; who asked is told nothing of them. */
const OF_THE_PERSON: ReadonlySet<InquiryEvent['type']> =
  new Set(['WithholdingProlonged', 'WithholdingEnded']);

const groundsShown = (grounds: readonly InquiryGround[]): NonNullable<InquiryShown['grounds']> =>
  grounds.map(({ code, zh, cites }) => ({ code, zh, cites }));

const told = ({ state, events }: StoredInquiry): Partial<InquiryShown> => {
  const last = present(events.findLast(({ type }) => !OF_THE_PERSON.has(type)), 'the last step of it');
  const isOver = last.type === 'InquiryNotAccepted' || last.type === 'InquiryRefused';
  const missing = state.stage === 'supplementing' ? state.told ?? []
    : last.type === 'InquiryNotAccepted' ? last.missing : [];
  return {
    ...(missing.length === 0 ? {} : { missing: missing.map((item) => ({ item, zh: missingLabel(item) })) }),
    // LAW: to tell less than was asked is in part a refusal; the remedy is the same.
    ...(!isOver && state.limits.length > 0 && state.application.track === 'sealedRecords'
      ? { remedy: inquiryRemedy(state).zh } : {}),
    ...(isOver ? { grounds: groundsShown(last.grounds), remedy: inquiryRemedy(state).zh } : {}),
  };
};

const asked = (id: keyof typeof INQUIRY_QUESTIONS): NonNullable<InquiryShown['openQuestions']>[number] => {
  const { zh, cites, readings } = INQUIRY_QUESTIONS[id];
  const options = Object.entries(readings).map(([reading, words]) => ({ reading, zh: words }));
  return { question: id, zh, cites, readings: options } as NonNullable<InquiryShown['openQuestions']>[number];
};

/** Why the last proposal was sent back, while nothing has followed. */
const sentBackOf = (events: readonly InquiryEvent[]): Pick<InquiryShown, 'sentBack'> => {
  const last = events.at(-1);
  return last?.type === 'ProposalSentBack' ? { sentBack: last.reasons } : {};
};

/** What those who examined and decided wrote: both stay, whatever was decided in the end. */
const reasonsOf = (events: readonly InquiryEvent[]): Partial<InquiryShown> => {
  const proposed = events.findLast((event) => event.type === 'DecisionProposed');
  const granted = events.findLast((event) => event.type === 'InquiryGranted');
  return granted === undefined ? {} : {
    ...(proposed === undefined ? {} : { proposalReasons: proposed.reasons }),
    ...(granted.reasons === undefined ? {} : { decisionReasons: granted.reasons }),
  };
};

/** What an officer needs to propose and decide: never anything of a record. */
const forOfficer = ({ state, events }: StoredInquiry, rules: InquiryRules): Partial<InquiryShown> => {
  const { application, proposal, acceptedOn } = state;
  const on = acceptedOn ?? present(events[0], 'the first event').on;
  const { grounds, questions } = examineInquiry(application, rules, on);
  const { reasons, purpose, scopeOfUse, inquirer } = application;
  return {
    grounds: groundsShown(grounds), openQuestions: questions.map(asked),
    confirmations: INQUIRERS[application.kind].confirmations
      .map((what) => ({ what, zh: CONFIRMATIONS[what].zh })),
    applicant: { inquirer: inquirer.name, reasons, purpose, scopeOfUse, basis: basisWords(state, rules, on) },
    ...(proposal === undefined ? {} : { proposed: proposal.outcome, proposalReasons: proposal.reasons }),
    ...sentBackOf(events), ...reasonsOf(events), scope: scopeShown(state, rules, on),
    ...readingsShown(state, rules, on), version: events.length,
    ...(state.withheld === undefined ? {} : { withheldUntil: state.withheld.until }),
  };
};

/** Questions about records as an officer is shown them. */
export const questionsShown = (
  questions: readonly DisclosureQuestion[],
): NonNullable<InquiryShown['questions']> => questions.map(({ recordId, item, readings }) => ({
  recordId, item, readings: readings.map(({ verdict: isRelevant, zh }) => ({ isRelevant, zh })),
}));

/**
 * An application as who asked, or an officer of the organ, may see it. To who asked it is a function of the
 * application and of the steps taken: nothing in it depends on a record.
 */
export const inquiryShown = (
  stored: StoredInquiry, rules: InquiryRules, isOfficer: boolean,
): InquiryShown => {
  const { inquiryId, state, events } = stored;
  const { stage, application: { organ, kind }, dueOn, validUntil, recheckOn } = state;
  const papers = inquiryPapers(state, events, rules)
    .map(({ id }) => ({ paper: id, number: printedInquiryNumber(state.register, id) }));
  return {
    inquiryId, organ, kind, stage, papers: papers.slice(-12), ...(isOfficer ? forOfficer(stored, rules) : {}),
    ...told(stored), ...limitsShown(state, isOfficer), ...(dueOn === undefined ? {} : { dueOn }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(recheckOn === undefined ? {} : { recheckOn }),
  };
};
