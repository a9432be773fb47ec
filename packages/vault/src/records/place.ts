import type { CipherContext } from '@fengcun/crypto';
import type { KeyTree } from '../keys/tree.ts';

/**
 * Where a record version is at home. It comes from the request and the index, never from the row that is
 * being opened, so a row put in another row's place does not open.
 */
export type RecordPlace = Readonly<{
  tree: KeyTree;
  table: string;
  recordId: string;
  /** 0 ≤ version ≤ 2^53 − 1; every change of the content is a new version with a new key. */
  version: number;
  purposeClass: string;
}>;

/** The place as the context every ciphertext of it is bound to. */
export const placeContext = (deployment: string, place: RecordPlace): CipherContext => {
  const { tree, table, recordId, version, purposeClass } = place;
  return { deployment, table: `${tree}/${table}`, recordId, version, purposeClass };
};

/** One text for one place; two places never share it. */
export const placeText = (place: RecordPlace): string =>
  JSON.stringify([place.tree, place.table, place.recordId, place.version, place.purposeClass]);
