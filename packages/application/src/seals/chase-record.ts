import { assert, type CivilDate, parseCivilDate } from '@fengcun/kernel';
import {
  deadlineState, decideSealing, DEFAULT_REMINDERS, evolveSealing, isTermRule, missingHolders, newestSequence,
  type ReminderPolicy, type SealingCommand, type SealingEvent, type SealingState,
} from '@fengcun/registry';
import { type SealsParts, SEALING_ACCOUNT, SUPERVISOR_UNKNOWN } from './seals-parts.ts';

/** The civil day in Asia/Shanghai of an instant. */
export const legalDay = (instant: string): CivilDate => {
  const day = parseCivilDate(
    Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString());
  assert(day.ok, 'a day of the calendar');
  return day.value;
};

/** When holders are reminded and escalated, with the terms of this deployment. */
export const remindersOf = ({ settings }: Pick<SealsParts, 'settings'>): ReminderPolicy =>
  ({ ...DEFAULT_REMINDERS, settings });

type Copy = ReturnType<typeof missingHolders>[number];
type From = Pick<SealsParts, 'deployment' | 'organs' | 'settings' | 'now' | 'today'>;

/** What is due of one holder today: each reminder that should have gone out, then the escalation. */
const commandsFor = (from: From, state: SealingState, copy: Copy): readonly SealingCommand[] => {
  const { holder, rule, since, reminders } = copy;
  if (!isTermRule(rule) || copy.escalatedAt !== undefined) return [];
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
  if (due.status !== 'escalate') return reminded;
  const to = from.organs.supervisorOf(holder) ?? SUPERVISOR_UNKNOWN;
  return [...reminded, { type: 'Escalate', ...act, to, today }];
};

/**
 * Reminders and escalations that are due today and were not made before: the stream remembers each, so that
 * looking again, from wherever, finds none.
 */
export const chase = (
  from: From, before: SealingState,
): Readonly<{ events: readonly SealingEvent[]; state: SealingState }> => {
  const events: SealingEvent[] = [];
  let state = before;
  for (const copy of missingHolders(before.copies)) {
    for (const command of commandsFor(from, state, copy)) {
      const decided = decideSealing(command, state);
      // Not yet due by the order's own last day, which is later than the rule alone says.
      if (!decided.ok) continue;
      for (const event of decided.value) {
        events.push(event);
        state = evolveSealing(state, event);
      }
    }
  }
  return { events, state };
};
