import type { ProblemCode } from '@fengcun/judgment';
import type { FactName } from '@fengcun/policy';

const SENTENCE: readonly FactName[] = [
  'penalty', 'executedTermMonths', 'combinedTermMonths', 'longestPronouncedMonths', 'suspended',
  'suspensionPeriodMonths',
];
const AGE: readonly FactName[] = ['bornOn', 'courtFoundJuvenile'];
const CHARGES: readonly FactName[] =
  ['charges', 'chargeCount', 'offenceClasses', 'mensRea', 'statutoryMaxMonths'];
const HISTORY: readonly FactName[] = ['priorConvictionCount', 'firstOffender'];

/**
 * Facts that a doubt about the reading makes unknown, so that a person is asked instead of a guess deciding.
 * A doubt that touches no fact of a decision (a fine, a custody date) leaves all facts standing.
 */
const DOUBTS: Readonly<Record<ProblemCode, readonly FactName[]>> = {
  COURT_MISSING: [], CASE_NUMBER_MISSING: [],
  JUDGMENT_DATE_MISSING: ['decidedOn'], JUDGMENT_DATE_DOUBTFUL: ['decidedOn'],
  JUDGMENT_DATE_BEFORE_PROCEEDINGS: ['decidedOn'],
  DEFENDANT_MISSING: [], DEFENDANT_NAME_DOUBTFUL: [],
  DEFENDANT_WITHOUT_DISPOSITION: ['recordKind', ...SENTENCE, ...CHARGES],
  DISPOSITION_WITHOUT_DEFENDANT: SENTENCE,
  BIRTH_DATE_DOUBTFUL: AGE, SEX_DOUBTFUL: [], CUSTODY_DATE_DOUBTFUL: [],
  PRIOR_CONVICTION_DOUBTFUL: HISTORY, PRIOR_CONVICTION_TERM_MISSING: [],
  DISPOSITION_MISSING: ['recordKind', ...SENTENCE, ...CHARGES],
  DISPOSITION_BLANK: ['recordKind', ...SENTENCE, ...CHARGES],
  DISPOSITION_UNREAD_TEXT: SENTENCE,
  CHARGE_UNKNOWN: CHARGES, CHARGE_TITLE_CONTRADICTS: [],
  TERM_MISSING: SENTENCE, TERM_UNREADABLE: SENTENCE, TERM_OUT_OF_RANGE: SENTENCE,
  TERM_DATES_CONTRADICT: SENTENCE, TERM_DATE_DOUBTFUL: [],
  COMBINED_MISSING: SENTENCE, COMBINED_OUT_OF_RANGE: SENTENCE,
  PROBATION_OUT_OF_RANGE: ['suspended', 'suspensionPeriodMonths'],
  FINE_UNREADABLE: [], FINE_CONTRADICTS: [],
  FINDING_DOUBTFUL: ['recidivist', 'drugRecidivist'],
  JUVENILE_CONTRADICTS: AGE, OLD_SENTENCE_UNCLEAR: SENTENCE, SENTENCE_AFFIRMED: [],
};

/** Facts made unknown by a problem of this code. */
export const factsDoubtedBy = (code: ProblemCode): readonly FactName[] => DOUBTS[code];
