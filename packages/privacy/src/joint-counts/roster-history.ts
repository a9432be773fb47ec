import { err, ok, type Result } from '@fengcun/kernel';
import { organsOf, type RoundTerms } from './round-terms.ts';

/** A round whose sum somebody saw. Rounds that were broken off showed nothing and are not kept. */
export type PastRound = Readonly<{ product: string; period: string; organs: readonly string[] }>;

/** Why a round is not begun. */
export type RosterRefusal =
  /** This sum was made already; a second one would average the noise away. */
  | Readonly<{ code: 'ROUND_REPEATED' }>
  /** Another roster shows, by subtraction, the counts of the organs by which it differs. */
  | Readonly<{ code: 'ROSTER_DIFFERS'; by: number; least: number }>;

const missingIn = (some: readonly string[], others: ReadonlySet<string>): number =>
  some.filter((organ) => !others.has(organ)).length;

/**
 * Whether the sum of this roster may be made after the earlier ones of the same product. A roster that gains
 * or
 * loses organs must do so by at least `leastContributors` on every side that changes. LIMIT: periods are not
 * looked at, because counts of neighbouring periods differ little; an organ that joins or goes begins a new
 * product, which is a new job with its own approvals.
 */
export const decideRoster = (
  terms: RoundTerms, past: readonly PastRound[],
): Result<null, RosterRefusal> => {
  const organs = organsOf(terms);
  const now = new Set(organs);
  const least = terms.leastContributors;
  for (const round of past) {
    if (round.product !== terms.product) continue;
    const before = new Set(round.organs);
    const [left, joined] = [missingIn(round.organs, now), missingIn(organs, before)];
    if (left + joined === 0) {
      if (round.period === terms.period) return err({ code: 'ROUND_REPEATED' });
      continue;
    }
    // What a difference shows is the sum over those who left minus the sum over those who joined.
    if (left + joined < least) return err({ code: 'ROSTER_DIFFERS', by: left + joined, least });
  }
  return ok(null);
};
