import type { Decision } from '@fengcun/policy';

/**
 * Which decision counts when several packs were applied to one record. A duty to seal stands whatever the
 * other packs leave open; a question stands before a denial, because its answer may still be a duty to seal.
 */
const PRECEDENCE = [
  'mustUnseal', 'mustSeal', 'sealFrom', 'needsReview', 'mustNotSeal', 'mustStaySealed', 'notCovered',
];

/** Rank of an outcome among those of other packs about the same record; the lowest counts. */
export const rankOfOutcome = (outcome: string): number => {
  const rank = PRECEDENCE.indexOf(outcome);
  // An outcome that a pack invents never outranks a known one, and never seals by accident.
  return rank < 0 ? PRECEDENCE.length : rank;
};

// Of equal outcomes the one with a reason of its own stands first, then that of the pack made for
// such records.
const generality = (decision: Decision): number =>
  (decision.decidedBy === 'otherwise' ? 1_000_000 : 0) + decision.findings.length;

/** Decisions of one record, the one that counts first; equal ones keep the order of the packs. */
export const orderDecisions = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions.toSorted((a, b) =>
    rankOfOutcome(a.outcome) - rankOfOutcome(b.outcome) || generality(a) - generality(b));
