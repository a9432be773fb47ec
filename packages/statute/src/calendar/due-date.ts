import { addDays, assert, type CivilDate } from '@fengcun/kernel';
import { type PauseGround, type PeriodRow, sealingPeriod, type SealingPeriod } from './deadline.ts';
import { CALENDAR_SOURCE, type CalendarSource, isWorkingDay } from './working-days.ts';

/** Days that do not count, first and last included; a pause without `until` is still going on. */
export type Pause = Readonly<{ ground: PauseGround; from: CivilDate; until?: CivilDate }>;

/**
 * A last day that is never silently wrong. `certain` false: the holiday arrangement of `unknownYear` is not
 * known; `dueOn` is then the earliest day it can be, so that whoever keeps it is in time either way.
 */
export type DueDate = Readonly<{
  dueOn: CivilDate;
  certain: boolean;
  unknownYear?: number;
  source: CalendarSource;
  cites: readonly string[];
}>;

/** A period that stands still has no last day yet. */
export type PausedPeriod =
  Readonly<{ pausedSince: CivilDate; ground: PauseGround; cites: readonly string[] }>;

/** Where a period stands. */
export type Due = DueDate | PausedPeriod;

/** Whether a period runs towards a day. */
export const hasDueDate = (due: Due): due is DueDate => 'dueOn' in due;

/** Working days as far as known; an unknown day counts as one, which ends a period sooner. */
class DayCounter {
  unknownYear: number | undefined;

  isWorking(day: CivilDate): boolean {
    const working = isWorkingDay(day);
    if (working.ok) return working.value;
    this.unknownYear ??= working.error.year;
    return true;
  }
}

const isPaused = (day: CivilDate, pauses: readonly Pause[]): boolean =>
  pauses.some((pause) => pause.from <= day && (pause.until === undefined || day <= pause.until));

const lastDay = (period: PeriodRow, from: CivilDate, count: Readonly<{
  days: DayCounter; pauses: readonly Pause[];
}>): CivilDate => {
  if (period.kind === 'sameDay') return from;
  let on = from;
  for (let left = period.days; left > 0;) {
    on = addDays(on, 1);
    if (isPaused(on, count.pauses)) continue;
    if (period.kind === 'procedural' || count.days.isWorking(on)) left -= 1;
  }
  while (isPaused(on, count.pauses) || !count.days.isWorking(on)) on = addDays(on, 1);
  return on;
};

/**
 * Last day of a period that begins with an event on `from` (not counted): 刑诉法第105条 for days, the holiday
 * calendar for working days, without the days on which the law lets it stand still. Pauses of a ground that
 * the period does not know are not counted. Ends for every calendar: beyond the known years each day counts.
 * @see 《刑事诉讼法》(2018) 第105条; 《公安机关办理犯罪记录查询工作规定》第8条
 */
export const periodDue = (period: PeriodRow, from: CivilDate, claimed: readonly Pause[] = []): Due => {
  assert(Number.isInteger(period.days) && period.days >= 0, 'a period has whole days');
  const pauses = claimed.filter(({ ground }) => period.pausedBy?.includes(ground) === true);
  const cites = period.kind === 'procedural' ? [period.cite, 'CPL_105'] : [period.cite];
  const closed = pauses.filter((pause) => pause.until !== undefined);
  const days = new DayCounter();
  const dueOn = lastDay(period, from, { days, pauses: closed });
  // A pause that began after the last day came too late to stop anything.
  const open = pauses.find((pause) => pause.until === undefined && pause.from <= dueOn);
  if (open !== undefined) return { pausedSince: open.from, ground: open.ground, cites };
  return {
    dueOn, certain: days.unknownYear === undefined, source: CALENDAR_SOURCE, cites,
    ...(days.unknownYear === undefined ? {} : { unknownYear: days.unknownYear }),
  };
};

/** `periodDue` for a named period of the law. */
export const sealingDue = (name: SealingPeriod, from: CivilDate, pauses: readonly Pause[] = []): Due =>
  periodDue(sealingPeriod(name), from, pauses);

/** Working days after `from` up to and with `to`; 0 where `to` is not later. Unknown days count. */
export const workingDaysBetween = (from: CivilDate, to: CivilDate): number => {
  const days = new DayCounter();
  let count = 0;
  for (let on = from; on < to;) {
    on = addDays(on, 1);
    if (days.isWorking(on)) count += 1;
  }
  return count;
};
