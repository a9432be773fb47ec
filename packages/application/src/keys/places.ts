import type { WrappedKeyRow } from '@fengcun/store';
import type { KeyTree, RecordPlace } from '@fengcun/vault';

const PURPOSE_CLASS = 'criminalRecord';

/** Where the key of a commitment is at home; it moves between the sides with its record. */
export const commitmentPlace = (tree: KeyTree, entryId: string, kind: string): RecordPlace =>
  ({ tree, table: 'commitmentKey', recordId: entryId, version: 1, purposeClass: kind });

/** Where a row with a wrapped key is at home: the same place whoever sealed it has named. */
export const placeOfRow = (tree: KeyTree, row: WrappedKeyRow): RecordPlace => {
  const { table, id, second, version } = row;
  return table === 'commitmentKey' ? commitmentPlace(tree, id, second)
    : { tree, table, recordId: id, version, purposeClass: PURPOSE_CLASS };
};
