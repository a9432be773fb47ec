import { ok } from '@fengcun/kernel';
import type { StoredLedgers } from '../ledger/proof/stored-ledgers.ts';
import type { LogDatabase } from '../ledger/sequencer/setup.ts';
import type { AuditorSelect } from './auditor-select.ts';
import type { CheckReport } from './check.ts';
import { checkCiphertexts } from './check-ciphertexts.ts';
import { checkEntries } from './check-entries.ts';
import { checkHolders } from './check-holders.ts';
import { checkLedgers } from './check-ledgers.ts';
import { checkRows, pendingIds } from './check-rows.ts';
import { idSet } from './id-set.ts';

/** What is checked: the ledgers and, where the database lets the auditor read rows, the rows. */
export type Checked = Pick<StoredLedgers, 'logs' | 'withoutFiles'> & Readonly<{ database: Pick<LogDatabase, 'audit'> }>;

const isSelect = (value: unknown): value is AuditorSelect => typeof value === 'function';

/** Statements as the auditor, each in a transaction of its own; undefined where the store has none to give. */
export const auditorSelect = async (database: Pick<LogDatabase, 'audit'>): Promise<AuditorSelect | undefined> => {
  const offered = await database.audit(async (stores) => ok(isSelect(Reflect.get(stores, 'select'))));
  if (!offered.ok || !offered.value) return undefined;
  return async <Row>(statement: string, values: readonly unknown[]): Promise<readonly Row[]> => {
    const read = await database.audit(async (stores) => {
      const select: unknown = Reflect.get(stores, 'select');
      return ok(isSelect(select) ? await select<Row>(statement, values) : []);
    });
    return read.ok ? read.value : [];
  };
};

const NO_ROWS = 'the store gives the auditor no rows to read';

/**
 * Runs every check in turn and reports each as it ends; changes nothing. A check that could not look says so in
 * `skipped`, which is not the same as having found nothing.
 */
export const runChecks = async function* (what: Checked): AsyncGenerator<CheckReport> {
  const { logs, withoutFiles, database } = what;
  yield await checkLedgers(logs, withoutFiles);
  const select = await auditorSelect(database);
  const pending = select === undefined ? idSet() : await pendingIds(select);
  const logIds = [...new Set([...logs.map(({ logId }) => logId), ...withoutFiles])];
  const { report, ids } = await checkEntries(database, logIds);
  yield report;
  if (select === undefined) {
    for (const check of ['rows', 'ciphertexts', 'holders']) yield { check, checked: 0, findings: [], skipped: NO_ROWS };
    return;
  }
  yield await checkRows(select, (entryId) => ids.has(entryId) || pending.has(entryId));
  yield await checkCiphertexts(select);
  yield await checkHolders(select);
};
