import type { CaseCode, HolderKey, SealingEvent, SealingState } from '@fengcun/registry';
import type { NewMessage } from '../exchange/sending/new-messages.ts';
import { SEAL_KINDS } from './seal-kinds.ts';

/**
 * What both say: which order, which holder, since when and until when. Ids, codes and days; nothing of the
 * person, nothing of the matter of the case.
 */
export type ChaseContent = Readonly<{
  recordId: string; caseCode: CaseCode; sequence: number; orderNumber: string; holder: HolderKey;
  /** UTC instant of the order, or of the day the holder became known. */
  since: string;
  dueOn: string; rule: string; reminders: number; cites: readonly string[];
}>;

const contentOf = (
  state: SealingState, holder: HolderKey, cites: readonly string[],
): ChaseContent | undefined => {
  const [order, copy] = [state.order, state.copies.get(holder)];
  if (order === undefined || copy === undefined) return undefined;
  const { recordId, caseCode, sequence, orderNumber } = order;
  const { since, dueOn, rule, reminders } = copy;
  return { recordId, caseCode, sequence, orderNumber, holder, since, dueOn, rule, reminders, cites };
};

/**
 * The messages that reminders and escalations are, made from the state after them: one to the holder for each
 * reminder, one to the supervisor for each escalation.
 */
export const chaseMessages = (
  state: SealingState, events: readonly SealingEvent[],
): readonly NewMessage[] => events.flatMap((event): readonly NewMessage[] => {
  if (event.type !== 'Reminded' && event.type !== 'Escalated') return [];
  const content = contentOf(state, event.holder, event.cites);
  if (content === undefined) return [];
  const { recordId: streamId, sequence, cites, ...rest } = content;
  const isReminder = event.type === 'Reminded';
  return [{
    streamId, sequence, recipient: isReminder ? event.holder : event.to,
    kind: isReminder ? SEAL_KINDS.reminder : SEAL_KINDS.escalation,
    data: {
      ...rest, recordId: streamId, sequence, cites: [...cites],
      reminders: isReminder ? event.count : content.reminders,
    },
  }];
});
