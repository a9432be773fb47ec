import { addDays, type CivilDate } from '@fengcun/kernel';
import { addWorkingDays, isWorkingDay, workingDayFrom } from '@fengcun/statute';

/** Milliseconds of UTC of an hour and minute of a day in China. */
export const instantOf = (day: CivilDate, hour: number, minute = 0): number =>
  Date.parse(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`);

/** The day, or the next one on which offices work; the day itself where the calendar does not reach. */
export const workingDay = (day: CivilDate): CivilDate => {
  const found = workingDayFrom(day);
  return found.ok ? found.value.on : day;
};

/** So many working days later; civil days where the calendar does not reach. */
export const afterWorkingDays = (day: CivilDate, count: number): CivilDate => {
  const found = addWorkingDays(day, count);
  return found.ok ? found.value.on : addDays(day, count);
};

const isOpen = (day: CivilDate): boolean => {
  const found = isWorkingDay(day);
  return !found.ok || found.value;
};

/** The working day from which `count` working days end on `due`, or on the last working day before it. */
export const workingDaysBefore = (due: CivilDate, count: number): CivilDate => {
  let [day, left] = [due, count];
  while (!isOpen(day)) day = addDays(day, -1);
  while (left > 0) {
    day = addDays(day, -1);
    if (isOpen(day)) left -= 1;
  }
  return day;
};
