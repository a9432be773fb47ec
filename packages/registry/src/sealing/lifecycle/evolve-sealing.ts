import { assertNever } from '@fengcun/kernel';
import { isSealGround } from './lawful-ground.ts';
import type { HolderKey, SealOrder } from './order.ts';
import { isRecordStatus } from './record-status.ts';
import type { Acknowledged, ExemptedByApplication, SealingEvent } from './sealing-event.ts';
import {
  awaitedCopy, type CopyProgress, missingHolders, NEVER_SEALED, type SealingState,
} from './sealing-state.ts';
import { type SealingInput, TRANSITIONS } from './transition-table.ts';

const withOrder = (state: SealingState, order: SealOrder): SealingState => ({
  ...state,
  identity: { recordId: order.recordId, caseCode: order.caseCode },
  order,
  // What a seal rested on stays known after it was opened.
  basis: order.target === 'open' || !isSealGround(order.ground) ? state.basis
    : { ground: order.ground, ...(order.underlying === undefined ? {} : { underlying: order.underlying }) },
  copies: new Map(order.holders.map((one) => [one.holder, awaitedCopy(one, order.orderedAt)])),
  // A proposal speaks of the order it was made under.
  proposal: undefined,
  orderNumbers: new Set(state.orderNumbers).add(order.orderNumber),
  observation: undefined,
});

const withCopy = (
  state: SealingState, holder: HolderKey, change: (copy: CopyProgress) => CopyProgress,
): SealingState => {
  const copy = state.copies.get(holder);
  return copy === undefined ? state
    : { ...state, copies: new Map(state.copies).set(holder, change(copy)) };
};

const withReceipt = (state: SealingState, { receipt, at }: Acknowledged): SealingState =>
  (receipt.sequence !== state.order?.sequence ? state
    : withCopy(state, receipt.holder, (copy) =>
      ({ ...copy, receipt, acknowledgedAt: copy.acknowledgedAt ?? at })));

const withExemption = (state: SealingState, event: ExemptedByApplication): SealingState =>
  (event.order !== undefined ? withOrder(state, event.order)
    : { ...state, identity: { recordId: event.recordId, caseCode: undefined }, observation: undefined });

/** Everything but the status, which the table alone gives. */
const changed = (state: SealingState, event: SealingEvent): SealingState => {
  switch (event.type) {
    case 'SealOrdered': case 'CorrectiveSealOrdered': return withOrder(state, event.order);
    case 'UnsealOrdered': case 'Rescinded': return withOrder(state, event.order);
    case 'ExemptedByApplication': return withExemption(state, event);
    case 'HolderAdded': return {
      ...state, copies: new Map(state.copies).set(event.added.holder, awaitedCopy(event.added, event.at)),
    };
    case 'Acknowledged': return withReceipt(state, event);
    case 'Reminded': return withCopy(state, event.holder, (copy) => ({ ...copy, reminders: event.count }));
    case 'Escalated': return withCopy(state, event.holder, (copy) => ({ ...copy, escalatedAt: event.at }));
    case 'UnsealProposed': {
      const { proposalId, ground, effectiveFrom, actor } = event;
      return { ...state,
        proposal: { proposalId, ground, effectiveFrom, proposedBy: actor, approval: undefined } };
    }
    case 'UnsealApproved': {
      const { approvalId, expiresAt } = event;
      const approvals = new Set(state.approvals).add(approvalId);
      return state.proposal === undefined ? { ...state, approvals }
        : { ...state, approvals, proposal: { ...state.proposal, approval: { approvalId, expiresAt } } };
    }
    case 'UnsealRefused': return { ...state, proposal: undefined };
    case 'ObservationStarted': return { ...state,
      observation: { until: event.until, breachedOn: undefined } };
    case 'ObservationShortened': return state.observation === undefined ? state
      : { ...state, observation: { ...state.observation, until: event.until } };
    case 'ObservationBreached': return state.observation === undefined ? state
      : { ...state, observation: { ...state.observation, breachedOn: event.breachedOn } };
    case 'ObservationPassed': return { ...state, observation: undefined };
    case 'ErasedByLaw': return { ...state, proposal: undefined, observation: undefined };
    default: return assertNever(event);
  }
};

/** Which column of the table an event is, given what it leaves missing. */
const inputOf = (after: SealingState, event: SealingEvent): SealingInput => {
  if (event.type !== 'Acknowledged' || missingHolders(after.copies).length > 0) return event.type;
  return after.observation === undefined ? 'LastAcknowledged' : 'LastAcknowledgedUnderObservation';
};

/**
 * Total: a recorded fact is never refused. An event that the table has no way for (which `decide` never
 * makes) changes nothing; an acknowledgement of an older sequence is no answer to the newest.
 */
export const evolveSealing = (state: SealingState, event: SealingEvent): SealingState => {
  const after = changed(state, event);
  if (after === state) return state;
  const status = TRANSITIONS[state.status][inputOf(after, event)];
  return isRecordStatus(status) ? { ...after, status } : state;
};

/** The state after these events, from nothing. */
export const foldSealing = (events: Iterable<SealingEvent>): SealingState => {
  let state: SealingState = NEVER_SEALED;
  for (const event of events) state = evolveSealing(state, event);
  return state;
};
