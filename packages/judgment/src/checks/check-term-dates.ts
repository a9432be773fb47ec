import { type CivilDate, daysBetween } from '@fengcun/kernel';
import { termEnd } from '@fengcun/statute';
import type { DefendantReading } from '../reading.ts';
import type { Report } from './check-terms.ts';

// LAW: 刑诉法解释 第202条 leaves terms that begin on the last days of a month open by some days; courts differ.
const MONTH_END_DAY = 28;
const MONTH_END_TOLERANCE_DAYS = 3;
/** A year more or less between term and dates is a slip of the pen, however much custody is credited. */
const YEAR_DAYS = 365;
const YEAR_TOLERANCE_DAYS = 3;
/** Custody credit (刑法第41、44、47条) shortens the printed period, but seldom to less than a tenth of the term. */
const CREDIT_SHARE_MAX = 0.9;
// LIMIT: where 刑期的终止日期顺延 stands before the dates it explains.
const EXPLANATION_CHARS = 120;

const EXTENDED = /顺延|扣除.{0,12}取保/;

const hasExplanation = (text: string, at: number): boolean =>
  EXTENDED.test(text.slice(Math.max(0, at - EXPLANATION_CHARS), at));

const isMonthEnd = (start: CivilDate): boolean => Number(start.slice(8)) >= MONTH_END_DAY;

/** Stated term against printed dates; an earlier end is custody credit, a later one a contradiction. */
export const checkTermDates = (text: string, defendant: DefendantReading, report: Report): void => {
  const { combined, termStart, termEnd: printed } = defendant;
  if (termStart === undefined || printed === undefined) return;
  if (printed.value < termStart.value) return report('TERM_DATES_CONTRADICT',
    'the term ends before it starts', printed);
  if (combined === undefined || combined.value.months === 0
    || defendant.probationMonths !== undefined) return;
  const { months, days = 0 } = combined.value;
  // 管制 credits two days for one and may end earlier; the end is never later all the same.
  const expected = termEnd(termStart.value, { years: Math.floor(months / 12), months: months % 12, days });
  const late = daysBetween(expected, printed.value);
  const tolerance = isMonthEnd(termStart.value) ? MONTH_END_TOLERANCE_DAYS : 0;
  if (late > tolerance) {
    if (!hasExplanation(text, printed.span.start)) {
      report('TERM_DATES_CONTRADICT', 'the printed end lies later than start and term allow', printed);
    }
    return;
  }
  const wholeYears = Math.round(-late / YEAR_DAYS);
  const isYearsOff = wholeYears >= 1 && Math.abs(-late - wholeYears * YEAR_DAYS) <= YEAR_TOLERANCE_DAYS;
  const length = daysBetween(termStart.value, expected) + 1;
  if (isYearsOff || -late > length * CREDIT_SHARE_MAX) {
    report('TERM_DATES_CONTRADICT', 'the printed end lies earlier than custody credit explains', printed);
  }
};
