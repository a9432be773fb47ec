import type { ExecutedPenalty, FactInput } from '@fengcun/policy';
import { catalogueFacts } from './charge-facts.ts';
import { claimedBirthDates, type PersonClaims } from './identity/person.ts';
import type { Sentence } from './messages/contents-of-trial.ts';
import type { IntakeMessage } from './messages/message.ts';
import type { MessageContent } from './messages/message-kinds.ts';

type Judgment = MessageContent<'judgmentRecorded'>;

const HAS_MONTHS: ReadonlySet<ExecutedPenalty> =
  new Set(['fixedTermImprisonment', 'criminalDetention', 'publicSurveillance']);
const WITHOUT_END: ReadonlySet<ExecutedPenalty> = new Set(['death', 'deathSuspended', 'lifeImprisonment']);

/** Two claimed dates are none: which of them is right is for a person to say. */
const personFacts = (person: PersonClaims): FactInput => {
  const [born, another] = claimedBirthDates(person);
  return {
    subjectKind: person.kind,
    ...(born === undefined || another !== undefined || person.kind === 'entity' ? {} : { bornOn: born }),
  };
};

const chargeFacts = (charges: readonly string[] | undefined): FactInput =>
  (charges === undefined ? {} : catalogueFacts(charges));

// LIMIT: the longest term a fact sheet takes; more is a mistake that a person has to look at.
const MONTHS_MAX = 1200;

/** Odd days count as one more month, as everywhere; a fine alone has a term of none. */
const termOf = ({ penalty, termMonths, termDays }: Sentence): number | undefined => {
  if (WITHOUT_END.has(penalty)) return undefined;
  if (!HAS_MONTHS.has(penalty)) return 0;
  if (termMonths === undefined && termDays === undefined) return undefined;
  const months = (termMonths ?? 0) + ((termDays ?? 0) > 0 ? 1 : 0);
  return months > MONTHS_MAX ? undefined : months;
};

/** A suspension that is not mentioned is unknown: the message may leave it out, a judgment may not. */
const sentenceFacts = (sentence: Sentence): FactInput => {
  const { penalty, suspensionMonths } = sentence;
  const months = termOf(sentence);
  return {
    penalty,
    ...(months === undefined ? {} : { executedTermMonths: months }),
    ...(suspensionMonths === undefined ? {} : { suspended: true, suspensionPeriodMonths: suspensionMonths }),
  };
};

/** 无罪 and 不负刑事责任 are told apart by the ground alone; without one the kind is unknown. */
const kindOfJudgment = ({ sentence, acquittalGround }: Judgment): FactInput['recordKind'] => {
  if (acquittalGround === 'notLiable') return 'noCriminalLiability';
  if (acquittalGround !== undefined) return 'acquittal';
  return sentence === undefined || sentence.penalty === 'none' ? 'unknown' : 'conviction';
};

const judgmentFacts = (judgment: Judgment): FactInput => {
  const { decidedOn, acquittalGround, charges, sentence } = judgment;
  return {
    recordKind: kindOfJudgment(judgment), decidedOn,
    ...(acquittalGround === undefined ? {} : { acquittalGround }),
    ...chargeFacts(charges),
    ...(sentence === undefined ? {} : sentenceFacts(sentence)),
  };
};

const contentFacts = (message: IntakeMessage): FactInput | undefined => {
  switch (message.kind) {
    case 'judgmentRecorded':
      // It annuls what was decided and decides nothing. @see 《刑事诉讼法》(2018) 第236条第1款第3项、第238条
      return message.content.outcome === 'remanded' ? undefined : judgmentFacts(message.content);
    case 'nonProsecutionDecided': {
      const { decidedOn, type, charges } = message.content;
      const kind = type === undefined ? {} : { nonProsecutionType: type };
      return { recordKind: 'nonProsecution', decidedOn, ...kind, ...chargeFacts(charges) };
    }
    case 'liabilityDecided':
      return { recordKind: message.content.outcome, decidedOn: message.content.decidedOn };
    case 'publicOrderDecisionRecorded':
      return { recordKind: 'publicOrderViolation', decidedOn: message.content.decidedOn };
    case 'compulsoryMeasureRecorded':
      return { recordKind: 'compulsoryMeasure', decidedOn: message.content.from };
    case 'supportFileRecorded': {
      const { madeOn } = message.content;
      return { recordKind: 'supportFile', ...(madeOn === undefined ? {} : { decidedOn: madeOn }) };
    }
    default: return undefined;
  }
};

/**
 * The fact sheet of a message that is decided on when it is taken, or undefined for a kind that tells of no
 * decision. Only what the message itself tells is a fact; what other messages of the case tell (when it took
 * effect, when it was served) is unknown here.
 */
export const factsFromMessage = (message: IntakeMessage): FactInput | undefined => {
  const content = contentFacts(message);
  return content === undefined ? undefined : { ...personFacts(message.person), ...content };
};
