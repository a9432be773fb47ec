import {
  deadlineState, decideSealing, DEFAULT_REMINDERS, evolveSealing, type HolderKey, isTermRule, legalDay,
  missingHolders, newestSequence, type ReminderPolicy, type SealingCommand, type SealingEvent,
  type SealingState,
} from '@fengcun/registry';
import { type SealsParts, SEALING_ACCOUNT } from './seals-parts.ts';

/** When holders are reminded and escalated, with the terms of this deployment. */
export const remindersOf = ({ settings }: Pick<SealsParts, 'settings'>): ReminderPolicy =>
  ({ ...DEFAULT_REMINDERS, settings });

type Copy = ReturnType<typeof missingHolders>[number];
type From = Pick<SealsParts, 'deployment' | 'organs' | 'settings' | 'now' | 'today'>;

type Due = Readonly<{ commands: readonly SealingCommand[]; isUnsupervised: boolean }>;

/** What is due of one holder today: each reminder that should have gone out, then the escalation. */
const dueOf = (from: From, state: SealingState, copy: Copy): Due => {
  const { holder, rule, since, reminders } = copy;
  if (!isTermRule(rule) || copy.escalatedAt !== undefined) return { commands: [], isUnsupervised: false };
  const [today, sequence] = [from.today(), newestSequence(state)];
  const item = { id: holder, bearer: holder, rule, since: legalDay(since) };
  const due = deadlineState(item, today, { policy: remindersOf(from) });
  const act = {
    at: new Date(from.now()).toISOString(), holder, sequence,
    actor: from.deployment.pseudonyms.textOf('actor', SEALING_ACCOUNT),
  };
  const missed = Math.max(0, due.remindersDue - reminders);
  const counts = Array.from({ length: missed }, (_, i) => reminders + i + 1);
  const reminded = counts.map((count) => ({ type: 'Remind', ...act, count }) as const);
  if (due.status !== 'escalate') return { commands: reminded, isUnsupervised: false };
  const to = from.organs.supervisorOf(holder);
  // An escalation to nobody would be none: it stays owed until a person has named the supervisor.
  if (to === undefined) return { commands: reminded, isUnsupervised: today > copy.dueOn };
  return { commands: [...reminded, { type: 'Escalate', ...act, to, today }], isUnsupervised: false };
};

/**
 * Reminders and escalations that are due today and were not made before: the stream remembers each, so that
 * looking again, from wherever, finds none. `unsupervised`: holders that would be escalated if anybody knew
 * to whom; a person names the procuratorate, and the next look escalates.
 */
export const chase = (
  from: From, before: SealingState,
): Readonly<{
  events: readonly SealingEvent[]; state: SealingState; unsupervised: readonly HolderKey[];
}> => {
  const [events, unsupervised]: [SealingEvent[], HolderKey[]] = [[], []];
  let state = before;
  for (const copy of missingHolders(before.copies)) {
    const { commands, isUnsupervised } = dueOf(from, state, copy);
    if (isUnsupervised) unsupervised.push(copy.holder);
    for (const command of commands) {
      const decided = decideSealing(command, state);
      // Not yet due by the order's own last day, which is later than the rule alone says.
      if (!decided.ok) continue;
      for (const event of decided.value) {
        events.push(event);
        state = evolveSealing(state, event);
      }
    }
  }
  return { events, state, unsupervised };
};
