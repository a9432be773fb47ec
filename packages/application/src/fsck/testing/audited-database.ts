// A test may look behind the store's entry: damage is done with a connection that may do anything.
import type { TransactionRunner } from '@fengcun/store';
import { openInMemory } from '../../../../store/src/database/embedded.ts';
import type { Connection } from '../../../../store/src/database/tables.ts';
import { transactionRunner } from '../../../../store/src/database/transactions.ts';
import { migrate } from '../../../../store/src/migrations/migrate.ts';

/** A database in memory, and the connection that may do anything to it. */
export type AuditedDatabase = TransactionRunner & Readonly<{ connection: Connection; close: () => Promise<void> }>;

/** An empty database with the schema. */
export const openAudited = async (): Promise<AuditedDatabase> => {
  const { connection, close } = await openInMemory([]);
  await migrate(connection, '2026-11-21T12:00:00.000Z');
  const runner = transactionRunner({ writer: connection, sealingService: connection, sequencer: connection, auditor: connection });
  return { ...runner, connection, close };
};
