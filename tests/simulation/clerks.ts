import { addDays } from '@fengcun/kernel';
import {
  type CaseCode, type HolderKey, makeCaseCode, OPEN_GROUND, type OpenGround, type OrderDraft, SEAL_GROUND, type SealGround,
  type SealingCommand, type SealingState,
} from '@fengcun/registry';
import type { Happening, Review } from './happenings.ts';
import type { DueOn } from './ports.ts';
import { DAY, dayOf, HOUR, instantOf } from './virtual-time.ts';

/** One thing that a clerk does at an instant; made when its time has come, from what the clerk then sees. */
export type Step = Readonly<{ at: number; command: (state: SealingState, now: number) => SealingCommand }>;

/** The case as the clerk knows it. */
export type CaseView = Readonly<{ recordId: string; holders: () => readonly HolderKey[]; dueOn: DueOn; number: () => string }>;

const CASE_CODE: CaseCode = makeCaseCode(new Uint8Array(10));
const RULE = 'sealAfterReceipt';
const act = (now: number, actor = 'clerk-1') => ({ at: instantOf(now), actor });
const isSeal = (ground: SealGround | OpenGround): ground is SealGround => Object.hasOwn(SEAL_GROUND, ground);

const draftOf = (view: CaseView, ground: SealGround | OpenGround, on: Readonly<{ now: number; from: number }>): OrderDraft => ({
  recordId: view.recordId, caseCode: CASE_CODE, orderNumber: view.number(), ground, orderedBy: 'court/110000000001',
  cites: isSeal(ground) ? SEAL_GROUND[ground].cites : OPEN_GROUND[ground].cites, effectiveFrom: dayOf(on.from),
  holders: view.holders().map((holder) => ({ holder, rule: RULE, dueOn: view.dueOn(RULE, dayOf(on.now)) })),
});

/** Propose, decide, order: three days, as the review says. */
const opening = (view: CaseView, at: number, { ground, review }: Readonly<{ ground: OpenGround; review: Review }>): readonly Step[] => {
  const type = OPEN_GROUND[ground].leadsTo === 'rescinded' ? 'Rescind' as const : 'OrderUnseal' as const;
  const [proposalId, approvalId] = [view.number(), view.number()];
  const order: Step = { at: at + 2 * DAY, command: (_state, now) =>
    ({ type, order: draftOf(view, ground, { now, from: at }), approvalId, ...act(now) }) };
  if (review === 'notAsked') return [order];
  const approver = review === 'bySamePerson' ? 'clerk-1' : 'head-1';
  const lasts = review === 'tooLate' ? HOUR : 9 * DAY;
  return [
    { at, command: (_state, now) => ({ type: 'ProposeUnseal', proposalId, ground, effectiveFrom: dayOf(at), ...act(now) }) },
    { at: at + DAY, command: (_state, now) => (review === 'disagreed'
      ? { type: 'RefuseUnseal', proposalId, ...act(now, approver) }
      : { type: 'ApproveUnseal', proposalId, approvalId, expiresAt: instantOf(at + DAY + lasts), ...act(now, approver) }) },
    order,
    // What did not lead to an order is cleared away, so that the next proposal finds no other.
    { at: at + 3 * DAY, command: (_state, now) => ({ type: 'RefuseUnseal', proposalId, ...act(now, 'head-2') }) },
  ];
};

const SEALS = { judgment: 'juvenileSentence', acquittal: 'insufficientEvidence', publicOrderDecision: 'publicOrderViolation',
  proposalDecision: 'proposal', retrialLowered: 'retrialLowered' } as const;

const observation = (view: CaseView, one: Extract<Happening, { type: 'observed' }>): readonly Step[] => {
  const { at, days, shortenedTo, breachedAfter, review } = one;
  const start = dayOf(at);
  const steps: Step[] = [{ at, command: (_state, now) =>
    ({ type: 'StartObservation', until: addDays(start, days), today: dayOf(now), ...act(now) }) }];
  if (shortenedTo !== undefined) {
    steps.push({ at: at + 10 * DAY, command: (_state, now) =>
      ({ type: 'ShortenObservation', until: addDays(start, shortenedTo), today: dayOf(now), ...act(now) }) });
  }
  if (breachedAfter !== undefined) {
    const breach = at + breachedAfter * DAY + HOUR;
    steps.push({ at: breach, command: (_state, now) =>
      ({ type: 'BreachObservation', breachedOn: addDays(start, breachedAfter), ...act(now) }) });
    steps.push(...opening(view, breach + 3 * DAY, { ground: 'observationBreached', review }));
  }
  return steps;
};

/** What clerks do when something happens. They try everything; whether it is lawful is not theirs to know here. */
export const stepsOf = (view: CaseView, one: Happening): readonly Step[] => {
  const { at } = one;
  switch (one.type) {
    case 'judgment': case 'acquittal': case 'publicOrderDecision': case 'proposalDecision': case 'retrialLowered':
      return [{ at, command: (_state, now) => ({ type: 'OrderSeal', order: draftOf(view, SEALS[one.type], { now, from: at }), ...act(now) }) }];
    case 'correctiveOpinion':
      return [{ at, command: (_state, now) =>
        ({ type: 'CorrectSeal', order: draftOf(view, 'corrective', { now, from: at }), documentNumber: view.number(), ...act(now) }) }];
    case 'newCrimeAsMinor': return opening(view, at, { ground: 'newCrimeAsMinor', review: one.review });
    case 'sealFoundWrong': return opening(view, at, { ground: 'wrongSeal', review: one.review });
    case 'exemptionAsked': return [{ at, command: (state, now) => ({
      type: 'Exempt', recordId: view.recordId, consents: Object.fromEntries(one.wills.map((will) => [will, view.number()])),
      ...(state.order === undefined ? {} : { order: draftOf(view, 'exemptByApplication', { now, from: at }) }), ...act(now),
    }) }];
    case 'observed': return observation(view, one);
    case 'deleted': return [{ at, command: (_state, now) =>
      ({ type: 'Erase', ground: 'retentionEnded', approvedBy: one.byTwo ? 'head-1' : 'clerk-1', ...act(now) }) }];
    case 'holderReports': return [{ at, command: (_state, now) =>
      ({ type: 'AddHolder', added: { holder: one.holder, rule: RULE, dueOn: view.dueOn(RULE, dayOf(now)) }, ...act(now) }) }];
    case 'copyTurnsUp': return [];
  }
};
