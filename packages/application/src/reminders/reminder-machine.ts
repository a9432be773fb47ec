import { err } from '@fengcun/kernel';
import { evolveReminder, NO_REMINDER, type ReminderEvent, type ReminderState } from '@fengcun/registry';
import type { Machine } from '../proceedings/index.ts';

/** Kind of reminders in the rows. */
export const REMINDER_KIND = 'reminder';

type Refusal = Readonly<{ code: 'NO_STEPS' }>;

/**
 * Reminders, on the sealed side whatever they are of: the open side never tells that somebody is late. The
 * row stands with the bearer, and after an escalation with who was told. Nobody takes a step of one: the
 * daily look alone writes them.
 */
export const REMINDER_MACHINE: Machine<ReminderState, ReminderEvent, never, Refusal> = {
  kind: REMINDER_KIND, side: 'sealed', initial: NO_REMINDER, evolve: evolveReminder,
  decide: () => err({ code: 'NO_STEPS' }),
  standing: (state) => {
    if (state.stage === 'none') return { state: 'none', organ: 'none' };
    const { stage, duty: { bearer }, escalatedTo } = state;
    return { state: stage, organ: stage === 'escalated' ? escalatedTo ?? bearer : bearer };
  },
};
