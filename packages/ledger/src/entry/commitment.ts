import { frame, type HashName, hmac } from '@fengcun/crypto';
import type { KeyObject } from 'node:crypto';

/** What a commitment is for; the kind keeps a case from being matched with a subject of the same text. */
export type CommitmentKind = 'case' | 'subject' | 'record' | 'attachment' | 'actor';

/**
 * An erasable commitment: 64 hexadecimal digits of HMAC(key, kind ‖ value). With the key kept in an
 * erasable side table it can be shown to whom an entry belongs; once the key is deleted the entry stays
 * provable and nobody can tell any more, not by trying all values either. One fresh 32-byte key for each
 * value and entry; an actor's pseudonym uses one key for each deployment and year.
 */
export const commit = (
  hash: HashName, key: KeyObject, committed: Readonly<{ kind: CommitmentKind; value: string }>,
): string => {
  const input = frame('fengcun/commitment/v1', [committed.kind, committed.value]);
  return Buffer.from(hmac(hash, key, input)).toString('hex');
};
