import type { Role } from '../database/roles.ts';
import { DISTRIBUTED_TABLES } from '../schema/distribution.ts';

/** A table in a backup, with the roles that may read all of it and write to it. */
export type BackupTable = Readonly<{ name: string; reader: Role; writer: Role }>;

/** Tables that are in no backup, and why. A test compares them with the catalogue. */
export const TABLES_NOT_BACKED_UP: Readonly<Record<string, string>> = {
  'ops.migration': 'told in the manifest: a restore makes the same schema first',
  'ops.retention_rule': 'law as data, it comes with the program',
  'ops.session': 'a restore must sign nobody in',
  'ops.rate_bucket': 'limits begin anew',
  'open.conviction_mark': 'made from the open records anew, not of those sealed or erased since',
};

const rolesOf = (name: string): Pick<BackupTable, 'reader' | 'writer'> => {
  switch (name) {
    // Handed in by those who act, moved by the sequencer alone.
    case 'ledger.audit_pending': return { reader: 'sequencer', writer: 'sealingService' };
    case 'ledger.audit_leaf': case 'ledger.tree_state': case 'ledger.sequencer_lease':
      return { reader: 'sequencer', writer: 'sequencer' };
    default: return { reader: 'sealingService', writer: 'sealingService' };
  }
};

/**
 * Every table of a backup; what is referred to stands before what refers to it. Erasure keys and roots are in
 * no table at all: they live in the key store.
 */
export const BACKUP_TABLES: readonly BackupTable[] =
  DISTRIBUTED_TABLES.filter((name) => !Object.hasOwn(TABLES_NOT_BACKED_UP, name))
    .map((name) => ({ name, ...rolesOf(name) }));
