import type { CivilDate } from '@fengcun/kernel';
import type { Due } from '@fengcun/statute';
import type { CaseRecord } from '../../intake/case/case-state.ts';
import { type Holder, holdersOf } from '../../intake/case/holders.ts';
import { type OrganType, organKey } from '../../intake/messages/organ.ts';
import type { SubjectToken } from '../../intake/pseudonym.ts';
import { termDue, type TermRule, type TermSettings } from '../deadlines/terms.ts';
import type { Disposition } from './disposition.ts';
import type { ExecutionEnd } from './execution-end.ts';

/** From what a holder's term runs. `receipt`: of the order or notice, by the holder itself. */
export type TermStartEvent = 'receipt' | 'effect' | 'decision' | 'correctionEnd' | 'release';

/**
 * A holder that gets the order, with its term. `waits`: what starts its term has not happened, so that it
 * gets no order yet: the organ that executes needs its file until the end.
 */
export type Recipient = Readonly<{
  holder: string;
  type: OrganType;
  rule: TermRule;
  starts: TermStartEvent;
  startsOn?: CivilDate;
  waits: boolean;
}>;

/** A kind of organ that must hold a copy and of which nobody told which it is. */
export type UnknownHolder = Readonly<{ type: OrganType; because: readonly string[] }>;

/** What is known when the recipients of a disposition are sought. */
export type RecipientPlace = Readonly<{
  disposition: Disposition;
  records: readonly CaseRecord[];
  subject: SubjectToken;
  end: ExecutionEnd;
  releasedOn: CivilDate | undefined;
}>;

type Term = Pick<Recipient, 'rule' | 'starts' | 'startsOn' | 'waits'>;

const NOTIFIED: ReadonlySet<OrganType> = new Set(['police', 'stateSecurity', 'procuratorate']);

const onReceipt = (rule: TermRule): Term => ({ rule, starts: 'receipt', waits: false });

const afterCorrection = ({ end }: RecipientPlace): Term => {
  const isOver = end.state === 'told' || end.state === 'expired';
  return {
    rule: 'sealAfterCorrection', starts: 'correctionEnd', waits: !isOver,
    ...(end.on === undefined ? {} : { startsOn: end.on }),
  };
};

const afterRelease = ({ releasedOn, end }: RecipientPlace): Term => {
  const on = releasedOn ?? (end.state === 'told' ? end.on : undefined);
  return {
    rule: 'sealAfterRelease', starts: 'release', waits: on === undefined,
    ...(on === undefined ? {} : { startsOn: on }),
  };
};

const ownTerm = ({ disposition }: RecipientPlace): Term => {
  const { kind, effect, decidedOn } = disposition;
  const starts: TermStartEvent = kind === 'judgment' ? 'effect' : 'decision';
  const on = (effect.state === 'effective' ? effect.on : undefined) ?? decidedOn;
  const rule: TermRule = kind === 'publicOrder' ? 'sealPublicOrder' : 'sealOwnCopy';
  return { rule, starts, waits: false, ...(on === undefined ? {} : { startsOn: on }) };
};

/** The term of a holder that another organ notifies; each by the article that binds it. */
const notifiedTerm = (type: OrganType, { disposition }: RecipientPlace): Term => {
  if (disposition.kind === 'publicOrder') return onReceipt('sealByOrder');
  const isPoliceAfterDecision = disposition.kind === 'nonProsecution' && type !== 'procuratorate';
  if (isPoliceAfterDecision && NOTIFIED.has(type)) return onReceipt('sealAfterNonProsecution');
  return onReceipt(NOTIFIED.has(type) ? 'sealAfterReceipt' : 'sealByOrder');
};

/** LAW: a detention house that executed the sentence is bound as a prison; otherwise by the order alone. */
const termOfHolder = (holder: Holder, place: RecipientPlace): Term => {
  const { determinedBy, kind } = place.disposition;
  if (holder.type === determinedBy.type && holder.code === determinedBy.code) return ownTerm(place);
  const executes = kind === 'judgment' && place.end.place !== 'none';
  const corrects = executes && place.end.place === 'communityCorrection';
  if (corrects && holder.type === 'communityCorrection') return afterCorrection(place);
  if (executes && holder.type === 'prison') return afterRelease(place);
  const detained = place.records.some(({ message }) =>
    message.kind === 'executionStarted' && message.content.form === 'detentionHouse');
  if (executes && holder.type === 'detentionHouse' && detained) return afterRelease(place);
  return notifiedTerm(holder.type, place);
};

