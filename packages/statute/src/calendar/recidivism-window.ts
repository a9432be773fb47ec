import { addDays, type CivilDate, type Tri } from '@fengcun/kernel';
import { addCivilYears } from './term.ts';

/** 五年以内, since 1997-10-01 (three years in the 1979 code). @see 《刑法》第65条第1款 */
export const RECIDIVISM_WINDOW_YEARS = 5;

/**
 * Whether an offence falls within five years after the earlier sentence was served (执行完毕, 赦免, or the end of
 * 假释): true from that day, false after the same day five years later, unknown on that boundary day itself
 * (W-85), and false for an offence before it.
 * LAW: the 批复 of 2018 counts from the day of release itself, so the five years would end the day before the
 * boundary day; the other reading does not count day 0 and includes it. For a 29 February the boundary is
 * 28 February and 1 March alike.
 * @see 《刑法》第65条; 高检发释字〔2018〕2号
 */
export const withinFiveYears = (servedOn: CivilDate, offenceOn: CivilDate): Tri => {
  if (offenceOn < servedOn) return false;
  const boundary = addCivilYears(servedOn, RECIDIVISM_WINDOW_YEARS);
  const last = servedOn.endsWith('-02-29') ? addDays(boundary, 1) : boundary;
  if (offenceOn < boundary) return true;
  return offenceOn <= last ? 'unknown' : false;
};
