import { assert, assertNever, ok } from '@fengcun/kernel';
import { decideAddedHolder, decideEscalation, decideReceipt, decideReminder } from './decide-delivery.ts';
import { decideObservation } from './decide-observation.ts';
import {
  decideApproval, decideExemption, decideOpening, decideProposal, decideRefusal,
} from './decide-opening.ts';
import { type Decided, decideSeal, refused, traceOf } from './decide-order.ts';
import { evolveSealing } from './evolve-sealing.ts';
import { isRecordStatus } from './record-status.ts';
import type { SealingCommand } from './sealing-command.ts';
import type { SealingEvent } from './sealing-event.ts';
import type { SealingState } from './sealing-state.ts';
import { TRANSITIONS } from './transition-table.ts';

/** Which event a command is after: its column in the transition table. */
export const EVENT_OF: Readonly<Record<SealingCommand['type'], SealingEvent['type']>> = {
  OrderSeal: 'SealOrdered', CorrectSeal: 'CorrectiveSealOrdered', AddHolder: 'HolderAdded',
  Acknowledge: 'Acknowledged', Remind: 'Reminded', Escalate: 'Escalated', ProposeUnseal: 'UnsealProposed',
  ApproveUnseal: 'UnsealApproved', RefuseUnseal: 'UnsealRefused', OrderUnseal: 'UnsealOrdered',
  Rescind: 'Rescinded', Exempt: 'ExemptedByApplication', StartObservation: 'ObservationStarted',
  ShortenObservation: 'ObservationShortened', BreachObservation: 'ObservationBreached',
  PassObservation: 'ObservationPassed', Erase: 'ErasedByLaw',
};

const erase = (command: Extract<SealingCommand, { type: 'Erase' }>): Decided => {
  const { ground, approvedBy } = command;
  if (command.actor === approvedBy) return refused('FOUR_EYES');
  return ok([{ type: 'ErasedByLaw', ...traceOf(command, ground, ['PIPL_47']), ground, approvedBy }]);
};

const guarded = (state: SealingState, command: SealingCommand): Decided => {
  switch (command.type) {
    case 'OrderSeal': case 'CorrectSeal': return decideSeal(state, command);
    case 'AddHolder': return decideAddedHolder(state, command);
    case 'Acknowledge': return decideReceipt(state, command);
    case 'Remind': return decideReminder(state, command);
    case 'Escalate': return decideEscalation(state, command);
    case 'ProposeUnseal': return decideProposal(state, command);
    case 'ApproveUnseal': return decideApproval(state, command);
    case 'RefuseUnseal': return decideRefusal(state, command);
    case 'OrderUnseal': case 'Rescind': return decideOpening(state, command);
    case 'Exempt': return decideExemption(state, command);
    case 'StartObservation': case 'ShortenObservation': case 'BreachObservation': case 'PassObservation':
      return decideObservation(state, command);
    case 'Erase': return erase(command);
    default: return assertNever(command);
  }
};

/**
 * What a command makes happen to the seal of one record: first the transition table says whether the state
 * knows such a step at all, then the guards whether this one is lawful. Pure: times, days and numbers are
 * arguments. An empty list is a repetition: nothing happens twice.
 */
export const decideSealing = (command: SealingCommand, state: SealingState): Decided => {
  const step = TRANSITIONS[state.status][EVENT_OF[command.type]];
  if (!isRecordStatus(step)) return refused(step);
  const decided = guarded(state, command);
  if (decided.ok) {
    for (const event of decided.value) {
      // INVARIANT: every event that is decided changes the state; one that would not is a gap in the table.
      assert(evolveSealing(state, event) !== state, `no way for ${event.type} from ${state.status}`);
    }
  }
  return decided;
};
