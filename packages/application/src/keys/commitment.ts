import { newSecret } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { commit, type CommitmentKind } from '@fengcun/ledger';
import type { CommitmentKeyRow } from '@fengcun/store';
import { newKeyId, type SealKeys, wrapRecordKey } from '@fengcun/vault';
import { aloneColumn } from '../deployment/stored-ciphertext.ts';
import { commitmentPlace } from './places.ts';

/** What an entry commits to: a record, and the row whose erasure ends the commitment. */
export type Committed = Readonly<{ entryId: string; kind: CommitmentKind; value: string; anchorId: string }>;

/**
 * An erasable commitment for an audit entry, and the row that keeps its key: wrapped under epoch key and
 * erasure key together, so that erasing the person ends it in every backup.
 */
export const commitTo = (
  keys: SealKeys, { entryId, kind, value, anchorId }: Committed,
): Readonly<{ commitment: string; row: CommitmentKeyRow }> => {
  const { kek, eraseKey, random } = keys;
  const secret = newSecret(random);
  const owner = {
    place: commitmentPlace(kek.tree, entryId, kind), suite: kek.suite.name, dataKeyId: newKeyId(random),
    eraseSerial: eraseKey.serial,
  };
  const wrapped = wrapRecordKey(keys, owner, secret);
  if (!wrapped.ok) {
    throw new Fault('KEYS_UNUSABLE', `The keys of a commitment cannot be used (${wrapped.error.code}).`);
  }
  return {
    commitment: commit(kek.suite.hash, secret, { kind, value }),
    row: {
      entryId, commitmentKind: kind, anchorId, wrappedKey: aloneColumn(wrapped.value), kekId: kek.id,
    },
  };
};
