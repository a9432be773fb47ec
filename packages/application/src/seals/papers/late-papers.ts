import { type CivilDate, daysBetween } from '@fengcun/kernel';
import { type HolderKey, isTermRule, legalDay, missingHolders, termDue, termOf } from '@fengcun/registry';
import { hasDueDate, resolveCitation } from '@fengcun/statute';
import { type FieldValues, organWords, typeOf } from './case-facts.ts';
import { noticeTemplate } from './opening-papers.ts';
import { factsOf, type Making, numberOf, type OwedPaper, sequenceOf } from './paper-making.ts';

const MATTER = { sealed: '封存案卷材料和电子档案信息并送回回执', open: '解除封存标记并送回回执' } as const;

const citeWords = (id: string): string | undefined => {
  const found = resolveCitation(id);
  return found.ok ? found.value.labelZh : undefined;
};

type Late = ReturnType<typeof missingHolders>[number];

/** What every paper about a delay says, on the day it is dated. */
const delayFields = (
  { source }: Making, { holder, dueOn, rule }: Late,
  at: Readonly<{ day: CivilDate; notices: readonly OwedPaper[] }>,
): FieldValues => {
  const { order, settings, deliveredAt, names } = source;
  const [sequence, delivered, template] =
    [sequenceOf(source, holder), deliveredAt.get(holder), noticeTemplate(order)];
  const due = isTermRule(rule) ? termDue({ rule, from: at.day, settings }) : undefined;
  const hasNotice = at.notices.some((paper) => paper.template === template
    && paper.recipient === typeOf(holder) && paper.facts.sequence === sequence);
  return {
    recipient: organWords(holder, names), matter: MATTER[order.target], dueOn,
    daysOverdue: daysBetween(dueOn, at.day),
    notice: hasNotice && template !== undefined ? numberOf(order, template, sequence) : order.orderNumber,
    receivedOn: delivered === undefined ? undefined : legalDay(delivered),
    deadline: isTermRule(rule) ? citeWords(termOf(rule, settings).cite) : undefined,
    // LAW: no text sets the day of a reply to a reminder; the same term is counted anew.
    replyBy: due !== undefined && hasDueDate(due) ? due.dueOn : undefined,
  };
};

/** To whom the delay was escalated. */
const supervisorIn = ({ source: { events } }: Making, holder: HolderKey): HolderKey | undefined =>
  events.flatMap((event) => (event.type === 'Escalated' && event.holder === holder ? [event.to] : [])).at(-1);

/**
 * The letter of whoever it was escalated to, dated on that day: a draft that the procuratorate issues or not.
 * LAW: to another organ it is an opinion of supervision (办法22); to a procuratorate one level below it is
 * 督办, as the higher one directs the lower. @see 《人民检察院组织法》第10条
 */
const supervisionPaper = (
  making: Making, late: Late, notices: readonly OwedPaper[],
): readonly OwedPaper[] => {
  const { source, owner } = making;
  const { holder, escalatedAt, reminders } = late;
  const by = supervisorIn(making, holder);
  if (escalatedAt === undefined || by === undefined) return [];
  const day = legalDay(escalatedAt);
  const delay = delayFields(making, late, { day, notices });
  const orderedBy = source.names.get(owner) ?? making.decision['organ'] ?? organWords(owner);
  const isBelow = typeOf(holder) === 'procuratorate';
  const fields = isBelow ? { ...delay, reminder: `${reminders}次`, copies: [orderedBy] }
    : { ...delay, orderedBy, reminders };
  return [{
    template: isBelow ? 'overdue-supervision' : 'corrective-opinion', recipient: typeOf(holder) ?? 'organ',
    facts: factsOf(making, { sequence: sequenceOf(source, holder), issuedOn: day, by, fields }),
  }];
};

/**
 * Reminders to holders that are late today, dated today as everything in them depends on the day, and the
 * letters of supervision of those that were escalated. @see 2022 Measures arts 11–13, 22
 */
export const latePapers = (making: Making, notices: readonly OwedPaper[]): readonly OwedPaper[] => {
  const { source } = making;
  const day = source.today;
  return missingHolders(source.state.copies).filter(({ dueOn }) => dueOn < day).flatMap((late) => [{
    template: 'overdue-reminder', recipient: typeOf(late.holder) ?? 'organ',
    facts: factsOf(making, {
      sequence: sequenceOf(source, late.holder), issuedOn: day,
      fields: delayFields(making, late, { day, notices }),
    }),
  }, ...supervisionPaper(making, late, notices)]);
};
