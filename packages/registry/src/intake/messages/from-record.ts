import type { BusinessFacts, BusinessRecord } from '@fengcun/judgment';
import { parseDocument } from '../identity/parse-document.ts';
import type { PersonClaims } from '../identity/person.ts';
import type { Sentence } from './contents-of-trial.ts';
import { envelopeId, envelopeSource, envelopeType, parseIntakeMessage } from './envelope.ts';
import { type ImportSource, importMessageId, type Mapped } from './mapped.ts';
import type { MessageKind } from './message-kinds.ts';

/** A row of a business system with the source of its table. */
export type ReadRecord = Readonly<{ record: BusinessRecord; source: ImportSource }>;

/** What a row tells, before the parser has seen it: a member that is undefined is unknown. */
type Told = Readonly<{ kind: MessageKind; part: string; content: Readonly<Record<string, unknown>> }>;

const withoutUnknown = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const personOf = (record: BusinessRecord): PersonClaims => {
  const isEntity = record.facts.subjectKind === 'entity';
  const number = record.idNumber;
  const parsed = number === undefined ? undefined : parseDocument({ type: 'residentIdentityCard', number });
  const born = isEntity ? undefined : record.facts.bornOn;
  return {
    kind: isEntity ? 'entity' : 'person',
    names: record.personName === undefined ? [] : [{ text: record.personName, use: 'current' }],
    documents: parsed?.ok === true ? [parsed.value] : [],
    ...(born === undefined ? {} : { bornOn: born }),
  };
};

const sentenceOf = (facts: BusinessFacts): Partial<Sentence> | undefined => {
  if (facts.penalty === undefined) return undefined;
  const suspension = facts.suspended === false ? undefined : facts.suspensionPeriodMonths;
  const months = facts.executedTermMonths;
  return {
    penalty: facts.penalty,
    ...(months === undefined || months === 0 ? {} : { termMonths: months }),
    ...(suspension === undefined ? {} : { suspensionMonths: suspension }),
  };
};

/** A judgment in force tells three things: the judgment, that it is in force, that the sentence is served. */
const ofJudgment = ({ facts, organ, documentNumber }: BusinessRecord): readonly Told[] => {
  const sentence = sentenceOf(facts);
  const judgment = withoutUnknown({
    documentNumber, court: organ, decidedOn: facts.decidedOn, sentence, charges: facts.charges,
    outcome: sentence === undefined ? undefined : 'decided', acquittalGround: facts.acquittalGround,
  });
  return [
    { kind: 'judgmentRecorded', part: '', content: judgment },
    ...(facts.effectiveOn === undefined ? [] : [{
      kind: 'judgmentBecameEffective' as const, part: '/effective',
      content: withoutUnknown({ documentNumber, effectiveOn: facts.effectiveOn }),
    }]),
    ...(facts.sentenceServedOn === undefined ? [] : [{
      kind: 'sentenceServed' as const, part: '/served', content: { servedOn: facts.sentenceServedOn },
    }]),
  ];
};

const ofPublicOrder = ({ facts, documentNumber, publicOrderPenalties }: BusinessRecord): readonly Told[] => {
  const { decidedOn } = facts;
  const decision = withoutUnknown({ documentNumber, decidedOn, penalties: publicOrderPenalties });
  const told: Told = { kind: 'publicOrderDecisionRecorded', part: '', content: decision };
  // The day of the annulment is not in the row, so the annulment becomes an exception that asks for it.
  const annulment = withoutUnknown({ documentNumber });
  return facts.annulled === true
    ? [told, { kind: 'publicOrderDecisionAnnulled', part: '/annulled', content: annulment }] : [told];
};

const toldBy = (record: BusinessRecord): readonly Told[] => {
  const { facts, organ, documentNumber } = record;
  const one = (kind: MessageKind, content: Readonly<Record<string, unknown>>): readonly Told[] =>
    [{ kind, part: '', content: withoutUnknown(content) }];
  switch (facts.recordKind) {
    case 'conviction':
    case 'acquittal': return ofJudgment(record);
    case 'publicOrderViolation': return ofPublicOrder(record);
    case 'nonProsecution': return one('nonProsecutionDecided', {
      decidedOn: facts.decidedOn, documentNumber, procuratorate: organ, type: facts.nonProsecutionType,
      charges: facts.charges,
    });
    case 'compulsoryMeasure':
      return one('compulsoryMeasureRecorded', { from: facts.decidedOn, documentNumber });
    case 'supportFile': return one('supportFileRecorded', { madeOn: facts.decidedOn });
    case 'noCriminalPunishment':
    case 'noCriminalLiability': return one('liabilityDecided', {
      decidedOn: facts.decidedOn, outcome: facts.recordKind, documentNumber,
    });
  }
};

const CASE_TYPES: Partial<Readonly<Record<MessageKind, string>>> = {
  judgmentRecorded: 'courtCase', judgmentBecameEffective: 'courtCase', sentenceServed: 'courtCase',
  nonProsecutionDecided: 'procuratorateCase', publicOrderDecisionRecorded: 'publicOrderCase',
  publicOrderDecisionAnnulled: 'publicOrderCase',
};

/**
 * The messages of one row: what it tells of a case, each with the row's id. A row without a document number
 * names no case, and one that lacks the day of its decision has no date: both become problems.
 */
export const messagesFromRecord = ({ record, source }: ReadRecord): Mapped => {
  const parsed = toldBy(record).map(({ kind, part, content }) => {
    const key = { ...source, messageId: `${importMessageId(record.id)}${part}` };
    const reference = { type: CASE_TYPES[kind] ?? 'policeCase', number: record.documentNumber };
    const person = personOf(record);
    const documents = person.documents.map(({ type, number }) => ({ type, number }));
    return parseIntakeMessage({
      specversion: '1.0', id: envelopeId(key), source: envelopeSource(key), type: envelopeType(kind),
      data: {
        source: key, case: record.documentNumber === undefined ? {} : { references: [reference] },
        person: { ...person, documents }, content,
      },
    });
  });
  return {
    messages: parsed.flatMap((one) => (one.ok ? [one.value] : [])),
    problems: parsed.flatMap((one) => (one.ok ? [] : one.error.map(({ code, at }) => ({ code, at })))),
  };
};
