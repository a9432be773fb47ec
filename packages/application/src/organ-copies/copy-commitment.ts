import { createHmac, type KeyObject } from 'node:crypto';
import { frame, utf8 } from '@fengcun/crypto';
import type { CopyRef } from './organ-copies.ts';

/** A copy as it is. */
export type CopyCondition = Readonly<{ ref: CopyRef; content: Uint8Array; isSealed: boolean }>;

const PREFIX = 'hmac-sha256:';

const digest = (key: KeyObject, domain: string, parts: readonly Uint8Array[]): string =>
  PREFIX + createHmac('sha256', key).update(frame(domain, [...parts])).digest('hex');

/**
 * The commitment to a copy: whoever has the key and the copy can prove what it was; from the commitment alone
 * nothing can be guessed and tried.
 */
export const copyCommitment = (key: KeyObject, { ref, content, isSealed }: CopyCondition): string =>
  digest(key, 'fengcun/copy/v1', [utf8(ref), content, Uint8Array.of(isSealed ? 1 : 0)]);

/** One commitment to all copies of a record, whatever order they were named in. */
export const joinedCommitment = (key: KeyObject, commitments: readonly string[]): string =>
  digest(key, 'fengcun/copies/v1', commitments.toSorted().map(utf8));
