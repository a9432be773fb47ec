import type { ProblemCode } from '@fengcun/judgment';

/** Members of a message made from a reading that a doubt can make unknown. */
export type DoubtedMember =
  'charges' | 'sentence' | 'fine' | 'suspension' | 'termDates' | 'bornOn' | 'sex' | 'outcome';

/**
 * What a doubt about the reading does to the message of the defendant: `blocks` where nobody could say any
 * more whose judgment it is, or which; else the members that stay unknown until a person has looked.
 */
export const DOUBTED_MEMBERS: Readonly<Record<ProblemCode, 'blocks' | readonly DoubtedMember[]>> = {
  COURT_MISSING: 'blocks', CASE_NUMBER_MISSING: 'blocks',
  JUDGMENT_DATE_MISSING: 'blocks', JUDGMENT_DATE_DOUBTFUL: 'blocks',
  JUDGMENT_DATE_BEFORE_PROCEEDINGS: 'blocks',
  DEFENDANT_MISSING: 'blocks', DEFENDANT_NAME_DOUBTFUL: 'blocks', DEFENDANT_WITHOUT_DISPOSITION: 'blocks',
  DISPOSITION_MISSING: 'blocks', DISPOSITION_BLANK: 'blocks',
  DISPOSITION_WITHOUT_DEFENDANT: ['sentence', 'charges'],
  DISPOSITION_UNREAD_TEXT: ['sentence'],
  BIRTH_DATE_DOUBTFUL: ['bornOn'], SEX_DOUBTFUL: ['sex'], CUSTODY_DATE_DOUBTFUL: [],
  PRIOR_CONVICTION_DOUBTFUL: [], PRIOR_CONVICTION_TERM_MISSING: [],
  CHARGE_UNKNOWN: ['charges'], CHARGE_TITLE_CONTRADICTS: ['charges'],
  TERM_MISSING: ['sentence'], TERM_UNREADABLE: ['sentence'], TERM_OUT_OF_RANGE: ['sentence'],
  TERM_DATES_CONTRADICT: ['sentence'], TERM_DATE_DOUBTFUL: ['termDates'],
  COMBINED_MISSING: ['sentence'], COMBINED_OUT_OF_RANGE: ['sentence'], PROBATION_OUT_OF_RANGE: ['suspension'],
  FINE_UNREADABLE: ['fine'], FINE_CONTRADICTS: ['fine'],
  FINDING_DOUBTFUL: [], JUVENILE_CONTRADICTS: ['bornOn'], OLD_SENTENCE_UNCLEAR: ['sentence'],
  SENTENCE_AFFIRMED: ['outcome'],
};
