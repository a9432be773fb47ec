import { err, ok, type Result } from '@fengcun/kernel';
import { questionOf } from './question.ts';
import { organsOf, type RoundTerms } from './round-terms.ts';

/**
 * A round whose sum somebody saw. Rounds that were broken off showed nothing and are not kept. `question`:
 * what was asked; `release`: the answer as it was published, where this organ has it.
 */
export type PastRound = Readonly<{
  product: string; period: string; organs: readonly string[]; question?: string; release?: string;
}>;

/** Why a round is not begun. */
export type RosterRefusal =
  /** This sum was made already; a second one would average the noise away. */
  | Readonly<{ code: 'ROUND_REPEATED' }>
  /** With the earlier rosters this one shows, by adding and subtracting, the sum of only so many organs. */
  | Readonly<{ code: 'ROSTER_DIFFERS'; by: number; least: number }>;

/**
 * The smallest group that sums over these rosters could show, by adding and subtracting them: organs that
 * were in exactly the same rosters always come together, others can be told apart.
 */
const smallestGroup = (rosters: readonly (readonly string[])[]): number => {
  const sets = rosters.map((organs) => new Set(organs));
  const groups = Map.groupBy(new Set(rosters.flat()), (organ) =>
    sets.map((set) => (set.has(organ) ? '1' : '0')).join(''));
  return Math.min(...[...groups.values()].map((organs) => organs.length));
};

/**
 * Whether the sum of this roster may be made after the earlier ones of the same product. However many rounds
 * are added and subtracted, what comes out is a sum over at least `leastContributors` organs: two rounds that
 * share one organ show it as soon as a third one has everybody. LIMIT: periods are not looked at, because
 * counts of neighbouring periods differ little; an organ that joins or goes begins a new product, which is a
 * new job with its own approvals.
 */
export const decideRoster = (
  terms: RoundTerms, past: readonly PastRound[],
): Result<null, RosterRefusal> => {
  const organs = organsOf(terms);
  const same = past.filter(({ product }) => product === terms.product);
  const question = questionOf(terms);
  const isAsked = past.some((round) => round.question === question);
  const isRepeated = isAsked || same.some(({ period, organs: before }) => period === terms.period
    && new Set(before).symmetricDifference(new Set(organs)).size === 0);
  if (isRepeated) return err({ code: 'ROUND_REPEATED' });
  const least = terms.leastContributors;
  const by = smallestGroup([...same.map((round) => round.organs), organs]);
  return by < least ? err({ code: 'ROSTER_DIFFERS', by, least }) : ok(null);
};
