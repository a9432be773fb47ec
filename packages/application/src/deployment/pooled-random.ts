import type { RandomBytes } from '@fengcun/crypto';

const POOL_BYTES = 65_536;

/**
 * Random bytes of a source, drawn in larger pieces: sealing asks for a few bytes ten times a record. What was
 * given is overwritten in the pool at once, so that no key can be read there later.
 */
export const pooledRandom = (source: RandomBytes): RandomBytes => {
  let pool = new Uint8Array(0);
  let at = 0;
  return (length) => {
    if (length > POOL_BYTES / 16) return source(length);
    if (at + length > pool.length) {
      pool = new Uint8Array(source(POOL_BYTES));
      at = 0;
    }
    const given = pool.slice(at, at + length);
    pool.fill(0, at, at + length);
    at += length;
    return given;
  };
};
