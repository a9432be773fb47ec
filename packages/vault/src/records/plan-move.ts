import { assert, ok, type Result } from '@fengcun/kernel';
import { type CommittedIntent } from '../audit/committed-intent.ts';
import type { KeyId } from '../keys/key-id.ts';
import { type KeyRecord, type WrappingKeys } from '../keys/key-record.ts';
import { rewrapRecord } from '../rotation/rewrap.ts';
import type { OpenRefusal } from './open-record.ts';
import type { RecordPlace } from './place.ts';
import { type Reseal, resealRecord } from './reseal-record.ts';
import type { SealedRecord, SealKeys } from './seal-record.ts';

/** What a move from one tree to the other starts from. */
export type MoveOptions = Readonly<{
  intent: CommittedIntent;
  /** Keys of a stored key record of the tree that is left. */
  keysOf: (record: KeyRecord) => WrappingKeys;
  /** Current keys of the tree that is entered. */
  to: SealKeys;
  /** Every stored version of the record. */
  versions: readonly Reseal[];
  /** The person's other key records in the tree that is left… */
  remaining: readonly KeyRecord[];
  /** …and current keys of that tree with a fresh erasure serial for them. */
  renewed: SealKeys;
}>;

/**
 * What the caller does: `insert`, `replace` and `remove` in one database transaction, and after its COMMIT
 * `eraseForGood` with `eraseSerials`. Rows, indexes and caches of the places in `remove` go with them.
 */
export type MovePlan = Readonly<{
  insert: readonly SealedRecord[];
  /** Key records that stay, under the fresh serial; their ciphertexts are untouched. */
  replace: readonly KeyRecord[];
  remove: readonly Readonly<{ place: RecordPlace; dataKeyId: KeyId }>[];
  /** Until these are erased, a backup from before the move still opens the record it left. */
  eraseSerials: readonly number[];
}>;

/**
 * Plans the move of a record between the open and the sealed tree: new ciphertexts under keys the other
 * tree shares nothing with, and everything to delete, so that sealing leaves nothing behind. Nothing is
 * written here; a refusal of any part refuses the whole.
 * @see 《刑事诉讼法》(2018) 第286条第1款
 */
export const planMove = (options: MoveOptions): Result<MovePlan, OpenRefusal> => {
  const { versions, remaining, renewed, to, intent } = options;
  const insert: SealedRecord[] = [];
  for (const version of versions) {
    assert(version.from.tree !== version.to.tree, 'a move changes the tree');
    const from = { ...options.keysOf(version.stored.keyRecord), intent };
    const moved = resealRecord({ from, to }, version);
    if (!moved.ok) return moved;
    insert.push(moved.value);
  }
  const left = [...versions.map((version) => version.stored.keyRecord), ...remaining];
  const eraseSerials = [...new Set(left.map((record) => record.eraseSerial))];
  assert(!eraseSerials.includes(renewed.eraseKey.serial), 'records that stay get a fresh serial');
  const replace: KeyRecord[] = [];
  for (const record of remaining) {
    const kept = rewrapRecord({ from: options.keysOf(record), to: renewed }, record);
    if (!kept.ok) return kept;
    replace.push(kept.value);
  }
  const remove = versions.map(({ from, stored }) => ({ place: from, dataKeyId: stored.keyRecord.dataKeyId }));
  return ok({ insert, replace, remove, eraseSerials });
};
