import { verifyLog, type VerifiableLog } from '../ledger/proof/verify-log.ts';
import { type CheckReport, tallyOf } from './check.ts';

const SENTENCES = {
  ENTRIES_MISSING: 'entries below the last signed head are missing in the database',
  ENTRIES_SURPLUS: 'the log has more entries than its head says',
  ENTRY_TOO_LONG: 'an entry is longer than any log takes',
  ROOT_DIFFERS: 'the entries do not lead to the root that was signed',
  LEAF_HASH_DIFFERS: 'a stored leaf hash is not that of its entry',
  TILE_MISSING: 'a tile of the log is missing',
  TILE_DIFFERS: 'a tile has other bytes than the entries give',
  BUNDLE_MISSING: 'an entry bundle of the log is missing',
  BUNDLE_DIFFERS: 'an entry bundle has other bytes than the entries',
  LOCK_AHEAD_OF_LOG: 'the database is behind the last signed head, as after a restore: run ledger refill',
  CHECKPOINT_MISSING: 'a head was signed, but no checkpoint is published: the quorum of witnesses is missing',
  CHECKPOINT_MALFORMED: 'the published checkpoint is none of this log',
  CHECKPOINT_NOT_TRUSTED: 'the published checkpoint is not signed and cosigned as its policy asks',
  CHECKPOINT_AHEAD_OF_LOCK: 'the published checkpoint is ahead of the last signed head: the lock went back',
  CHECKPOINT_ROOT_DIFFERS: 'the published checkpoint has another root than the entries',
  LOG_FILES_MISSING: 'the database has entries of a log whose folder is missing',
} as const;

/** The trees of all logs against their rows, tiles, locks and checkpoints. */
export const checkLedgers = async (
  logs: readonly VerifiableLog[], withoutFiles: readonly string[],
): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  let checked = 0;
  for (const log of logs) {
    const report = await verifyLog(log);
    checked += report.size;
    for (const { code, place } of report.findings) find(code, `${report.origin} ${place}`);
  }
  for (const logId of withoutFiles) find('LOG_FILES_MISSING', logId);
  return { check: 'ledger', checked, findings: findings() };
};
