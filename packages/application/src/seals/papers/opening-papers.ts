import type { CivilDate } from '@fengcun/kernel';
import {
  type Disposition, findDispositions, type HolderKey, type OpenGround, type SealOrder,
} from '@fengcun/registry';
import { type FieldValues, personFields } from './case-facts.ts';
import {
  type Making, numbered, numberOf, type Owed, type PaperSource, personAlone, toOrgan, toPerson,
} from './paper-making.ts';

/** 解除、撤销、依申请解除 and 移除 are four things. A proposal has no paper under the law in force. */
const TEMPLATES: Readonly<Partial<Record<OpenGround, string>>> = {
  newCrimeAsMinor: 'unseal-notice', omittedCrimeAsMinor: 'unseal-notice', retrialRaised: 'unseal-notice',
  wrongSeal: 'rescission-notice', exemptByApplication: 'exemption-notice', annulled: 'removal-notice',
};

/** The notice that an order is: of a seal, or of its end on this ground; undefined where there is none. */
export const noticeTemplate = ({ target, ground }: SealOrder): string | undefined =>
  // The grounds of an order to open are those of an opening.
  (target === 'sealed' ? 'seal-notice' : TEMPLATES[ground as OpenGround]);

const lastSeal = ({ events }: PaperSource): SealOrder | undefined => events.flatMap((event) =>
  (event.type === 'SealOrdered' || event.type === 'CorrectiveSealOrdered' ? [event.order] : [])).at(-1);

/** Number of the notice that a holder had of a seal; who had none of its own is referred to the person's. */
const sealNoticeOf = (seal: SealOrder | undefined, holder: HolderKey | undefined): string | undefined => {
  if (seal === undefined) return undefined;
  const at = holder === seal.orderedBy ? -1 : seal.holders.findIndex((one) => one.holder === holder);
  return numberOf(seal, 'seal-notice', at < 0 ? 1 : at + 2);
};

const numberIn = (content: Readonly<Record<string, unknown>>): unknown => content['documentNumber'];

type Annulled = Readonly<{ decision?: unknown; annulment?: unknown; annulledOn?: CivilDate }>;

/** The decision and what annulled it, as far as they were told; also what came after the seal. */
const annulledIn = ({ told, subject }: PaperSource): Annulled => {
  const { found } = findDispositions(told, subject);
  const isAnnulled = ({ annulledOn }: Disposition): boolean => annulledOn !== undefined;
  const disposition = found.find(isAnnulled);
  const messages = (disposition?.records ?? []).map(({ message }) => message);
  const of = (kind: string): unknown =>
    messages.flatMap((one) => (one.kind === kind ? [numberIn(one.content)] : []))[0];
  return {
    decision: of('publicOrderDecisionRecorded'), annulment: of('publicOrderDecisionAnnulled'),
    ...(disposition?.annulledOn === undefined ? {} : { annulledOn: disposition.annulledOn }),
  };
};

const fieldsOf = ({ source, decision }: Making, template: string): FieldValues => {
  const { order, asked } = source;
  const [on, { caseNumber, disposition, result }] = [order.effectiveFrom, decision];
  switch (template) {
    case 'unseal-notice': {
      const isRetrial = order.ground === 'retrialRaised';
      return {
        caseNumber, conditionMetOn: on, ground: order.ground,
        newDisposition: isRetrial ? disposition : asked?.newDisposition,
        decidedTerm: isRetrial ? result : asked?.decidedTerm,
      };
    }
    case 'rescission-notice':
      return { caseNumber: caseNumber ?? disposition, rescindedOn: on, reason: order.ground };
    case 'exemption-notice': return { caseNumber, agreedOn: on };
    default: return { annulledOn: on, ...annulledIn(source) };
  }
};

/** To the person and every organ that had an order. @see 2022 Measures arts 7, 18, 19, 22 */
export const openingPapers = (making: Making): Owed => {
  const { source } = making;
  const template = noticeTemplate(source.order);
  if (template === undefined) {
    return { papers: [], others: [{ duty: source.order.ground, recipient: 'all' }] };
  }
  const fields = { ...personFields(source.confidential), ...fieldsOf(making, template) };
  const seal = lastSeal(source);
  const own = { ...fields, sealNotice: sealNoticeOf(seal, undefined), recipients: personAlone(making) };
  const organs = numbered(source).map((holder) => toOrgan(making, template,
    { holder, fields: { ...fields, sealNotice: sealNoticeOf(seal, holder) } }));
  return { papers: [toPerson(making, template, own), ...organs], others: [] };
};
