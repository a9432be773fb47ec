import type { Result } from '@fengcun/kernel';
import type { RecordPlace } from './place.ts';
import { type OpenKeys, openRecord, type OpenRefusal } from './open-record.ts';
import { sealRecord, type SealedRecord, type SealKeys } from './seal-record.ts';

/** A record version, where it is and where it goes. */
export type Reseal = Readonly<{ from: RecordPlace; to: RecordPlace; stored: SealedRecord }>;

/**
 * Opens a record version and seals it elsewhere under a fresh data key. The plaintext exists only inside
 * this call and is overwritten. Serves sealing, unsealing and the change of suite: for the last, `to` is
 * the next version at the same place and `to` keys belong to an epoch of the other suite.
 */
export const resealRecord = (
  keys: Readonly<{ from: OpenKeys; to: SealKeys }>, reseal: Reseal,
): Result<SealedRecord, OpenRefusal> => {
  const plaintext = openRecord(keys.from, reseal.from, reseal.stored);
  if (!plaintext.ok) return plaintext;
  try {
    return sealRecord(keys.to, reseal.to, plaintext.value);
  } finally {
    plaintext.value.fill(0);
  }
};
