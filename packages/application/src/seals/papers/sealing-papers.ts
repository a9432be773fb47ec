import {
  type Disposition, type HolderKey, type NoticeDuty, noticeDuties, regionOf, regionsAbove,
} from '@fengcun/registry';
import { type FieldValues, organWords, personFields, typeOf } from './case-facts.ts';
import {
  factsOf, type Making, numbered, type OtherDuty, type Owed, type OwedPaper, personAlone, sequenceOf,
  toOrgans, toPerson,
} from './paper-making.ts';

const noticeFields = ({ source: { order, confidential }, decision }: Making): FieldValues => {
  const { caseNumber, disposition, effectiveOn, result } = decision;
  const told = { caseNumber, disposition, effectiveOn, result };
  return { ...personFields(confidential), ...told, ground: order.ground };
};

/** LAW: article 8 names no telephone: the organ that determined is whom to ask. */
const rightsPaper = (making: Making): OwedPaper => {
  const { source: { confidential, names }, decision: { caseNumber, disposition, organ }, owner } = making;
  const { personName } = personFields(confidential);
  return toPerson(making, 'rights-and-duties',
    { personName, caseNumber, disposition, contact: names.get(owner) ?? organ ?? organWords(owner) });
};

const codeOf = (holder: HolderKey): string => holder.slice(holder.indexOf('/') + 1);

/** The procuratorates of two levels one above the other, by their codes; nobody is guessed. */
const levelsOf = (making: Making): Readonly<{ upper: HolderKey; lower: HolderKey }> | undefined => {
  const all = numbered(making.source).filter((holder) => typeOf(holder) === 'procuratorate');
  const pairs = all.flatMap((lower) => {
    const above = regionsAbove(regionOf(codeOf(lower)) ?? '000000');
    const isAbove = (upper: HolderKey): boolean => above.includes(regionOf(codeOf(upper)) ?? '');
    return all.filter(isAbove).map((upper) => ({ upper, lower }));
  });
  return pairs.length === 1 ? pairs[0] : undefined;
};

/** @see 人民检察院刑事诉讼规则第482条第2款 */
const lowerPaper = (making: Making): OwedPaper => {
  const { source, decision: { caseNumber, disposition, effectiveOn, result } } = making;
  const levels = levelsOf(making);
  const recipients = levels === undefined ? undefined : [organWords(levels.lower, source.names)];
  return {
    template: 'lower-procuratorate-notice', recipient: 'procuratorate',
    facts: factsOf(making, {
      sequence: levels === undefined ? 1 : sequenceOf(source, levels.lower),
      ...(levels === undefined ? {} : { by: levels.upper }),
      fields: {
        ...personFields(source.confidential), recipients, caseNumber, disposition, effectiveOn, result,
      },
    }),
  };
};

/** The court tells the registrar what was decided, and that it must be sealed. @see 法发〔2012〕10号 二（二） */
const notificationPapers = (making: Making, type: string): readonly OwedPaper[] => {
  const { decision: { organ, disposition, effectiveOn, charges, sentence, prosecutor } } = making;
  const fields = {
    ...personFields(making.source.confidential), prosecutor, court: organ, judgmentNumber: disposition,
    effectiveOn, charges, sentence, sealing: 'mustSeal',
  };
  return toOrgans(making, 'judgment-notification', { type, fields });
};

const papersFor = (making: Making, { kind, to }: NoticeDuty): readonly OwedPaper[] | undefined => {
  switch (kind) {
    case 'sealingNotice': {
      const fields = noticeFields(making);
      return to === 'person'
        ? [toPerson(making, 'seal-notice', { ...fields, recipients: personAlone(making) })]
        : toOrgans(making, 'seal-notice', { type: to, fields });
    }
    // One paper for both: the guardian signs it beside the person, and no message tells a guardian's name.
    case 'rightsExplanation': return to === 'person' ? [rightsPaper(making)] : [];
    case 'judgmentNotification': return notificationPapers(making, to);
    case 'lowerProcuratorateNotice': return [lowerPaper(making)];
    default: return undefined;
  }
};

/** Papers that a seal owes for what was decided. @see 2022 Measures arts 8, 11, 12 */
export const sealingPapers = (making: Making, disposition: Disposition): Owed => {
  const [papers, others]: [OwedPaper[], OtherDuty[]] = [[], []];
  for (const duty of noticeDuties(disposition)) {
    const made = papersFor(making, duty);
    if (made === undefined) others.push({ duty: duty.kind, recipient: duty.to });
    else papers.push(...made);
  }
  return { papers, others };
};
