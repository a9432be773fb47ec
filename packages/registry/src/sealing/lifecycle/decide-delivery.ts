import { canonicalJson, ok } from '@fengcun/kernel';
import { type Decided, refused, traceOf } from './decide-order.ts';
import type { HolderKey } from './order.ts';
import type { SealingCommand } from './sealing-command.ts';
import { type CopyProgress, newestSequence, type SealingState } from './sealing-state.ts';

type Of<T extends SealingCommand['type']> = Extract<SealingCommand, { type: T }>;

const orderCites = (state: SealingState): readonly string[] => state.order?.cites ?? [];

/** An organ that became known later is given the newest order, and the record waits for it. */
export const decideAddedHolder = (state: SealingState, command: Of<'AddHolder'>): Decided => {
  if (state.order === undefined) return refused('NEVER_ORDERED');
  if (state.copies.has(command.added.holder)) return refused('HOLDER_KNOWN');
  const trace = traceOf(command, 'holderFound', orderCites(state));
  return ok([{ type: 'HolderAdded', ...trace, added: command.added, sequence: state.order.sequence }]);
};

const acknowledgementOf = (state: SealingState, copy: CopyProgress, command: Of<'Acknowledge'>): Decided => {
  const { receipt } = command;
  const known = copy.receipt;
  // Only an order that is not the newest can be superseded: whoever says so of the newest is wrong or forged.
  if (receipt.result === 'superseded') return refused('RECEIPT_CONFLICT');
  if (known !== undefined && receipt.revision < known.revision) return ok([]);
  if (known !== undefined && receipt.revision === known.revision) {
    return canonicalJson(known) === canonicalJson(receipt) ? ok([]) : refused('RECEIPT_CONFLICT');
  }
  return ok([{ type: 'Acknowledged', ...traceOf(command, 'receiptArrived', orderCites(state)), receipt }]);
};

/**
 * An answer counts for the newest sequence only. One to an older order, or told before, changes nothing and
 * is no refusal: messages come late and twice. One to an order never made is refused loudly.
 */
export const decideReceipt = (state: SealingState, command: Of<'Acknowledge'>): Decided => {
  const { receipt } = command;
  const copy = state.copies.get(receipt.holder);
  if (receipt.recordId !== state.identity?.recordId) return refused('RECORD_MISMATCH');
  if (copy === undefined) return refused('HOLDER_UNKNOWN');
  if (receipt.sequence > newestSequence(state) || receipt.sequence < 1) return refused('SEQUENCE_UNKNOWN');
  if (receipt.sequence < newestSequence(state)) return ok([]);
  return acknowledgementOf(state, copy, command);
};

type Chased = Readonly<{ holder: HolderKey; sequence: number }>;

/** The holder that is to be chased, or why there is nothing to chase. */
const chased = (state: SealingState, { holder, sequence }: Chased) => {
  const copy = state.copies.get(holder);
  if (copy === undefined) return refused('HOLDER_UNKNOWN');
  // A job that woke for an order since replaced must not speak about the new one.
  if (sequence !== newestSequence(state)) return refused('SEQUENCE_SUPERSEDED');
  return copy.receipt === undefined ? ok(copy) : refused('ALREADY_ACKNOWLEDGED');
};

/** Each reminder once: the `count`th after the one before it. */
export const decideReminder = (state: SealingState, command: Of<'Remind'>): Decided => {
  const { holder, sequence, count } = command;
  const copy = chased(state, command);
  if (!copy.ok) return copy;
  if (count <= copy.value.reminders) return refused('ALREADY_REMINDED');
  if (count > copy.value.reminders + 1) return refused('NOT_DUE');
  const trace = traceOf(command, 'reminderDue', orderCites(state));
  return ok([{ type: 'Reminded', ...trace, holder, sequence, count }]);
};

/** Once for each holder and order, after its last day: the last day is still in time. */
export const decideEscalation = (state: SealingState, command: Of<'Escalate'>): Decided => {
  const { holder, sequence, to, today } = command;
  const copy = chased(state, command);
  if (!copy.ok) return copy;
  if (copy.value.escalatedAt !== undefined) return refused('ALREADY_ESCALATED');
  if (today <= copy.value.dueOn) return refused('NOT_DUE');
  // 检察监督: the supervisor follows why a copy is not sealed. @see 办法第22条
  const trace = traceOf(command, 'deadlinePassed', ['M2022_22_1']);
  return ok([{ type: 'Escalated', ...trace, holder, sequence, to }]);
};
