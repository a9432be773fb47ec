import { assert } from '@fengcun/kernel';

/** Rows of one chunk of points; what a run that was stopped has to do again at most. */
export const CHUNK_ROWS = 65_536;

/** The smallest announced size. */
export const BUCKET_MIN = 256;

/**
 * The size that is announced and sent for a set of `count` rows: a power of two up to one chunk, then whole
 * chunks. Nobody on the other side learns more of the size than this.
 */
export const bucketOf = (count: number): number => {
  assert(Number.isSafeInteger(count) && count >= 0, 'a number of rows');
  let bucket = BUCKET_MIN;
  while (bucket < count && bucket < CHUNK_ROWS) bucket *= 2;
  return bucket >= count ? bucket : Math.ceil(count / CHUNK_ROWS) * CHUNK_ROWS;
};

/** Number of chunks of so many rows. */
export const chunksOf = (rows: number): number => Math.ceil(rows / CHUNK_ROWS);
