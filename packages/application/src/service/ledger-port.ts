import type { LedgerPort } from '@fengcun/api';
import { parseTilePath } from '@fengcun/ledger';
import { proveEntry } from '../ledger/proof/prove-entry.ts';
import type { Ledger } from '../ledger/open-ledger.ts';

/**
 * The published files of the log that is written now. LIMIT: logs of former years are read from their folders
 * with `ledger proof`.
 */
export const ledgerPort = (current: () => Ledger): LedgerPort => {
  const main = () => {
    const { logId, setup: { trees: [tree], database } } = current();
    return tree === undefined ? undefined : { logId, tree, database };
  };
  return {
    checkpoint: async () => main()?.tree.files.checkpoint(),
    tile: async (path) => {
      const id = parseTilePath(path);
      return id.ok ? main()?.tree.files.read(id.value) : undefined;
    },
    proof: async (entryId) => {
      const log = main();
      const proof = log === undefined ? undefined : await proveEntry(log, entryId);
      return proof?.ok === true ? proof.value.proof : undefined;
    },
  };
};
