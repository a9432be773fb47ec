import { under18On } from '@fengcun/statute';
import type { DefendantReading, Problem } from '../reading.ts';

/** A defendant after the check, and the doubt it raised. */
export type AgeCheck = Readonly<{ defendant: DefendantReading; problems: readonly Problem[] }>;

/**
 * Holds words about minority against the dates: if even the earliest date of the established facts lies after
 * the eighteenth birthday, the words are probably a victim's or an article's. The finding is left out and a
 * person asked: sealing an adult's record on a misread word would be as wrong as leaving a juvenile's open.
 */
export const checkAge = (defendant: DefendantReading, index: number): AgeCheck => {
  const { birthDate, findings, factsEarliest } = defendant;
  const words = findings.juvenileAtOffence;
  const nothing: AgeCheck = { defendant, problems: [] };
  if (words === undefined || birthDate === undefined || factsEarliest === undefined) return nothing;
  if (under18On(birthDate.value, factsEarliest.value) !== false) return nothing;
  const { juvenileAtOffence: _misread, ...rest } = findings;
  return {
    defendant: { ...defendant, findings: rest },
    problems: [{
      code: 'JUVENILE_CONTRADICTS', span: words.span, defendant: index,
      message: 'words say under eighteen, but every date of the facts lies after the eighteenth birthday',
    }],
  };
};
