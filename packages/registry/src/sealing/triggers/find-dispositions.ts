import type { CivilDate } from '@fengcun/kernel';
import type { NonProsecutionType } from '@fengcun/policy';
import type { CaseRecord, OpenCase } from '../../intake/case/case-state.ts';
import { standingRecords } from '../../intake/case/contradictions.ts';
import { comparableNumber, dateOf } from '../../intake/messages/message.ts';
import type { MessageKind } from '../../intake/messages/message-kinds.ts';
import type { SubjectToken } from '../../intake/pseudonym.ts';
import {
  type Disposition, type DispositionKind, type KnownOrgan, organAmong, sealableRecordId,
} from './disposition.ts';
import { judgmentDisposition } from './judgment-disposition.ts';

/** Everything decided about one person of a case, and what nobody told about it. */
export type Dispositions = Readonly<{
  found: readonly Disposition[];
  /** A retrial judgment that nobody told to be in force. */
  pendingRetrial: boolean;
  /** Annulments that name none of the decisions of the case. */
  unmatchedAnnulments: readonly CaseRecord[];
}>;

type Place = Readonly<{ state: OpenCase; subject: SubjectToken; records: readonly CaseRecord[] }>;

const ofKind = (records: readonly CaseRecord[], ...kinds: readonly MessageKind[]): readonly CaseRecord[] =>
  records.filter((record) => kinds.includes(record.kind));

const idOf = ({ state, subject }: Place, kind: DispositionKind, part?: string): string =>
  sealableRecordId({ caseCode: state.caseCode, subject, kind, ...(part === undefined ? {} : { part }) });

const latest = (records: readonly CaseRecord[]): CaseRecord | undefined =>
  records.toSorted((a, b) => ((dateOf(a.message) ?? '') < (dateOf(b.message) ?? '') ? -1 : 1)).at(-1);

/** A prosecution on or after the day undoes what ended the case before trial. */
const prosecutedSince = (records: readonly CaseRecord[], day: CivilDate | undefined): boolean =>
  ofKind(records, 'prosecuted', 'conditionalNonProsecutionRevoked').some(({ message }) => {
    const on = dateOf(message);
    return day === undefined || on === undefined || on >= day;
  });

const dated = (record: CaseRecord): Pick<Disposition, 'decidedOn' | 'effect'> => {
  const on = dateOf(record.message);
  return on === undefined ? { effect: { state: 'effective', told: true } }
    : { decidedOn: on, effect: { state: 'effective', told: true, on } };
};

/** LAW: a decision without a type after a conditional one in the same case is the one of article 284(2). */
const nonProsecutionTypeOf = (
  record: CaseRecord, records: readonly CaseRecord[],
): NonProsecutionType | undefined => {
  if (record.message.kind !== 'nonProsecutionDecided') return undefined;
  const { type } = record.message.content;
  if (type !== undefined) return type;
  return ofKind(records, 'conditionalNonProsecutionDecided').length > 0 ? 'conditionalPassed' : undefined;
};

const nonProsecution = (place: Place): readonly Disposition[] => {
  const decisions = ofKind(place.records, 'nonProsecutionDecided');
  const record = latest(decisions);
  if (record === undefined || prosecutedSince(place.records, dateOf(record.message))) return [];
  const type = nonProsecutionTypeOf(record, place.records);
  return [{
    recordId: idOf(place, 'nonProsecution'), kind: 'nonProsecution', recordKind: 'nonProsecution',
    subject: place.subject, records: decisions, determinedBy: organAmong(decisions, 'procuratorate'),
    ...dated(record), ...(type === undefined ? {} : { nonProsecutionType: type }),
  }];
};

const noLiability = (place: Place): readonly Disposition[] => {
  const decisions = ofKind(place.records, 'liabilityDecided', 'caseDropped');
  const record = latest(decisions);
  if (record === undefined || prosecutedSince(place.records, dateOf(record.message))) return [];
  const { message } = record;
  const recordKind = message.kind === 'liabilityDecided' ? message.content.outcome : 'noCriminalLiability';
  return [{
    recordId: idOf(place, 'noLiability'), kind: 'noLiability', recordKind, subject: place.subject,
    records: decisions, determinedBy: { ...record.organ }, ...dated(record),
  }];
};

