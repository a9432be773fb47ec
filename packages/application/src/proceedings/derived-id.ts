import { assert } from '@fengcun/kernel';
import { mintId } from '@fengcun/store';
import type { ProceedingParts } from './proceeding-act.ts';

const SHARDS = 4096;

/**
 * An id that is the same whenever it is asked for about one thing, so that a procedure about it begins once.
 * `at` (an instant) is its time, which keeps lists in order; what it is of cannot be told from it.
 */
export const derivedId = (
  { deployment: { pseudonyms } }: Pick<ProceedingParts, 'deployment'>,
  of: Readonly<{ domain: string; text: string; at: string }>,
): string => {
  const digest = pseudonyms.bytesOf(of.domain, of.text);
  const timeMillis = Date.parse(of.at);
  assert(Number.isSafeInteger(timeMillis), 'an instant');
  const shardKey = ((digest[8] ?? 0) << 8 | (digest[9] ?? 0)) % SHARDS;
  return mintId({ timeMillis, shardKey, random: digest.slice(0, 8) });
};
