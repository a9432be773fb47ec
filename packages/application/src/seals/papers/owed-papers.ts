import { type CivilDate, daysBetween } from '@fengcun/kernel';
import type { DocumentFacts, PrintedCaseCode } from '@fengcun/documents';
import {
  caseCodeUri, type Disposition, formatCaseCode, findDispositions, type HolderKey, isTermRule,
  missingHolders, noticeDuties, type OpenCase, type OrderConfidential, type SealingEvent, type SealingState,
  type SealOrder, type SubjectToken, termDue, termOf, type TermSettings,
} from '@fengcun/registry';
import { hasDueDate, resolveCitation } from '@fengcun/statute';
import { legalDay } from '../chase-record.ts';
import { dispositionFields, type FieldValues, organWords, personFields, typeOf } from './case-facts.ts';

/** A paper that is owed: which, to whom, and its facts as far as order and case tell them. */
export type OwedPaper = Readonly<{ template: string; recipient: string; facts: DocumentFacts }>;

/** A paper that is owed and that no template of ours makes. */
export type OtherDuty = Readonly<{ duty: string; recipient: string }>;

/** What the person who asks read in the judgment that opens: it is in another case, which stays shut. */
export type ToldOfOpening = Readonly<{ newDisposition?: string; decidedTerm?: string }>;

/** An opened case and its order: everything papers are made of. */
export type PaperSource = Readonly<{
  order: SealOrder; state: SealingState; events: readonly SealingEvent[]; opened: OpenCase;
  subject: SubjectToken; confidential: OrderConfidential; today: CivilDate; settings: TermSettings;
  /** When the newest order reached a holder; a holder that is not in it was not reached. */
  deliveredAt: ReadonlyMap<HolderKey, string>;
  told?: ToldOfOpening;
}>;

type Making = Readonly<{ source: PaperSource; decision: FieldValues; owner: HolderKey }>;

const codeOf = ({ caseCode }: SealOrder): PrintedCaseCode =>
  ({ printed: formatCaseCode(caseCode), payload: caseCodeUri(caseCode) });

/** LAW: no text fixes the numbers of these papers: the order's number stands for an organ's word. */
const factsOf = (
  { source: { order }, decision, owner }: Making,
  paper: Readonly<{ sequence: number; issuedOn?: CivilDate; fields: FieldValues }>,
): DocumentFacts => ({
  organ: String(decision['organ'] ?? organWords(owner) ?? ''), organWord: order.orderNumber,
  sequence: paper.sequence, issuedOn: paper.issuedOn ?? legalDay(order.orderedAt), caseCode: codeOf(order),
  fields: paper.fields,
});

const numberOf = ({ orderNumber, orderedAt }: SealOrder, word: string, sequence: number): string =>
  `（${legalDay(orderedAt).slice(0, 4)}）${orderNumber}${word}字第${sequence}号`;

/** Organs as the order names them, then those known since: who is told later gets a later number. */
const numbered = ({ order, state }: Pick<PaperSource, 'order' | 'state'>): readonly HolderKey[] =>
  [...new Set([...order.holders.map(({ holder }) => holder), ...state.copies.keys()])];

/** The person's notice is the first; an organ's number follows from its place in the order. */
const sequenceOf = (source: PaperSource, holder: HolderKey): number =>
  numbered(source).indexOf(holder) + 2;

const noticeFields = ({ source: { order, confidential }, decision }: Making): FieldValues => {
  const { caseNumber, disposition, effectiveOn, result } = decision;
  const told = { caseNumber, disposition, effectiveOn, result };
  return { ...personFields(confidential), ...told, ground: order.ground };
};

const toPerson = (making: Making, template: string, fields: FieldValues): OwedPaper => ({
  template, recipient: 'person',
  facts: factsOf(making, { sequence: 1, fields }),
});

/** One paper for every organ of a kind; where none is known, one that lacks its recipient. */
const toOrgans = (
  making: Making, template: string, to: Readonly<{ type: string; fields: FieldValues }>,
): readonly OwedPaper[] => {
  const { source } = making;
  const holders = numbered(source).filter((holder) => typeOf(holder) === to.type);
  const known = holders.map((holder): OwedPaper => ({
    template, recipient: to.type,
    facts: factsOf(making, {
      sequence: sequenceOf(source, holder), fields: { ...to.fields, recipients: [organWords(holder)] },
    }),
  }));
  return known.length > 0 ? known
    : [{ template, recipient: to.type, facts: factsOf(making, { sequence: 1, fields: to.fields }) }];
};

const nameOf = ({ source }: Making): readonly unknown[] | undefined => {
  const name = personFields(source.confidential)['personName'];
  return name === undefined ? undefined : [name];
};

/** LAW: article 8 names no telephone: the organ that determined is whom to ask. */
const rightsPaper = (making: Making): OwedPaper => {
  const { source: { confidential }, decision: { caseNumber, disposition, organ }, owner } = making;
  const { personName } = personFields(confidential);
  return toPerson(making, 'rights-and-duties',
    { personName, caseNumber, disposition, contact: organ ?? organWords(owner) });
};

type Owed = Readonly<{ papers: readonly OwedPaper[]; others: readonly OtherDuty[] }>;

