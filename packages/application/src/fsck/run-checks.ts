import { assert, ok } from '@fengcun/kernel';
import type { StoredLedgers } from '../ledger/proof/stored-ledgers.ts';
import type { LogDatabase } from '../ledger/sequencer/setup.ts';
import type { AuditorSelect } from './auditor-select.ts';
import type { CheckReport } from './check.ts';
import { checkCiphertexts } from './check-ciphertexts.ts';
import { checkEntries } from './check-entries.ts';
import { checkHolders } from './check-holders.ts';
import { checkLedgers } from './check-ledgers.ts';
import { checkRows, pendingIds } from './check-rows.ts';

/** What is checked: the ledgers, and the rows as the auditor reads them. */
export type Checked = Pick<StoredLedgers, 'logs' | 'withoutFiles'>
  & Readonly<{ database: Pick<LogDatabase, 'audit'> }>;

/** Statements as the auditor, each in a transaction of its own. */
export const auditorSelect = (database: Pick<LogDatabase, 'audit'>): AuditorSelect =>
  async <Row>(statement: string, values: readonly unknown[]): Promise<readonly Row[]> => {
    const read = await database.audit(async ({ select }) => ok(await select<Row>(statement, values)));
    assert(read.ok, 'reading rows is never refused');
    return read.value;
  };

/** Runs every check in turn and reports each as it ends; changes nothing. */
export const runChecks = async function* (what: Checked): AsyncGenerator<CheckReport> {
  const { logs, withoutFiles, database } = what;
  yield await checkLedgers(logs, withoutFiles);
  const select = auditorSelect(database);
  const pending = await pendingIds(select);
  const logIds = [...new Set([...logs.map(({ logId }) => logId), ...withoutFiles])];
  const { report, ids } = await checkEntries(database, logIds);
  yield report;
  yield await checkRows(select, (entryId) => ids.has(entryId) || pending.has(entryId));
  yield await checkCiphertexts(select);
  yield await checkHolders(select);
};