type RelatedPart =
  readonly [DispositionKind, 'compulsoryMeasure' | 'supportFile', readonly CaseRecord[]];

/** The parts of a case that follow its outcome: measures taken, and files of help. */
const related = (place: Place, main: Disposition): readonly Disposition[] => {
  const parts: readonly RelatedPart[] = [
    ['measures', 'compulsoryMeasure',
      ofKind(place.records, 'compulsoryMeasureRecorded', 'arrestApproved', 'arrestRefused')],
    ['support', 'supportFile', ofKind(place.records, 'supportFileRecorded')],
  ];
  const organ: KnownOrgan = main.determinedBy;
  return parts.filter(([, , records]) => records.length > 0).map(([kind, recordKind, records]) => ({
    recordId: idOf(place, kind), kind, recordKind, subject: place.subject, records, determinedBy: organ,
    effect: main.effect, ...(main.decidedOn === undefined ? {} : { decidedOn: main.decidedOn }),
  }));
};

const numberIn = ({ message }: CaseRecord): string | undefined => {
  const number: unknown = Reflect.get(message.content, 'documentNumber');
  return typeof number === 'string' ? comparableNumber(number) : undefined;
};

/** An annulment belongs to the decision whose number it names; without a number to the only one there is. */
const annuls = (annulment: CaseRecord, decision: CaseRecord, decisions: readonly CaseRecord[]): boolean => {
  const [named, own] = [numberIn(annulment), numberIn(decision)];
  return named === undefined || own === undefined
    ? new Set(decisions.map(({ source }) => source)).size === 1 : named === own;
};

const publicOrder = (place: Place): readonly Disposition[] => {
  const decisions = ofKind(place.records, 'publicOrderDecisionRecorded');
  const annulments = ofKind(place.records, 'publicOrderDecisionAnnulled');
  return decisions.map((record): Disposition => {
    const annulment = annulments.find((one) => annuls(one, record, decisions));
    const annulledOn = annulment === undefined ? undefined : dateOf(annulment.message);
    return {
      recordId: idOf(place, 'publicOrder', record.source), kind: 'publicOrder',
      recordKind: 'publicOrderViolation', subject: place.subject,
      records: annulment === undefined ? [record] : [record, annulment], determinedBy: { ...record.organ },
      ...dated(record), ...(annulledOn === undefined ? {} : { annulledOn }),
    };
  });
};

/**
 * What a case has decided about one person, from its standing records alone. Measures and support files
 * appear once the case has ended for the person.
 * LAW: while it runs they are working files of the investigation, which is secret anyway.
 * @see 2022 Measures arts 2–4, 7, 12; 《治安管理处罚法》第136条
 */
export const findDispositions = (state: OpenCase, subject: SubjectToken): Dispositions => {
  const records = standingRecords(state).filter((record) => record.subject === subject);
  const place: Place = { state, subject, records };
  const { found, pendingRetrial } = judgmentDisposition(records);
  const judged: readonly Disposition[] = found === undefined ? []
    : [{ ...found, recordId: idOf(place, 'judgment'), kind: 'judgment', subject }];
  const ended = judged.length > 0 ? judged : [...nonProsecution(place), ...noLiability(place)];
  const main = ended.find(({ effect }) => effect.state === 'effective');
  const decisions = ofKind(records, 'publicOrderDecisionRecorded');
  return {
    found: [...ended, ...(main === undefined ? [] : related(place, main)), ...publicOrder(place)],
    pendingRetrial,
    unmatchedAnnulments: ofKind(records, 'publicOrderDecisionAnnulled')
      .filter((one) => !decisions.some((decision) => annuls(one, decision, decisions))),
  };
};
