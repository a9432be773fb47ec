import { assert } from '@fengcun/kernel';
import { frame, uint64 } from '../bytes.ts';

/**
 * The one place where a ciphertext is at home. It is authenticated with the ciphertext, so a row that is
 * moved to another table, person, version or purpose does not open there.
 */
export type CipherContext = Readonly<{
  deployment: string;
  table: string;
  recordId: string;
  /** Version of the record, 0 ≤ version ≤ 2^53 − 1. */
  version: number;
  purposeClass: string;
}>;

/** LIMIT: keeps the authenticated data small; identifiers are far shorter. */
const FIELD_BYTES_MAX = 1024;

/**
 * The context as bytes: label, then every field with its length, so that no two contexts share one form.
 * An empty or oversized field is a bug: contexts are ours, not the sender's.
 */
export const contextBytes = (context: CipherContext): Uint8Array => {
  const { deployment, table, recordId, version, purposeClass } = context;
  const texts = [deployment, table, recordId, purposeClass];
  for (const text of texts) {
    const length = Buffer.byteLength(text);
    assert(length > 0 && length <= FIELD_BYTES_MAX, 'context field length');
  }
  return frame('fengcun/context/v1', [...texts, uint64(version)]);
};
