import { assert, err, ok, type Result } from '@fengcun/kernel';
import { formatProofFile, parseCheckpoint, parseNote, verifyProofFile } from '@fengcun/ledger';
import { inclusionFromFiles } from '../log/tree-files.ts';
import type { VerifiableLog } from './verify-log.ts';

/** Why there is no proof. `PROOF_NOT_HOLDING`: files and database disagree; `ledger verify` says where. */
export type ProveRefusal = Readonly<{
  code: 'ENTRY_UNKNOWN' | 'NOT_YET_PUBLISHED' | 'TILES_MISSING' | 'PROOF_NOT_HOLDING';
}>;

/** A proof file and the entry it is about. */
export type EntryProof = Readonly<{ index: number; size: number; proof: string; entry: Uint8Array }>;

const publishedHead = async (
  { tree }: VerifiableLog,
): Promise<Readonly<{ signed: string; size: number }> | undefined> => {
  const signed = await tree.files.checkpoint();
  const note = signed === undefined ? undefined : parseNote(signed);
  const checkpoint = note?.ok === true ? parseCheckpoint(note.value.text) : undefined;
  if (signed === undefined || checkpoint?.ok !== true) return undefined;
  return { signed, size: checkpoint.value.size };
};

/**
 * Makes the `.tlog-proof` of an entry under the newest published checkpoint, from tiles, and verifies it as
 * its receiver will, so that no false proof leaves the house.
 */
export const proveEntry = async (
  log: VerifiableLog, entryId: string,
): Promise<Result<EntryProof, ProveRefusal>> => {
  const { logId, tree, database } = log;
  const found = await database.audit(async ({ leaves }) => {
    const index = await leaves.indexOf(logId, entryId);
    const [leaf] = index === undefined ? [] : await leaves.page({ logId, from: index, limit: 1 });
    return ok(leaf);
  });
  assert(found.ok, 'reading leaves is never refused');
  const leaf = found.value;
  if (leaf === undefined) return err({ code: 'ENTRY_UNKNOWN' });
  const head = await publishedHead(log);
  if (head === undefined || head.size <= leaf.index) return err({ code: 'NOT_YET_PUBLISHED' });
  const { index, entry } = leaf;
  const path = await inclusionFromFiles(tree, { index, size: head.size });
  if (path === undefined) return err({ code: 'TILES_MISSING' });
  const proof = formatProofFile({ index, proof: path, checkpoint: head.signed, extra: undefined });
  if (!verifyProofFile(tree.policy, proof, entry).ok) return err({ code: 'PROOF_NOT_HOLDING' });
  return ok({ index, size: head.size, proof, entry });
};
