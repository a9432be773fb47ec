import type { Decision } from '@fengcun/policy';

/**
 * Which decision counts when several packs were applied to one record. A duty to seal stands whatever the other
 * packs leave open; a question stands before a denial, because its answer may still be a duty to seal.
 */
const PRECEDENCE = ['mustUnseal', 'mustSeal', 'sealFrom', 'needsReview', 'mustNotSeal', 'mustStaySealed', 'notCovered'];

const rankOf = (decision: Decision): number => {
  const rank = PRECEDENCE.indexOf(decision.outcome);
  // An outcome that a pack invents never outranks a known one, and never seals by accident.
  return rank < 0 ? PRECEDENCE.length : rank;
};

/** Decisions of one record, the one that counts first; equal ones keep the order of the packs. */
export const orderDecisions = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions.toSorted((a, b) => rankOf(a) - rankOf(b));
