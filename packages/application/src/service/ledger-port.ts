import type { LedgerPort } from '@fengcun/api';
import { formatNoteKey, parseTilePath, type TlogPolicy } from '@fengcun/ledger';
import { proveEntry } from '../ledger/proof/prove-entry.ts';
import type { Ledger } from '../ledger/open-ledger.ts';

/** A policy as text; addresses of witnesses are no part of what a checkpoint is believed by. */
const policyText = ({ logs, members, quorum }: TlogPolicy): string => [
  ...logs.map(({ key }) => `log ${formatNoteKey(key)}`),
  ...members.map((member) => (member.type === 'witness'
    ? `witness ${member.name} ${formatNoteKey(member.party.key)}`
    : `group ${member.name} ${member.threshold} ${member.members.map(({ name }) => name).join(' ')}`)),
  `quorum ${quorum === 'none' ? quorum : quorum.name}`, '',
].join('\n');

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
    policy: async () => {
      const policy = main()?.tree.policy;
      return policy === undefined ? undefined : policyText(policy);
    },
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
