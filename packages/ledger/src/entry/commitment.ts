import { frame, type HashName, hmac, hmacOnce } from '@fengcun/crypto';
import type { KeyObject } from 'node:crypto';

/** What a commitment is for; the kind keeps a case from being matched with a subject of the same text. */
export type CommitmentKind = 'case' | 'subject' | 'record' | 'attachment' | 'actor';

/** What is committed to. */
type Committed = Readonly<{ kind: CommitmentKind; value: string }>;

const inputOf = ({ kind, value }: Committed): Uint8Array => frame('fengcun/commitment/v1', [kind, value]);

/**
 * An erasable commitment: 64 hexadecimal digits of HMAC(key, kind ‖ value). With the key kept in an
 * erasable side table it can be shown to whom an entry belongs; once the key is deleted the entry stays
 * provable and nobody can tell any more, not by trying all values either. One fresh 32-byte key for each
 * value and entry; an actor's pseudonym uses one key for each deployment and year.
 */
export const commit = (hash: HashName, key: KeyObject, committed: Committed): string =>
  Buffer.from(hmac(hash, key, inputOf(committed))).toString('hex');

/** The same commitment under a key whose 32 bytes the caller keeps with what is committed. */
export const commitOnce = (hash: HashName, key: Uint8Array, committed: Committed): string =>
  hmacOnce(hash, key, inputOf(committed));
