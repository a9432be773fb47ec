import { daysBetween } from '@fengcun/kernel';
import { foldHolder, foldSealing, type HolderKey, missingHolders, newestSequence, noStandingOrder, type SealingEvent } from '@fengcun/registry';
import { plainModel } from './plain-model.ts';
import { dayOf } from './virtual-time.ts';
import { dueOn, type Outcome } from './world.ts';

type Ordered = Readonly<{ recordId: string; sequence: number; holder: HolderKey; rule: string; since: number; until: number }>;

/** Every order to every holder, from when to when it was the newest: as the journal tells, without folding it. */
const orderedOf = (recordId: string, events: readonly SealingEvent[]): readonly Ordered[] => {
  const orders = events.flatMap((event) => ('order' in event && event.order !== undefined ? [event.order] : []));
  return orders.flatMap((order, index) => {
    const until = Date.parse(orders[index + 1]?.orderedAt ?? '2999-01-01T00:00:00Z');
    const added = events.flatMap((event) => (event.type === 'HolderAdded' && event.sequence === order.sequence
      ? [{ ...event.added, since: Date.parse(event.at) }] : []));
    const named = order.holders.map((one) => ({ ...one, since: Date.parse(order.orderedAt) }));
    return [...named, ...added].map(({ holder, rule, since }) => ({ recordId, sequence: order.sequence, holder, rule, since, until }));
  });
};

/** Reminders by a look on a day: half of the time, and the last day. */
const remindersBy = (since: number, last: number): number => {
  const from = dayOf(since);
  const length = daysBetween(from, dueOn('sealAfterReceipt', from));
  const passed = daysBetween(from, dayOf(last));
  return Number(passed >= Math.ceil(length / 2)) + Number(passed >= length);
};

const judgeDeadlines = (outcome: Outcome, recordId: string, events: readonly SealingEvent[]): readonly string[] =>
  orderedOf(recordId, events).flatMap(({ sequence, holder, rule, since, until }) => {
    const answeredAt = Math.min(...outcome.delivered.filter((one) =>
      one.recordId === recordId && one.holder === holder && one.sequence === sequence && one.at >= since && one.at < until).map((one) => one.at));
    const looks = outcome.jobRuns.filter((at) => at >= since && at < answeredAt && at <= until);
    const own = events.filter((event) => 'holder' in event && event.holder === holder && event.sequence === sequence);
    const escalations = own.filter((event) => event.type === 'Escalated').length;
    const reminded = own.flatMap((event) => (event.type === 'Reminded' ? [event.count] : []));
    const isLate = looks.some((at) => dayOf(at) > dueOn(rule, dayOf(since)));
    const reminders = Math.max(0, ...looks.map((at) => remindersBy(since, at)));
    const what = `${recordId} order ${sequence} at ${holder}`;
    return [
      ...(escalations === Number(isLate) ? [] : [`${what}: escalated ${escalations} times, should be ${Number(isLate)}`]),
      ...(reminded.join() === Array.from({ length: reminders }, (_, index) => index + 1).join() ? []
        : [`${what}: reminded ${reminded.join()}, should be ${reminders} times`]),
    ];
  });

const judgeCopies = (outcome: Outcome, recordId: string): readonly string[] => {
  const story = outcome.stories.find((one) => one.recordId === recordId);
  if (story === undefined) return [];
  const { target } = plainModel(story);
  return [...outcome.caseHolders.get(recordId) ?? []].flatMap((holder) =>
    [...outcome.copies.get(holder)?.get(recordId) ?? []].flatMap(([copyId, copy]) => {
      const is = copy.isSealed ? 'sealed' : 'open';
      return target === 'asBefore' ? (is === 'open' ? [] : [`${recordId}: ${copyId} of ${holder} was sealed without an order`])
        : is === target ? [] : [`${recordId}: ${copyId} of ${holder} is ${is}, should be ${target}`];
    }));
};

const twice = (keys: readonly string[]): readonly string[] =>
  [...Map.groupBy(keys, (key) => key)].filter(([, same]) => same.length > 1).map(([key]) => key);

/** Nothing acted on twice: no answer, no work, no approval, no order number. */
const judgeRepetition = (outcome: Outcome, recordId: string, events: readonly SealingEvent[]): readonly string[] => [
  ...twice(events.flatMap((event) => (event.type === 'Acknowledged'
    ? [`answer ${event.receipt.holder} ${event.receipt.sequence}.${event.receipt.revision}`]
    : event.type === 'UnsealOrdered' || event.type === 'Rescinded' ? [`approval ${event.approvalId}`] : []))),
  ...twice(events.flatMap((event) => ('order' in event && event.order !== undefined ? [`number ${event.order.orderNumber}`] : []))),
  ...[...outcome.holding].flatMap(([holder, own]) => twice((own.get(recordId) ?? []).flatMap((event) =>
    (event.type === 'CopiesBrought' ? [`work ${holder} ${event.receipt.sequence}`] : event.type === 'OrderTaken' ? [`order ${holder} ${event.order.sequence}`] : [])))),
].map((what) => `${recordId}: twice: ${what}`);

const judgeRecord = (outcome: Outcome, recordId: string): readonly string[] => {
  const story = outcome.stories.find((one) => one.recordId === recordId);
  const events = outcome.sealing.get(recordId) ?? [];
  if (story === undefined) return [`${recordId}: no story`];
  const state = foldSealing(events);
  const lawful = plainModel(story);
  const holders = [...state.copies.keys()];
  const behind = holders.filter((holder) => {
    const own = foldHolder(noStandingOrder(holder), outcome.holding.get(holder)?.get(recordId) ?? []);
    return own.standing?.sequence !== lawful.orders || own.receipt === undefined || own.found.size > 0;
  });
  return [
    ...(state.status === lawful.status ? [] : [`${recordId} is ${state.status}, by law ${lawful.status}`]),
    ...(newestSequence(state) === lawful.orders ? [] : [`${recordId} has ${newestSequence(state)} orders, by law ${lawful.orders}`]),
    ...missingHolders(state.copies).map(({ holder }) => `${recordId}: the answer of ${holder} was lost`),
    ...(lawful.orders > 0 && holders.length !== outcome.caseHolders.get(recordId)?.size ? [`${recordId}: a holder was left out`] : []),
    ...behind.map((holder) => `${recordId}: ${holder} stands behind`),
    ...judgeCopies(outcome, recordId), ...judgeDeadlines(outcome, recordId, events), ...judgeRepetition(outcome, recordId, events),
  ];
};

/** Everything that is wrong with a run, in sentences; empty when nothing is. */
export const judge = (outcome: Outcome): readonly string[] =>
  (outcome.violations.length > 0 ? outcome.violations : outcome.stories.flatMap((story) => judgeRecord(outcome, story.recordId)));
