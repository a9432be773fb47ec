import { err, type Result } from '@fengcun/kernel';
import type { KeyStore, KeyStoreRefusal } from '../ports/key-store.ts';
import { type IndexColumn, type IndexTerm, indexTerms, type Peppers } from './pepper.ts';
import { drawToken, fullBucket, type RateLimit, type TokenBucket } from './token-bucket.ts';

/** The caller asks too often; the next draw succeeds after `waitMs`. */
export type RateRefusal = Readonly<{ code: 'INDEX_RATE_LIMITED'; waitMs: number }>;

/** LIMIT: 50 inquiries a second for one person's account. @see the threat model of the blind index */
export const INQUIRY_LIMIT: RateLimit = { perSecond: 50, burst: 50 };

/** LIMIT: accounts with a bucket; beyond that the ones that are full again are dropped, then all wait. */
const ACCOUNTS_MAX = 100_000;

/** Who asks, under which limit; an import has an account and a limit of its own. */
export type IndexInquirer = Readonly<{ account: string; limit: RateLimit; now: number }>;

/** The only way to index terms. */
export type IndexGate = Readonly<{
  terms: (
    inquirer: IndexInquirer, column: IndexColumn, value: string,
  ) => Promise<Result<readonly IndexTerm[], RateRefusal | KeyStoreRefusal>>;
}>;

/**
 * Index terms behind a rate limit. An identity number has so few plausible values that whoever may ask
 * without limit reads the whole index; so the limit comes before the pepper, per account, and nothing here
 * stores or repeats a value. `peppers` is read for every call, so a rotation takes effect at once.
 */
export const indexGate = (
  from: Readonly<{ keyStore: KeyStore; peppers: () => Peppers }>,
): IndexGate => {
  const buckets = new Map<string, Readonly<{ bucket: TokenBucket; limit: RateLimit }>>();
  const dropFull = (now: number): void => {
    for (const [account, { bucket, limit }] of buckets) {
      const tokens = bucket.tokens + ((now - bucket.at) * limit.perSecond) / 1000;
      if (tokens >= limit.burst) buckets.delete(account);
    }
  };
  return {
    terms: async ({ account, limit, now }, column, value) => {
      if (!buckets.has(account) && buckets.size >= ACCOUNTS_MAX) dropFull(now);
      if (!buckets.has(account) && buckets.size >= ACCOUNTS_MAX) {
        return err({ code: 'INDEX_RATE_LIMITED', waitMs: 1000 });
      }
      const draw = drawToken(buckets.get(account)?.bucket ?? fullBucket(limit, now), limit, now);
      buckets.set(account, { bucket: draw.bucket, limit });
      if (!draw.isAllowed) return err({ code: 'INDEX_RATE_LIMITED', waitMs: draw.waitMs });
      return indexTerms({ keyStore: from.keyStore, peppers: from.peppers() }, column, value);
    },
  };
};