const sealingPapers = (making: Making, disposition: Disposition): Owed => {
  const [papers, others]: [OwedPaper[], OtherDuty[]] = [[], []];
  for (const { kind, to } of noticeDuties(disposition)) {
    if (kind === 'sealingNotice') {
      const fields = noticeFields(making);
      const own = { ...fields, recipients: nameOf(making) };
      if (to === 'person') papers.push(toPerson(making, 'seal-notice', own));
      else papers.push(...toOrgans(making, 'seal-notice', { type: to, fields }));
    } else if (kind === 'rightsExplanation') {
      // One paper for both: the guardian signs it beside the person, and no message tells a guardian's name.
      if (to === 'person') papers.push(rightsPaper(making));
    } else others.push({ duty: kind, recipient: to });
  }
  return { papers, others };
};

const lastSeal = ({ events }: PaperSource): SealOrder | undefined => events.flatMap((event) =>
  (event.type === 'SealOrdered' || event.type === 'CorrectiveSealOrdered' ? [event.order] : [])).at(-1);

/** Number of the notice that a holder had of a seal; who had none of its own is referred to the person's. */
const sealNoticeOf = (seal: SealOrder | undefined, holder: HolderKey | undefined): string | undefined => {
  if (seal === undefined) return undefined;
  const at = holder === seal.orderedBy ? -1 : seal.holders.findIndex((one) => one.holder === holder);
  return numberOf(seal, '封通', at < 0 ? 1 : at + 2);
};

/** 解除: what was rescinded, exempted or annulled has no form of its own. @see 2022 Measures art. 18 */
const ARTICLE_18: ReadonlySet<string> = new Set(['newCrimeAsMinor', 'omittedCrimeAsMinor', 'retrialRaised']);

/** To the person and every organ that had an order. @see 2022 Measures arts 18, 19 */
const openingPapers = (making: Making): Owed => {
  const { source, decision } = making;
  const { order, confidential, told } = source;
  if (!ARTICLE_18.has(order.ground)) {
    return { papers: [], others: [{ duty: order.ground, recipient: 'all' }] };
  }
  const seal = lastSeal(source);
  const isRetrial = order.ground === 'retrialRaised';
  const fieldsFor = (holder?: HolderKey): FieldValues => ({
    ...personFields(confidential), caseNumber: decision['caseNumber'], conditionMetOn: order.effectiveFrom,
    ground: order.ground, sealNotice: sealNoticeOf(seal, holder),
    newDisposition: isRetrial ? decision['disposition'] : told?.newDisposition,
    decidedTerm: isRetrial ? decision['result'] : told?.decidedTerm,
  });
  const person = toPerson(making, 'unseal-notice', { ...fieldsFor(), recipients: nameOf(making) });
  const organs = numbered(source).map((holder): OwedPaper => {
    const sequence = sequenceOf(source, holder);
    const fields = { ...fieldsFor(holder), recipients: [organWords(holder)] };
    return {
      template: 'unseal-notice', recipient: typeOf(holder) ?? 'organ',
      facts: factsOf(making, { sequence, fields }),
    };
  });
  return { papers: [person, ...organs], others: [] };
};

const MATTER = { sealed: '封存案卷材料和电子档案信息并送回回执', open: '解除封存标记并送回回执' } as const;

const citeWords = (id: string): string | undefined => {
  const found = resolveCitation(id);
  return found.ok ? found.value.labelZh : undefined;
};

/** Reminders to holders that are late today; dated today, as everything in them depends on the day. */
const latePapers = (making: Making, notices: readonly OwedPaper[]): readonly OwedPaper[] => {
  const { source } = making;
  const { order, state, today, settings, deliveredAt } = source;
  const word = order.target === 'sealed' ? '封通' : '解封通';
  return missingHolders(state.copies).filter(({ dueOn }) => dueOn < today).map(({ holder, dueOn, rule }) => {
    const [sequence, delivered] = [sequenceOf(source, holder), deliveredAt.get(holder)];
    const due = isTermRule(rule) ? termDue({ rule, from: today, settings }) : undefined;
    const hasNotice = notices.some((paper) =>
      paper.recipient === typeOf(holder) && paper.facts.sequence === sequence);
    const fields: FieldValues = {
      recipient: organWords(holder), matter: MATTER[order.target], dueOn,
      daysOverdue: daysBetween(dueOn, today),
      notice: hasNotice ? numberOf(order, word, sequence) : order.orderNumber,
      receivedOn: delivered === undefined ? undefined : legalDay(delivered),
      deadline: isTermRule(rule) ? citeWords(termOf(rule, settings).cite) : undefined,
      // LAW: no text sets the day of a reply to a reminder; the same term is counted anew.
      replyBy: due !== undefined && hasDueDate(due) ? due.dueOn : undefined,
    };
    return {
      template: 'overdue-reminder', recipient: typeOf(holder) ?? 'organ',
      facts: factsOf(making, { sequence, issuedOn: today, fields }),
    };
  });
};

const MAIN: ReadonlySet<Disposition['kind']> = new Set(['judgment', 'nonProsecution', 'noLiability']);

/**
 * Every paper that an order owes, out of the order and the opened case alone. What nobody told is left out of
 * the facts, so that the paper is refused with the name of the field. Public order owes none (治安法136).
 */
export const owedPapers = (source: PaperSource): Owed => {
  const { order, opened, subject } = source;
  const disposition = findDispositions(opened, subject).found.find(({ kind }) => MAIN.has(kind));
  const decision = disposition === undefined ? {} : dispositionFields(disposition);
  const making: Making = { source, decision, owner: order.orderedBy };
  const sealing = disposition === undefined ? { papers: [], others: [] } : sealingPapers(making, disposition);
  const owed = order.target === 'sealed' ? sealing : openingPapers(making);
  return { ...owed, papers: [...owed.papers, ...latePapers(making, owed.papers)] };
};
