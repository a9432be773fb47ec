import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { parseByteDictionary } from './structured-fields.ts';

const ALGORITHMS: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' };

const digestOf = (algorithm: string, body: Uint8Array): Buffer => createHash(algorithm).update(body).digest();

/** The Content-Digest of a body. @see RFC 9530 §2 */
export const contentDigest = (body: Uint8Array): string =>
  `sha-256=:${digestOf('sha256', body).toString('base64')}:`;

/**
 * Whether a body is the one that was signed: at least one digest by an algorithm we trust, and none of those
 * wrong. Algorithms we do not trust count for nothing.
 */
export const checkContentDigest = (
  header: string | undefined, body: Uint8Array,
): Result<void, 'DIGEST_MISMATCH'> => {
  const parsed = parseByteDictionary(header ?? '');
  if (!parsed.ok) return err('DIGEST_MISMATCH');
  const known = [...parsed.value].flatMap(([name, digest]) => {
    const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
    return algorithm === undefined ? [] : [Buffer.compare(digestOf(algorithm, body), digest) === 0];
  });
  return known.length > 0 && known.every(Boolean) ? ok(undefined) : err('DIGEST_MISMATCH');
};
