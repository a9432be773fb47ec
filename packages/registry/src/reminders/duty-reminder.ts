import { addDays, type CivilDate } from '@fengcun/kernel';
import { addWorkingDays } from '@fengcun/statute';

/** Procedures whose terms are watched. */
export const DUTY_KINDS =
  ['rights', 'supervision', 'incident', 'inquiry', 'certificate', 'withholding'] as const;

/** One of those; `withholding`: whether a look is kept from the person any longer. */
export type DutyKind = (typeof DUTY_KINDS)[number];

/** What a term rests on, and by which article somebody above is told that it has passed. */
export type DutyArticles = Readonly<{ cites: readonly string[]; escalates?: readonly string[] }>;

/**
 * Articles of each duty. LAW: who supervises a late organ is the procuratorate (办法22); a leak goes there as
 * 办法20 refers it. A look whose withholding nobody reviews is shown to the person by the law of the default,
 * so that nobody above has anything to repair: it is not escalated.
 */
export const DUTY_ARTICLES: Readonly<Record<DutyKind, DutyArticles>> = {
  rights: { cites: ['PIPL_50', 'M2022_21'], escalates: ['M2022_22_1'] },
  supervision: { cites: ['M2022_22_1'], escalates: ['M2022_22_1'] },
  incident: { cites: ['PIPL_57'], escalates: ['M2022_20', 'M2022_22_1'] },
  inquiry: { cites: ['M2022_16'], escalates: ['M2022_22_1'] },
  certificate: { cites: ['M2022_15'], escalates: ['M2022_22_1'] },
  withholding: { cites: ['PIPL_35'] },
};

/** A duty as its row tells: who must act until when. Ids and codes, nothing of a person. */
export type WatchedDuty = Readonly<{ kind: DutyKind; id: string; bearer: string; dueOn: CivilDate }>;

type Event<T extends string, F = unknown> = Readonly<{ type: T; at: string; on: CivilDate }> & Readonly<F>;

/** What happens about a duty. */
export type ReminderEvent =
  | Event<'DutyReminded', WatchedDuty & Readonly<{ cites: readonly string[]; isLate: boolean }>>
  | Event<'DutyEscalated', { to: string; cites: readonly string[] }>
  | Event<'DutyEnded'>;

/** How a duty was chased. `reminders`: of this term; another term of the same procedure begins anew. */
export type ReminderState = Readonly<{ stage: 'none' }> | Readonly<{
  stage: 'reminded' | 'escalated' | 'ended';
  duty: WatchedDuty; lastOn: CivilDate; reminders: number; escalatedTo?: string; escalatedOn?: CivilDate;
}>;

/** Before anybody was reminded. */
export const NO_REMINDER: ReminderState = { stage: 'none' };

/** Total: a recorded fact is never refused. */
export const evolveReminder = (state: ReminderState, event: ReminderEvent): ReminderState => {
  if (event.type === 'DutyReminded') {
    const { kind, id, bearer, dueOn, on: lastOn } = event;
    const duty = { kind, id, bearer, dueOn };
    const isSame = state.stage !== 'none' && state.stage !== 'ended' && isSameTerm(state.duty, duty);
    return isSame ? { ...state, lastOn, reminders: state.reminders + 1 }
      : { stage: 'reminded', duty, lastOn, reminders: 1 };
  }
  if (state.stage === 'none') return state;
  if (event.type === 'DutyEnded') return { ...state, stage: 'ended' };
  return { ...state, stage: 'escalated', escalatedTo: event.to, escalatedOn: event.on };
};

const isSameTerm = (one: WatchedDuty, other: WatchedDuty): boolean =>
  one.bearer === other.bearer && one.dueOn === other.dueOn;

/**
 * A look at a duty on a day. `duty`: as it stands now; absent once it is done, or its term runs no more.
 * `supervisor`: who is told that the bearer is late; absent where nobody is known: then nobody is guessed.
 */
export type DutyLook = Readonly<{ at: string; on: CivilDate; duty?: WatchedDuty; supervisor?: string }>;

/** What a look comes to. `isUnsupervised`: an escalation is owed and waits for somebody to name to whom. */
export type DutyLooked = Readonly<{ events: readonly ReminderEvent[]; isUnsupervised: boolean }>;

const isWorkingDay = (on: CivilDate): boolean => {
  const next = addWorkingDays(addDays(on, -1), 1);
  // Where the calendar does not reach, one reminder too many is better than none.
  return next.ok ? next.value.on === on : true;
};

/** The working day before the last one, from which on the bearer is reminded. */
export const reminderBegins = (dueOn: CivilDate): CivilDate => {
  let on = addDays(dueOn, -1);
  while (!isWorkingDay(on)) on = addDays(on, -1);
  return on;
};

const isDueOn = (dueOn: CivilDate, on: CivilDate): boolean =>
  on === dueOn || (on >= reminderBegins(dueOn) && isWorkingDay(on));

/**
 * What is to be told of a duty today: the bearer on the working day before the last one, on the last one and
 * on every working day of lateness, once a day; the supervisor once, from the first day of lateness. Looked
 * at again on the same day, by whomever, nothing is told. LAW: no text names days of reminders [I]; the day
 * of escalation is that of sealing (办法22), after which the organ is late.
 */
export const lookAtDuty = (
  { at, on, duty, supervisor }: DutyLook, state: ReminderState,
): DutyLooked => {
  const isRunning = state.stage === 'reminded' || state.stage === 'escalated';
  if (duty === undefined) {
    return { events: isRunning ? [{ type: 'DutyEnded', at, on }] : [], isUnsupervised: false };
  }
  const { cites, escalates } = DUTY_ARTICLES[duty.kind];
  const known = isRunning && isSameTerm(state.duty, duty) ? state : undefined;
  const isLate = on > duty.dueOn;
  // A first look that comes late tells at once, whatever the day: somebody may have been off for days.
  const mustTell = known === undefined ? isLate || isDueOn(duty.dueOn, on)
    : known.lastOn < on && isDueOn(duty.dueOn, on);
  const mustEscalate = isLate && escalates !== undefined && known?.escalatedTo === undefined;
  const reminded: readonly ReminderEvent[] =
    mustTell ? [{ type: 'DutyReminded', at, on, ...duty, cites, isLate }] : [];
  if (!mustEscalate) return { events: reminded, isUnsupervised: false };
  if (supervisor === undefined || supervisor === duty.bearer) {
    return { events: reminded, isUnsupervised: true };
  }
  return {
    events: [...reminded, { type: 'DutyEscalated', at, on, to: supervisor, cites: escalates }],
    isUnsupervised: false,
  };
};
