import type { Json } from '@fengcun/kernel';
import { type JobInput, prepareCounts, type Prepared, type RoundTerms } from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import type { Arguments } from '../../options.ts';
import { usingSecret } from '../kept-secret.ts';
import { type Answering, givenBefore, keepGiven } from './answered.ts';
import { noiseFrom, readJson, roundSecrets } from './round-files.ts';

/**
 * What an organ brings to a round. `isEarlier`: it answered this question in another round, and gives what it
 * gave then; `isChanged`: its counts of today are others. `keep` notes what it gives, before it leaves.
 */
export type PreparedCounts = Prepared & Readonly<{
  isEarlier: boolean; isChanged: boolean; keep: () => Promise<void>;
}>;

const countsOf = async (given: Arguments): Promise<readonly number[]> => {
  const counts = await readJson(given, 'counts', 'this organ\'s counts, a list of whole numbers');
  if (!Array.isArray(counts)) throw new UnusableInput('--counts: no list');
  return counts.map((one: Json) => (typeof one === 'number' ? one : Number.NaN));
};

/**
 * This organ's counts with their noise and commitment; the same whenever they are prepared for a round, and
 * the same noisy cells in every round of one question.
 */
export const preparedCounts = async (given: Arguments, own: Answering): Promise<PreparedCounts> => {
  const { terms } = own;
  const now = await countsOf(given);
  const { saltKey, noiseSeed } = await roundSecrets(given, terms.roundId);
  const before = await givenBefore(given, own);
  const isEarlier = before !== undefined && before.roundId !== terms.roundId;
  const counts = isEarlier ? before.counts : now;
  const seed = isEarlier ? before.noiseSeed.slice() : noiseSeed();
  before?.noiseSeed.fill(0);
  const prepared = prepareCounts(counts, terms, { saltKey, noise: noiseFrom(seed, terms.shareVariance) });
  if (!prepared.ok) {
    const { code, cell } = prepared.error;
    throw new UnusableInput(`--counts: ${code}${cell === undefined ? '' : ` in cell ${cell}`}`);
  }
  return {
    ...prepared.value, isEarlier, isChanged: isEarlier && counts.join() !== now.join(),
    keep: async () => {
      if (before !== undefined) return;
      await usingSecret(noiseSeed(), (secret) =>
        keepGiven(given, own, { roundId: terms.roundId, counts, noiseSeed: secret }));
    },
  };
};

/** What a member binds before a round: the root of its noisy cells; how many there are everybody knows. */
export const memberInput = (organ: string, { cells }: RoundTerms, { root }: Prepared): JobInput =>
  ({ organ, root, count: cells });
