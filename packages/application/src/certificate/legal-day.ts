import { type CivilDate, fromPlainDate } from '@fengcun/kernel';

const ZONE = 'Asia/Shanghai';
const YEAR_START = '-01-01T00:00:00+08:00';

/** The legal day of an instant in milliseconds. */
export const legalDay = (millis: number): CivilDate =>
  fromPlainDate(Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(ZONE).toPlainDate());

/** The first millisecond of the natural year of a day. */
export const yearStart = (day: CivilDate): number => Date.parse(`${day.slice(0, 4)}${YEAR_START}`);
