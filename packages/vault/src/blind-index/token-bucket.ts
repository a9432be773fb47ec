/** How often somebody may: sustained rate, and how many at once after a pause. Both above 0. */
export type RateLimit = Readonly<{ perSecond: number; burst: number }>;

/** What is left in a bucket, and when that was true (milliseconds). */
export type TokenBucket = Readonly<{ tokens: number; at: number }>;

/** A bucket nobody has drawn from. */
export const fullBucket = (limit: RateLimit, now: number): TokenBucket => ({ tokens: limit.burst, at: now });

/** The bucket after drawing; `waitMs` is 0 if the draw was allowed, else when the next one will be. */
export type Draw = Readonly<{ bucket: TokenBucket; isAllowed: boolean; waitMs: number }>;

/**
 * Draws one token. In any span of s seconds at most burst + s × perSecond draws are allowed, whatever
 * their times; a clock that goes back fills nothing.
 */
export const drawToken = (bucket: TokenBucket, limit: RateLimit, now: number): Draw => {
  const at = Math.max(now, bucket.at);
  const filled = Math.min(limit.burst, bucket.tokens + ((at - bucket.at) * limit.perSecond) / 1000);
  if (filled >= 1) return { bucket: { tokens: filled - 1, at }, isAllowed: true, waitMs: 0 };
  const waitMs = Math.ceil(((1 - filled) * 1000) / limit.perSecond);
  return { bucket: { tokens: filled, at }, isAllowed: false, waitMs };
};
