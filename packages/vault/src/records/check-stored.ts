import { ENVELOPE_BYTES, equalBytes, readHeader, WRAPPED_KEY_BYTES } from '@fengcun/crypto';
import { keyIdBytes } from '../keys/key-id.ts';
import type { SealedRecord } from './seal-record.ts';

/** What a check without keys can find. */
export type StoredFinding = 'CIPHERTEXT_HEADER' | 'CIPHERTEXT_NAMES_ANOTHER_KEY' | 'WRAPPED_KEY_HEADER';

/**
 * Compares ciphertext and wrapped key with their rows, without any key: for fsck. It finds lost, cut and
 * exchanged values; only opening proves that the content is whole.
 */
export const checkStored = (stored: SealedRecord): readonly StoredFinding[] => {
  const { ciphertext, keyRecord } = stored;
  const found: StoredFinding[] = [];
  const header = readHeader(ciphertext);
  const isEnvelope = header.ok && ciphertext.length >= ENVELOPE_BYTES;
  if (!isEnvelope || header.value.suite.name !== keyRecord.suite) found.push('CIPHERTEXT_HEADER');
  else if (!equalBytes(header.value.kekId, keyIdBytes(keyRecord.dataKeyId))) {
    found.push('CIPHERTEXT_NAMES_ANOTHER_KEY');
  }
  const wrapping = readHeader(keyRecord.wrapped);
  const isWrapped = wrapping.ok && keyRecord.wrapped.length === WRAPPED_KEY_BYTES;
  if (!isWrapped || !equalBytes(wrapping.value.kekId, keyIdBytes(keyRecord.kekId))) {
    found.push('WRAPPED_KEY_HEADER');
  }
  return found;
};
