import type { Json } from '@fengcun/kernel';
import { type JobInput, prepareCounts, type Prepared, type RoundTerms } from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import type { Arguments } from '../../options.ts';
import { readJson, roundSecrets } from './round-files.ts';

/** This organ's counts with their noise and commitment; the same whenever they are prepared for a round. */
export const preparedCounts = async (given: Arguments, terms: RoundTerms): Promise<Prepared> => {
  const counts = await readJson(given, 'counts', 'this organ\'s counts, a list of whole numbers');
  if (!Array.isArray(counts)) throw new UnusableInput('--counts: no list');
  const { saltKey, noiseOf } = await roundSecrets(given, terms.roundId);
  const numbers = counts.map((one: Json) => (typeof one === 'number' ? one : Number.NaN));
  const prepared = prepareCounts(numbers, terms, { saltKey, noise: noiseOf(terms.shareVariance) });
  if (prepared.ok) return prepared.value;
  const { code, cell } = prepared.error;
  throw new UnusableInput(`--counts: ${code}${cell === undefined ? '' : ` in cell ${cell}`}`);
};

/** What a member binds before a round: the root of its noisy cells; how many there are everybody knows. */
export const memberInput = (organ: string, { cells }: RoundTerms, { root }: Prepared): JobInput =>
  ({ organ, root, count: cells });
