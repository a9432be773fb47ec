import type { CivilDate, Tri } from '@fengcun/kernel';
import { type DocumentFacts, printedNumber, type PrintedCaseCode, templateById } from '@fengcun/documents';
import {
  type CaseCode, caseCodeUri, type DossierPart, formatCaseCode, type HolderKey, legalDay,
  type OpenCase, type OrderConfidential, type SealingEvent, type SealingState, type SealOrder,
  type SubjectToken, type TermSettings,
} from '@fengcun/registry';
import type { OrganNames } from '../organ-names.ts';
import { type FieldValues, organWords, personFields, typeOf } from './case-facts.ts';

/** A paper that is owed: which, to whom, and its facts as far as order and case tell them. */
export type OwedPaper = Readonly<{
  template: string; recipient: string; facts: DocumentFacts;
  /** The very organ it is for, where it is for one. */
  holder?: HolderKey;
}>;

/** A paper that is owed and that no template of ours makes. */
export type OtherDuty = Readonly<{ duty: string; recipient: string }>;

/** Papers that are owed, and those that people must make by hand. */
export type Owed = Readonly<{ papers: readonly OwedPaper[]; others: readonly OtherDuty[] }>;

/**
 * What the person who asks knows from elsewhere: what the judgment that opens says (it is in another case,
 * which stays shut), and the number of a case that had to use what is sealed.
 */
export type ToldOfPapers = Readonly<{ newDisposition?: string; decidedTerm?: string; usedIn?: string }>;

/** Who else is in the case, and whether there were accomplices who were tried apart (分案). */
export type JointParties = Readonly<{
  others: readonly DossierPart[]; withAdult: Tri; withJuvenile: Tri; severed: Tri;
}>;

/** An opened case. `told`: with what came late for a sealed one, which is no part of the order's papers. */
export type CaseSource = Readonly<{
  opened: OpenCase; told: OpenCase; subject: SubjectToken; confidential: OrderConfidential; names: OrganNames;
}>;

/** An opened case and its order: everything papers of an order are made of. */
export type PaperSource = CaseSource & Readonly<{
  order: SealOrder; state: SealingState; events: readonly SealingEvent[];
  today: CivilDate; settings: TermSettings; parties: JointParties;
  /** When the newest order reached a holder; a holder that is not in it was not reached. */
  deliveredAt: ReadonlyMap<HolderKey, string>;
  asked?: ToldOfPapers;
}>;

/** An order's papers in the making: what is decided in the case, and the organ that determined. */
export type Making = Readonly<{ source: PaperSource; decision: FieldValues; owner: HolderKey }>;

/** What of a paper is not the order's: its place in the series, and where it differs its day and organ. */
export type PaperPlace = Readonly<{
  sequence: number; fields: FieldValues; issuedOn?: CivilDate; by?: HolderKey;
  /** An open dossier of another case must not lead to the sealed one. */
  withoutCode?: true;
}>;

/** A one-case code as papers print it. */
export const printedCode = (code: CaseCode): PrintedCaseCode =>
  ({ printed: formatCaseCode(code), payload: caseCodeUri(code) });

const issuer = ({ source: { names }, decision, owner }: Making, by: HolderKey | undefined): string => {
  if (by !== undefined && by !== owner) return organWords(by, names) ?? '';
  return String(names.get(owner) ?? decision['organ'] ?? organWords(owner) ?? '');
};

/** LAW: no text fixes the numbers of these papers: the order's number stands for an organ's word. */
export const factsOf = (making: Making, paper: PaperPlace): DocumentFacts => {
  const { order } = making.source;
  return {
    organ: issuer(making, paper.by), organWord: order.orderNumber, sequence: paper.sequence,
    issuedOn: paper.issuedOn ?? legalDay(order.orderedAt), fields: paper.fields,
    ...(paper.withoutCode === true ? {} : { caseCode: printedCode(order.caseCode) }),
  };
};

/** Number of a paper of an order, as it is printed on the paper itself. */
export const numberOf = (
  { orderNumber, orderedAt }: SealOrder, template: string, sequence: number,
): string => printedNumber({
  organWord: orderNumber, seriesWord: templateById(template)?.seriesWord ?? '', sequence,
  year: Number(legalDay(orderedAt).slice(0, 4)),
});

/** Organs as the order names them, then those known since: who is told later gets a later number. */
export const numbered = ({ order, state }: Pick<PaperSource, 'order' | 'state'>): readonly HolderKey[] =>
  [...new Set([...order.holders.map(({ holder }) => holder), ...state.copies.keys()])];

/** The person's notice is the first; an organ's number follows from its place in the order. */
export const sequenceOf = (source: PaperSource, holder: HolderKey): number =>
  numbered(source).indexOf(holder) + 2;

/** A paper to the person. */
export const toPerson = (making: Making, template: string, fields: FieldValues): OwedPaper => ({
  template, recipient: 'person', facts: factsOf(making, { sequence: 1, fields }),
});

/** A paper to one organ of the order. */
export const toOrgan = (
  making: Making, template: string, to: Readonly<{ holder: HolderKey; fields: FieldValues }>,
): OwedPaper => {
  const { source } = making;
  const fields = { ...to.fields, recipients: [organWords(to.holder, source.names)] };
  return {
    template, recipient: typeOf(to.holder) ?? 'organ', holder: to.holder,
    facts: factsOf(making, { sequence: sequenceOf(source, to.holder), fields }),
  };
};

/** One paper for every organ of a kind; where none is known, one that lacks its recipient. */
export const toOrgans = (
  making: Making, template: string, to: Readonly<{ type: string; fields: FieldValues }>,
): readonly OwedPaper[] => {
  const holders = numbered(making.source).filter((holder) => typeOf(holder) === to.type);
  if (holders.length > 0) {
    return holders.map((holder) => toOrgan(making, template, { holder, fields: to.fields }));
  }
  return [{ template, recipient: to.type, facts: factsOf(making, { sequence: 1, fields: to.fields }) }];
};

/** The person as the only one a paper is addressed to. */
export const personAlone = ({ source }: Making): readonly unknown[] | undefined => {
  const name = personFields(source.confidential)['personName'];
  return name === undefined ? undefined : [name];
};
