import { assert, ok, type Result } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import { keyStoreKey } from './keys/log-key.ts';
import { accessLogId, possibleLogIds, placesIn } from './log/log-folder.ts';
import { type Ledger, openLedger } from './open-ledger.ts';
import type { Publication } from './sequencer/publish-head.ts';
import type { LogDatabase, SequencerRefusal } from './sequencer/setup.ts';

/** Where the logs of a deployment are, and what their checkpoints need. */
export type DeploymentLogs = Readonly<{
  dataDirectory: string;
  /**
   * Public name of the operator; the name of the deployment where none is given. Fixed with the first entry.
   */
  host?: string;
  lockFolder?: string;
  /** Witness and quorum lines of the policy (C2SP tlog-policy). */
  witnesses?: string;
  /** Names this process in the lease; new at each start on a shared database. */
  holder: string;
}>;

/** What a deployment lends to its logs. */
export type LogOwner = Pick<Deployment, 'name' | 'keyStore' | 'clock' | 'random'>
  & Readonly<{ database: LogDatabase }>;

/** Name of the state in the key store that holds the seed of the signing key. */
const KEY_NAME = 'ledger-signing-key';

/** Opens one log of a deployment, signed with the key in its key store. */
export const openDeploymentLedger = async (
  owner: LogOwner, logs: DeploymentLogs, logId: string,
): Promise<Ledger> => {
  const { name, database, keyStore, clock, random } = owner;
  const { dataDirectory, host = name, lockFolder, witnesses, holder } = logs;
  return openLedger({
    logId, host, database, places: placesIn(dataDirectory, lockFolder), holder, now: clock,
    key: await keyStoreKey(keyStore, KEY_NAME, random), ...(witnesses === undefined ? {} : { witnesses }),
  });
};

/** A log that was settled, or why not. */
export type SettledLog = Readonly<{
  logId: string; result: Result<readonly Publication[], SequencerRefusal>;
}>;

const hasPending = async (database: LogDatabase, logId: string): Promise<boolean> => {
  const pending = await database.sequence(async (leaves) => ok(await leaves.pending(logId, 1)));
  assert(pending.ok, 'looking is never refused');
  return pending.value.length > 0;
};

const hasEntries = async (database: LogDatabase, logId: string): Promise<boolean> => {
  const stored = await database.audit(async ({ leaves }) => ok(await leaves.size(logId)));
  assert(stored.ok, 'looking is never refused');
  return stored.value > 0 || hasPending(database, logId);
};

/** Signs what waits in a log that is open, and closes it whatever comes of that. */
export const settleAndClose = async ({ sequencer }: Ledger): Promise<SettledLog['result']> => {
  try {
    return await sequencer.settle();
  } finally {
    await sequencer.close();
  }
};

const settle = async (owner: LogOwner, logs: DeploymentLogs, logId: string): Promise<SettledLog> =>
  ({ logId, result: await settleAndClose(await openDeploymentLedger(owner, logs, logId)) });

/**
 * Sequences everything that waits in any log of a deployment and publishes the heads: what a command does
 * before it ends, where no server runs. A log that is led by another process is left to it.
 */
export const settleLedgers = async (
  owner: LogOwner, logs: DeploymentLogs,
): Promise<readonly SettledLog[]> => {
  const settled: SettledLog[] = [];
  for (const logId of possibleLogIds(owner.clock())) {
    if (!(await hasEntries(owner.database, logId))) continue;
    settled.push(await settle(owner, logs, logId));
  }
  return settled;
};

/**
 * The same for what waits in logs of former years, but for the one that is being kept: an act that began in
 * the last second of a year is dated in it and committed in the next.
 */
export const settleFormer = async (
  owner: LogOwner, logs: DeploymentLogs, keptLogId: string,
): Promise<readonly SettledLog[]> => {
  const settled: SettledLog[] = [];
  const now = owner.clock();
  for (const logId of possibleLogIds(now)) {
    if (logId === keptLogId || logId === accessLogId(now)) continue;
    if (await hasPending(owner.database, logId)) settled.push(await settle(owner, logs, logId));
  }
  return settled;
};
