import type { Evidenced } from '@fengcun/kernel';
import type { ChargeReading, DefendantReading, ProblemCode, Term } from '../reading.ts';
import { COMBINED_LONG, COMBINED_MONTHS_MAX, SINGLE_TERM, SUSPENDABLE_MONTHS_MAX,
  SUSPENSION_PERIOD } from './term-limits.ts';

/** Notes a problem of the defendant under check. */
export type Report = (code: ProblemCode, message: string, found: Evidenced<unknown>) => void;

/** Odd days make the term longer than its months. */
const isWithin = (term: Term, range: Readonly<{ min: number; max: number }>): boolean =>
  term.months >= range.min
    && (term.months < range.max || (term.months === range.max && (term.days ?? 0) === 0));

/** Each pronounced sentence against 刑法第38、42、45条. */
export const checkSingleTerms = (charges: readonly ChargeReading[], report: Report): void => {
  for (const { term } of charges) {
    const range = term === undefined ? undefined : SINGLE_TERM.get(term.value.type);
    if (term !== undefined && range !== undefined && !isWithin(term.value, range)) {
      report('TERM_OUT_OF_RANGE', `a single term of this penalty has ${range.min} to ${range.max} months`,
        term);
    }
  }
};

const HEAVIEST: readonly string[] = ['死刑', '死刑缓期执行', '无期徒刑'];

/** Terms that bound the executed one: those of its own kind; 有期徒刑 absorbs 拘役 (刑法第69条第2款). */
const boundsOf = (terms: readonly Term[], type: string): Readonly<{ max: number; sum: number }> => {
  const own = terms.filter((term) => term.type === type);
  return { max: Math.max(0, ...own.map((term) => term.months)),
    sum: own.reduce((sum, term) => sum + term.months, 0) };
};

/** LAW: before Amendment IX (2015-11-01) courts also added 拘役 to 有期徒刑; then the sum of both is the bound. */
const upperBound = (terms: readonly Term[], type: string): number => {
  const all =
    terms.filter((term) =>
    SINGLE_TERM.has(term.type)).reduce((sum, term) => sum + term.months + (term.days ?? 0) / 30, 0);
  return type === '有期徒刑' ? all : boundsOf(terms, type).sum + 1;
};

const capOf = (type: Term['type'], sum: number): number =>
  type === '有期徒刑' && sum >= COMBINED_LONG.sumMonthsMin
    ? COMBINED_LONG.monthsMax : COMBINED_MONTHS_MAX.get(type) ?? Infinity;

/**
 * The executed penalty against 刑法第69条: not below the heaviest term, not above their sum, not above the caps.
 */
export const checkCombined = (defendant: DefendantReading, report: Report): void => {
  const { combined } = defendant;
  const terms = defendant.charges.flatMap((charge) => charge.term === undefined ? [] : [charge.term.value]);
  if (combined === undefined || terms.length === 0) return;
  const { type, months } = combined.value;
  const heaviest = HEAVIEST.find((each) => terms.some((term) => term.type === each));
  if (heaviest !== undefined && HEAVIEST.indexOf(heaviest) < (HEAVIEST.indexOf(type) + 1 || 9) - 1) {
    report('COMBINED_OUT_OF_RANGE', 'the executed penalty is lighter than the heaviest one pronounced',
      combined);
  }
  if (!COMBINED_MONTHS_MAX.has(type)) return;
  const isMerged = defendant.mergedWithPrior !== undefined;
  const { max, sum } = boundsOf(terms, type);
  const cap = isMerged && type === '有期徒刑' ? COMBINED_LONG.monthsMax : capOf(type, sum);
  const isTooLong = months > cap || (!isMerged && months > upperBound(terms, type));
  const isLighterKind = type !== '有期徒刑' && terms.some((term) => term.type === '有期徒刑');
  if (months < max || isTooLong || isLighterKind) {
    report('COMBINED_OUT_OF_RANGE', 'the executed term lies outside the bounds of article 69', combined);
  }
};

/** The period of suspension against 刑法第72、73条. */
export const checkSuspension = (defendant: DefendantReading, report: Report): void => {
  const { combined, probationMonths } = defendant;
  if (combined === undefined || probationMonths === undefined) return;
  const { type, months } = combined.value;
  const range = SUSPENSION_PERIOD.get(type);
  const isOutside = range === undefined || probationMonths.value < range.min
    || probationMonths.value > range.max;
  if (isOutside || probationMonths.value < months || months > SUSPENDABLE_MONTHS_MAX) {
    report('PROBATION_OUT_OF_RANGE', 'term and period of suspension do not fit articles 72 and 73',
      probationMonths);
  }
};
