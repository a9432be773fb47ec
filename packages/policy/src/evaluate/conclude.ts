import type { CivilDate } from '@fengcun/kernel';
import { UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots } from '../facts/slots.ts';
import type { Conclusion } from './decision.ts';
import type { PreparedClause, PreparedMatter } from './prepare-matter.ts';
import { FALSE, TRUE, type Truth } from './truth.ts';

/** The outcome when the facts allow different ones; a clause may also conclude it by itself. */
export const NEEDS_REVIEW = 'needsReview';

/** Facts allow several outcomes. */
export const REVIEW: Conclusion = Object.freeze({ outcome: NEEDS_REVIEW, sealFrom: undefined });

/**
 * What a clause concludes if it decides. Undefined when the day from which the seal is due is unknown:
 * whether to seal now then depends on an unknown fact, which never seals by itself.
 */
export const concludeClause = (
  clause: PreparedClause, slots: Slots, asOf: CivilDate,
): Conclusion | undefined => {
  if (clause.sealFrom === undefined) return clause.conclusion;
  const from = clause.sealFrom.read(slots);
  if (from === UNKNOWN) return undefined;
  const sealFrom = from as CivilDate; // the type check: sealFrom is a date expression
  return { outcome: sealFrom > asOf ? 'sealFrom' : clause.conclusion.outcome, sealFrom };
};

/** Whether two conclusions are one outcome: a past due day makes no difference, a future one does. */
export const sameOutcome = (a: Conclusion, b: Conclusion): boolean =>
  a.outcome === b.outcome && (a.outcome !== 'sealFrom' || a.sealFrom === b.sealFrom);

const truthOfClause = (clause: PreparedClause, slots: Slots): Truth => {
  let truth: Truth = TRUE;
  for (const condition of clause.conditions) {
    const value = condition.predicate(slots);
    if (value === FALSE) return FALSE;
    if (value !== TRUE) truth = value;
  }
  return truth;
};

/**
 * The outcome alone, stopping as early as it is certain: at the first failing limb of a clause, the first
 * certain clause, and the first two different possible outcomes. Equal to that of the full trace.
 */
export const concludeMatter = (matter: PreparedMatter, slots: Slots): Conclusion => {
  let possible: Conclusion | undefined;
  for (const clause of matter.clauses) {
    const truth = truthOfClause(clause, slots);
    if (truth === FALSE) continue;
    const conclusion = concludeClause(clause, slots, matter.asOf);
    if (conclusion === undefined) return REVIEW;
    if (possible !== undefined && !sameOutcome(possible, conclusion)) return REVIEW;
    if (truth === TRUE) return conclusion;
    possible = conclusion;
  }
  const { conclusion } = matter.otherwise;
  return possible === undefined || sameOutcome(possible, conclusion) ? conclusion : REVIEW;
};
