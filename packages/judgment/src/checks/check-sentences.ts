import type { Evidenced, Span } from '@fengcun/kernel';
import { findCharge } from '@fengcun/statute';
import type { DefendantReading, Problem } from '../reading.ts';
import { checkFines } from './check-fines.ts';
import { checkTermDates } from './check-term-dates.ts';
import { checkCombined, checkSingleTerms, checkSuspension, type Report } from './check-terms.ts';
import { checkTitle } from './check-title.ts';

const checkCharges = (defendant: DefendantReading, report: Report): void => {
  const seen = new Set<string>();
  for (const { name } of defendant.charges) {
    if (!findCharge(name.value).ok) report('CHARGE_UNKNOWN', 'no charge of the catalogue has this name',
      name);
    if (seen.has(name.value)) {
      report('OLD_SENTENCE_UNCLEAR', 'the same charge is pronounced twice for this defendant', name);
    }
    seen.add(name.value);
  }
};

const checkDefendant = (text: string, defendant: DefendantReading, report: Report): void => {
  checkCharges(defendant, report);
  checkSingleTerms(defendant.charges, report);
  checkCombined(defendant, report);
  checkSuspension(defendant, report);
  checkFines(defendant, report);
  checkTermDates(text, defendant, report);
};

/** What is checked: the readings, the text, and where its title may stand. */
export type CheckParts = Readonly<{ text: string; header: Span; defendants: readonly DefendantReading[] }>;

/**
 * Checks every sentence against itself and against the bounds of the law. Values are never changed: whatever
 * does not fit becomes a problem.
 */
export const checkSentences = (parts: CheckParts): readonly Problem[] => {
  const problems: Problem[] = [];
  parts.defendants.forEach((defendant, index) => {
    const report: Report = (code, message, found: Evidenced<unknown>) => {
      problems.push({ code, message, span: found.span, defendant: index });
    };
    checkDefendant(parts.text, defendant, report);
  });
  const title = checkTitle(parts.text, parts.header, parts.defendants);
  return title === undefined ? problems : [...problems, title];
};
