import { hash as hashOnce } from 'node:crypto';
import type { HashName } from './suite.ts';

/** Length of a digest of either hash function, in bytes. */
export const DIGEST_BYTES = 32;

/** SHA-256 or SM3 of the bytes: 32 bytes. @see FIPS 180-4; GB/T 32905-2016 */
export const digest = (hash: HashName, data: Uint8Array): Uint8Array => hashOnce(hash, data, 'buffer');

/**
 * The digest as 32 characters U+0000–U+00FF, one for each byte. For hashing millions of tree nodes: a
 * string costs a third of what a new Buffer costs, and `Buffer.write(text, 'latin1')` puts it in place.
 */
export const digestLatin1 = (hash: HashName, data: Uint8Array): string => hashOnce(hash, data, 'latin1');
