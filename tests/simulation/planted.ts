import { ok } from '@fengcun/kernel';
import { missingHolders, newestSequence } from '@fengcun/registry';
import type { Machines } from './ports.ts';
import { REAL_MACHINES as REAL } from './world.ts';

/** Bugs that the simulation must find: each is one rule of docs/sealing.md left out. */
export const PLANTED: Readonly<Record<string, Machines>> = {
  'answers to older orders count': {
    ...REAL,
    decide: (command, state) => {
      if (command.type !== 'Acknowledge' || command.receipt.sequence >= newestSequence(state)) return REAL.decide(command, state);
      const receipt = { ...command.receipt, sequence: newestSequence(state), result: 'applied' as const };
      return REAL.decide({ ...command, receipt }, state);
    },
  },
  'a holder applies an older order': {
    ...REAL,
    decideHolder: (command, state) => (command.type === 'ReceiveOrder' && state.standing !== undefined
      && command.order.sequence < state.standing.sequence ? ok([{ type: 'OrderTaken', order: command.order, at: command.at }])
      : REAL.decideHolder(command, state)),
    evolveHolder: (state, event) => (event.type === 'OrderTaken'
      ? { ...state, standing: event.order, receipt: undefined, found: new Set() } : REAL.evolveHolder(state, event)),
  },
  'shown sealed while one answer is missing': {
    ...REAL,
    isShown: (state) => state.order?.target === 'sealed' && state.status !== 'erased' && missingHolders(state.copies).length <= 1,
  },
  'a holder answers before its work is done': {
    ...REAL,
    answer: (state, order) => REAL.answer(state, order) ?? (state.standing === undefined ? undefined : {
      recordId: order.recordId, sequence: order.sequence, holder: state.holder, result: 'applied', revision: 0,
      commitmentBefore: 'none', commitmentAfter: 'none', appliedAt: state.standing.orderedAt,
    }),
  },
  'a late holder is left out': {
    ...REAL,
    decide: (command, state) => (command.type === 'AddHolder' ? ok([]) : REAL.decide(command, state)),
  },
  'one person opens': {
    ...REAL,
    decide: (command, state) => REAL.decide(command.type === 'ApproveUnseal' ? { ...command, actor: 'somebody' } : command, state),
  },
  'an approval never expires': {
    ...REAL,
    decide: (command, state) => REAL.decide(command, state.proposal?.approval === undefined || command.type !== 'OrderUnseal' ? state
      : { ...state, proposal: { ...state.proposal, approval: { ...state.proposal.approval, expiresAt: '2999-01-01T00:00:00Z' } } }),
  },
  'escalated again every day': {
    ...REAL,
    evolve: (state, event) => (event.type === 'Escalated' ? state : REAL.evolve(state, event)),
  },
  'escalated on the last day': {
    ...REAL,
    decide: (command, state) => {
      const decided = REAL.decide(command, state);
      const isLastReminder = command.type === 'Remind' && command.count === 2 && decided.ok && decided.value.length === 1;
      if (!isLastReminder) return decided;
      const { holder, sequence } = command;
      const [reminded] = decided.value;
      return reminded === undefined ? decided : ok([reminded, { ...reminded, type: 'Escalated', holder, sequence, to: 'procuratorate/110000000002' }]);
    },
  },
  'a copy that turned up is forgotten': {
    ...REAL,
    duty: (state) => {
      const duty = REAL.duty(state);
      return duty.type === 'bringFoundCopies' ? { type: 'nothing' } : duty;
    },
  },
  'signatures are not compared': { ...REAL, isGenuine: () => true },
  'exempted without the guardian': {
    ...REAL,
    decide: (command, state) => REAL.decide(command.type === 'Exempt'
      ? { ...command, consents: { guardian: 'nobody', ...command.consents } } : command, state),
  },
};
