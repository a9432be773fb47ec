import { addDays, assert, type CivilDate, daysBetween } from '@fengcun/kernel';
import { type Due, hasDueDate, type Pause, workingDaysBetween } from '@fengcun/statute';
import { termDue, type TermRule, type TermSettings } from './terms.ts';

/**
 * One duty with a term: `since` is the day of the event from which it runs (not counted). `bearer` is the
 * organ that owes it, `police/110105000000`; `supervisor` the one it is escalated to.
 */
export type DeadlineItem = Readonly<{
  id: string; bearer: string; supervisor?: string; rule: TermRule; since: CivilDate;
  pauses?: readonly Pause[];
}>;

/**
 * What was done: the day it arrived, and the day it was posted where it came by mail.
 * @see 《刑事诉讼法》(2018) 第105条第3款: 在期满前已经交邮的，不算过期
 */
export type Acknowledgement = Readonly<{ on: CivilDate; postedOn?: CivilDate }>;

/** When to remind and to escalate. Configuration: no text says. */
export type ReminderPolicy = Readonly<{
  /** Parts of the time from `since` to the last day, 0 < part ≤ 1; a reminder is due when one has passed. */
  reminders: readonly number[];
  /** Working days after the last day until the supervisor is told; 0: on the first day of lateness. */
  escalateAfterWorkingDays: number;
  settings?: TermSettings;
}>;

/** Reminded at half of the time and on the last day, escalated on the first day of lateness. */
export const DEFAULT_REMINDERS: ReminderPolicy = { reminders: [0.5, 1], escalateAfterWorkingDays: 0 };

/** Where a duty stands on a day. `paused`: the law lets its term stand still. */
export type DeadlineStatus =
  | 'running' | 'reminderDue' | 'overdue' | 'escalate' | 'met' | 'metLate' | 'paused';

/**
 * A duty on a day. `remindersDue` counts how many reminders should have gone out, so that a job sends what is
 * missing and none twice. `workingDaysLeft` is negative when late. `certain` false: see `DueDate`.
 */
export type DeadlineState = Readonly<{
  status: DeadlineStatus;
  dueOn?: CivilDate;
  certain: boolean;
  unknownYear?: number;
  workingDaysLeft?: number;
  remindersDue: number;
  escalateOn?: CivilDate;
  doneOn?: CivilDate;
  cites: readonly string[];
}>;

const firstDone = (now: CivilDate, done: readonly Acknowledgement[]): Acknowledgement | undefined =>
  done.filter(({ on }) => on <= now).sort((a, b) => (a.on < b.on ? -1 : 1))[0];

const left = (now: CivilDate, dueOn: CivilDate): number =>
  (now <= dueOn ? workingDaysBetween(now, dueOn) : -workingDaysBetween(dueOn, now));

/** The first day on which `count` working days have gone by since the last day, and the next at least. */
const escalationDay = (dueOn: CivilDate, count: number): CivilDate => {
  let on = addDays(dueOn, 1);
  while (workingDaysBetween(dueOn, on) < count) on = addDays(on, 1);
  return on;
};

const remindersBy = (since: CivilDate, dueOn: CivilDate, at: Readonly<{
  now: CivilDate; parts: readonly number[];
}>): number => {
  const whole = daysBetween(since, dueOn);
  const passed = daysBetween(since, at.now);
  return at.parts.filter((part) => passed >= Math.ceil(whole * part)).length;
};

const wasInTime = ({ on, postedOn }: Acknowledgement, dueOn: CivilDate): boolean =>
  on <= dueOn || (postedOn !== undefined && postedOn <= dueOn);

type Running = Extract<Due, Readonly<{ certain: boolean }>>;

const stateOf = (due: Running, at: Readonly<{
  item: DeadlineItem; now: CivilDate; done: Acknowledgement | undefined; policy: ReminderPolicy;
}>): DeadlineState => {
  const { item, now, done, policy } = at;
  const { dueOn, certain, unknownYear, cites } = due;
  const remindersDue = remindersBy(item.since, dueOn, { now, parts: policy.reminders });
  const escalateOn = escalationDay(dueOn, policy.escalateAfterWorkingDays);
  const base = {
    dueOn, certain, workingDaysLeft: left(now, dueOn), cites,
    ...(unknownYear === undefined ? {} : { unknownYear }),
  };
  if (done !== undefined) {
    return { ...base, remindersDue: 0, status: wasInTime(done, dueOn) ? 'met' : 'metLate', doneOn: done.on };
  }
  const status: DeadlineStatus = now > dueOn
    ? (now >= escalateOn ? 'escalate' : 'overdue') : remindersDue > 0 ? 'reminderDue' : 'running';
  return { ...base, remindersDue, status, escalateOn };
};

/**
 * Where a duty stands on the day `now`, from its term and what is known of it; nothing here depends on when
 * or how often it is asked. Acknowledgements after `now` do not exist yet.
 * @throws BugError for a reminder part outside (0, 1]
 */
export const deadlineState = (item: DeadlineItem, now: CivilDate, known: Readonly<{
  acknowledgements?: readonly Acknowledgement[]; policy?: ReminderPolicy;
}> = {}): DeadlineState => {
  const { acknowledgements = [], policy = DEFAULT_REMINDERS } = known;
  assert(policy.reminders.every((part) => part > 0 && part <= 1), 'a reminder is due within its term');
  const done = firstDone(now, acknowledgements);
  // A pause that begins after `now`, or goes on beyond it, is told as it is known now.
  const pauses = (item.pauses ?? []).filter((pause) => pause.from <= now);
  const settings = policy.settings ?? {};
  const due = termDue({ rule: item.rule, from: item.since, pauses, settings });
  if (hasDueDate(due)) return stateOf(due, { item, now, done, policy });
  // LAW: what was done while the term stood still was done in time.
  return {
    status: done === undefined ? 'paused' : 'met', certain: true, remindersDue: 0, cites: due.cites,
    ...(done === undefined ? {} : { doneOn: done.on }),
  };
};
