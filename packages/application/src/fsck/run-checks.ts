import { assert, ok } from '@fengcun/kernel';
import type { BlobStore } from '@fengcun/store';
import type { StoredLedgers } from '../ledger/proof/stored-ledgers.ts';
import type { LogDatabase } from '../ledger/sequencer/setup.ts';
import type { AuditorSelect } from './auditor-select.ts';
import type { CheckReport } from './check.ts';
import { checkAttachments } from './check-attachments.ts';
import { checkCiphertexts } from './check-ciphertexts.ts';
import { checkEntries } from './check-entries.ts';
import { checkHolders } from './check-holders.ts';
import { checkKeys } from './check-keys.ts';
import { checkLedgers } from './check-ledgers.ts';
import { checkRows, pendingIds } from './check-rows.ts';

/**
 * What is checked: the ledgers, the rows as the auditor reads them, and the files of the attachments where
 * they are at hand.
 */
export type Checked = Pick<StoredLedgers, 'logs' | 'withoutFiles'>
  & Readonly<{ database: Pick<LogDatabase, 'audit'>; blobs?: BlobStore }>;

/** Statements as the auditor, each in a transaction of its own. */
export const auditorSelect = (database: Pick<LogDatabase, 'audit'>): AuditorSelect =>
  async <Row>(statement: string, values: readonly unknown[]): Promise<readonly Row[]> => {
    const read = await database.audit(async ({ select }) => ok(await select<Row>(statement, values)));
    assert(read.ok, 'reading rows is never refused');
    return read.value;
  };

/** Runs every check in turn and reports each as it ends; changes nothing. */
export const runChecks = async function* (what: Checked): AsyncGenerator<CheckReport> {
  const { logs, withoutFiles, database, blobs } = what;
  yield await checkLedgers(logs, withoutFiles);
  const select = auditorSelect(database);
  const pending = await pendingIds(select);
  const logIds = [...new Set([...logs.map(({ logId }) => logId), ...withoutFiles])];
  const { report, ids, named, hasErasures } = await checkEntries(database, logIds);
  yield report;
  const isEntry = (entryId: string): boolean => ids.has(entryId) || pending.has(entryId);
  yield await checkRows(select, { isEntry, named, hasErasures });
  yield await checkCiphertexts(select);
  yield await checkHolders(select);
  yield await checkKeys(select);
  if (blobs !== undefined) yield await checkAttachments(select, blobs);
};