/**
 * Kinds of organs that the law names as holders whatever has been told: art. 11 the procuratorate and the
 * police, art. 12 the police, art. 13 community correction, 监狱法115 the prison.
 */
const requiredTypes = ({ disposition, end }: RecipientPlace): readonly OrganType[] => {
  const executor: readonly OrganType[] = end.place === 'communityCorrection' ? ['communityCorrection'] : [];
  switch (disposition.kind) {
    case 'judgment': return ['court', 'procuratorate', 'police', ...executor];
    case 'nonProsecution': return ['procuratorate', 'police'];
    default: return [];
  }
};

/**
 * After an appeal two levels hold copies: the same-level organs, which the court notifies, and those of the
 * first instance. One known organ of the kind is then not all. @see 检察规则482(2); 2022 Measures art. 11
 */
const missingLevel = ({ disposition }: RecipientPlace, holders: readonly Holder[]): readonly OrganType[] =>
  (disposition.kind !== 'judgment' || disposition.instance !== 'second' ? []
    : (['procuratorate', 'police'] as const).filter((type) =>
      holders.filter((holder) => holder.type === type && holder.code !== undefined).length === 1));

const CUSTODY: readonly OrganType[] = ['prison', 'detentionHouse'];

/** Someone keeps a person in custody, but neither a prison nor a detention house is known. */
const lacksCustodian = ({ end, disposition }: RecipientPlace, holders: readonly Holder[]): boolean =>
  disposition.kind === 'judgment' && end.place === 'custody'
  && !holders.some(({ type, code }) => code !== undefined && CUSTODY.includes(type));

const heldRecords = (records: readonly CaseRecord[]): Parameters<typeof holdersOf>[0] =>
  records.map(({ recordId, kind, organ, subject, message }) => ({
    recordId, kind, organ, subject,
    ...(message.kind === 'executionStarted' ? { form: message.content.form } : {}),
  }));

/**
 * Who holds a copy and by when each must have sealed it. An organ known only by its kind is a question, never
 * left out. LAW: records of a public-order decision are held where its own messages say; the case's other
 * holders have nothing of it. @see 2022 Measures arts 2, 11–14; 《监狱法》(2026) 第115条
 */
export const recipientsOf = (place: RecipientPlace): Readonly<{
  recipients: readonly Recipient[]; unknown: readonly UnknownHolder[];
}> => {
  const { disposition, subject } = place;
  const own = disposition.kind === 'publicOrder' ? disposition.records
    : place.records.filter(({ kind }) => !kind.startsWith('publicOrder'));
  const holders = holdersOf(heldRecords(own), subject);
  const recipients = holders.flatMap((holder): readonly Recipient[] => (holder.code === undefined ? [] : [{
    holder: organKey({ type: holder.type, code: holder.code }), type: holder.type,
    ...termOfHolder(holder, place),
  }]));
  const told = holders.filter(({ code }) => code === undefined)
    .map(({ type, because }): UnknownHolder => ({ type, because }));
  const missing = requiredTypes(place).filter((type) => !holders.some((holder) => holder.type === type))
    .map((type): UnknownHolder => ({ type, because: [] }));
  const custodian: readonly UnknownHolder[] = lacksCustodian(place, holders)
    && !told.some(({ type }) => CUSTODY.includes(type)) ? [{ type: 'prison', because: [] }] : [];
  const levels = missingLevel(place, holders).map((type): UnknownHolder => ({ type, because: [] }));
  return { recipients, unknown: [...told, ...missing, ...custodian, ...levels] };
};

/**
 * When the seal of the record was first ordered, and when the holder got its order; without a receipt the
 * day of the order stands for it.
 */
export type OrderDays = Readonly<{ orderedOn: CivilDate; receivedOn?: CivilDate; settings?: TermSettings }>;

/**
 * Last day of a holder's term; undefined while what starts it has not happened. LAW: nobody can be late
 * before it was told, so that a term whose event lies before the order runs from the order. An end of
 * execution after the order starts the term of art. 13 whenever it is reported.
 */
export const recipientDue = (recipient: Recipient, days: OrderDays): Due | undefined => {
  if (recipient.waits) return undefined;
  const told = days.receivedOn ?? days.orderedOn;
  const { startsOn, starts, rule } = recipient;
  const from = starts === 'receipt' || startsOn === undefined || startsOn < told ? told : startsOn;
  return termDue({ rule, from, settings: days.settings ?? {} });
};
