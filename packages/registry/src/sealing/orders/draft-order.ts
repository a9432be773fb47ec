import { assert, type CivilDate, err, ok, present, type Result } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import { organKey } from '../../intake/messages/organ.ts';
import type { TermSettings } from '../deadlines/terms.ts';
import type { SealGround } from '../grounds.ts';
import type { HolderKey, OrderedHolder } from '../lifecycle/order.ts';
import type { OrderDraft } from '../lifecycle/sealing-command.ts';
import type { SealTrigger } from '../triggers/find-triggers.ts';
import { type Recipient, recipientDue } from '../triggers/recipients.ts';

/**
 * What an order on one stored record is made from. A stored record is one person's part of one case, so that
 * several dispositions (the judgment, measures before it, support files) are sealed as one: 整体封存.
 */
export type OrderInput = Readonly<{
  /** Id of the stored record, not of a disposition. */
  recordId: string;
  /** What must be sealed of it, at least one, all of one person and one case. */
  triggers: readonly SealTrigger[];
  orderNumber: string;
  orderedOn: CivilDate;
  settings?: TermSettings;
}>;

/** A holder that keeps its file until something happens: the end of correction, a release. */
export type WaitingHolder = Readonly<{ holder: HolderKey; rule: string; starts: Recipient['starts'] }>;

/** An order, and the holders that get it later: until then the record is not shown sealed. */
export type DraftedOrder = Readonly<{
  draft: OrderDraft;
  waiting: readonly WaitingHolder[];
  /** Ids of flags that hold: labels of dossiers, duties of prison and correction. */
  flags: readonly string[];
  /** Terms whose holiday arrangement is not known yet: their last day is the earliest it can be. */
  uncertain: readonly HolderKey[];
}>;

/** Why no order can be made yet: a person must first say which organ determines, or who holds a copy. */
export type DraftRefusal = Readonly<{ code: 'DETERMINING_ORGAN_UNKNOWN' | 'HOLDERS_MISSING' }>;

/** Which disposition gives the order its ground: what the others belong to stands first. */
const RANK: readonly SealGround[] = [
  'juvenileSentence', 'juvenileExemption', 'juvenileActsAcrossMajority', 'retrialLowered', 'legacyCase',
  'insufficientEvidence', 'conditionalNonProsecution', 'nonProsecution', 'noLiability', 'proposal',
  'corrective', 'onApplication', 'publicOrderViolation', 'relatedRecord',
];

const rankOf = ({ ground }: SealTrigger): number => {
  const rank = RANK.indexOf(ground);
  assert(rank >= 0, 'every ground of a seal has its place');
  return rank;
};

const first = <T>(list: readonly T[]): T => present(list[0], 'at least one');

type HolderTerms = Readonly<{ holder: HolderKey; terms: readonly Recipient[] }>;

/** Of several terms of one holder the earliest binds: its copies are sealed as one. */
const dueOf = (
  { holder, terms }: HolderTerms, { orderedOn, settings = {} }: OrderInput,
): Readonly<{ ordered: OrderedHolder; certain: boolean }> | undefined => {
  const dues = terms.flatMap((term) => {
    const due = recipientDue(term, { orderedOn, settings });
    return due !== undefined && hasDueDate(due) ? [{ due, rule: term.rule }] : [];
  }).sort((a, b) => (a.due.dueOn < b.due.dueOn ? -1 : a.due.dueOn > b.due.dueOn ? 1 : 0));
  const [earliest] = dues;
  if (earliest === undefined) return undefined;
  const { due, rule } = earliest;
  return { ordered: { holder, dueOn: due.dueOn, rule }, certain: due.certain };
};

/**
 * LAW: while any of a holder's terms waits (it executes the sentence), it keeps its whole file and gets no
 * order: 2022 Measures art. 13 and 监狱法115 begin at the end of execution.
 */
const split = (
  all: readonly HolderTerms[],
): Readonly<{ ready: readonly HolderTerms[]; waiting: readonly WaitingHolder[] }> => {
  const waits = ({ terms }: HolderTerms): Recipient | undefined => terms.find((term) => term.waits);
  return {
    ready: all.filter((one) => waits(one) === undefined),
    waiting: all.flatMap((one) => {
      const term = waits(one);
      return term === undefined ? [] : [{ holder: one.holder, rule: term.rule, starts: term.starts }];
    }),
  };
};

const holdersOfAll = (triggers: readonly SealTrigger[]): readonly HolderTerms[] =>
  [...Map.groupBy(triggers.flatMap(({ recipients }) => recipients), ({ holder }) => holder)]
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([holder, terms]) => ({ holder, terms }));

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

/**
 * One order for everything of one person's part of a case that must be sealed, to every holder that is known
 * and need not wait. Refused where nobody knows which organ determines, or where no holder could be told.
 * @see 2022 Measures arts 2, 3, 11–13; docs/sealing.md
 */
export const draftOrder = (input: OrderInput): Result<DraftedOrder, DraftRefusal> => {
  const triggers = input.triggers.toSorted((a, b) => rankOf(a) - rankOf(b));
  const main = first(triggers);
  assert(triggers.every(({ caseCode, subject }) => caseCode === main.caseCode && subject === main.subject),
    'an order is about one person of one case');
  const { type, code } = main.determinedBy;
  if (code === undefined) return err({ code: 'DETERMINING_ORGAN_UNKNOWN' });
  const { ready, waiting } = split(holdersOfAll(triggers));
  const dues = ready.flatMap((one) => dueOf(one, input) ?? []);
  if (dues.length === 0) return err({ code: 'HOLDERS_MISSING' });
  return ok({
    draft: {
      recordId: input.recordId, caseCode: main.caseCode, orderNumber: input.orderNumber,
      ground: main.ground, ...(main.underlying === undefined ? {} : { underlying: main.underlying }),
      cites: union(triggers.map(({ cites }) => cites)), effectiveFrom: main.sealFrom,
      orderedBy: organKey({ type, code }), holders: dues.map(({ ordered }) => ordered),
    },
    waiting, flags: union(triggers.map(({ flags }) => flags)),
    uncertain: dues.flatMap(({ ordered, certain }) => (certain ? [] : [ordered.holder])),
  });
};
