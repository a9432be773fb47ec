import type { CommitmentKeyRow, ExceptionItem, InboxRow, SealingStores, UploadRow } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import { digits } from './claims-of-side.ts';

/**
 * What hangs on the rows of a record: keys of commitments, claims and exceptions of what leaves, and
 * unfinished uploads of its case.
 */
export type FoundTraces = Readonly<{
  commitments: readonly CommitmentKeyRow[]; stayingCommitments: readonly CommitmentKeyRow[];
  claims: readonly InboxRow[]; exceptions: readonly ExceptionItem[]; uploads: readonly UploadRow[];
}>;

/** Ids that leave: of rows, and those of rows that stay but may share a serial with them. */
export type TraceIds = Readonly<{ caseId: string; leaving: readonly string[]; staying: readonly string[] }>;

/** An exception goes with the first of the records whose message it is about. */
const exceptionsOf = (
  exceptions: readonly ExceptionItem[], claims: readonly (readonly InboxRow[])[],
): readonly (readonly ExceptionItem[])[] => {
  const left = new Set(exceptions);
  return claims.map((own) => {
    const keys = new Set(own.map(({ messageKey }) => digits(messageKey)));
    const found = [...left].filter(({ messageKey }) => keys.has(digits(messageKey)));
    for (const one of found) left.delete(one);
    return found;
  });
};

/** Finds what hangs on the rows of each record by their ids, with one statement for each kind of row. */
export const findTraces = async (
  { wall }: Pick<SealingStores, 'wall'>, side: KeyTree, all: readonly TraceIds[],
): Promise<readonly FoundTraces[]> => {
  const { gathering, traces } = wall;
  const leaving = all.flatMap((ids) => ids.leaving);
  const anchored = Map.groupBy(
    await gathering.commitmentKeys([...leaving, ...all.flatMap(({ staying }) => staying)]),
    ({ anchorId }) => anchorId);
  const commitmentsOf = (ids: readonly string[]): readonly CommitmentKeyRow[] =>
    ids.flatMap((id) => anchored.get(id) ?? []);
  const taken = Map.groupBy(await traces.claims(side, leaving), ({ takenAs }) => takenAs ?? '');
  const claims = all.map((ids) => ids.leaving.flatMap((id) => taken.get(id) ?? []));
  const keys = claims.flat().map(({ messageKey }) => messageKey);
  const exceptions = exceptionsOf(side === 'open' ? await traces.exceptions(keys) : [], claims);
  const uploads = Map.groupBy(
    side === 'open' ? await gathering.uploads(all.map(({ caseId }) => caseId)) : [], ({ caseId }) => caseId);
  return all.map((ids, at) => ({
    commitments: commitmentsOf(ids.leaving), stayingCommitments: commitmentsOf(ids.staying),
    claims: claims[at] ?? [], exceptions: exceptions[at] ?? [], uploads: uploads.get(ids.caseId) ?? [],
  }));
};
