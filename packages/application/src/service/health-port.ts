import type { HealthPort } from '@fengcun/api';
import { ok } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';

/** Whether the log is kept: its sequencer runs, and it is not refused by what is stored. */
export type LedgerHealth = () => boolean;

/** Probes database, keys and ledger; a probe that throws is one that does not work. */
export const healthPort = (deployment: Deployment, isLedgerKept: LedgerHealth): HealthPort => {
  const { database, ring, clock } = deployment;
  const probe = async (name: string, work: () => Promise<boolean>) => {
    try {
      return { name, isReady: await work() };
    } catch {
      return { name, isReady: false };
    }
  };
  return {
    check: () => Promise.all([
      probe('database', async () =>
        (await database.operate(async ({ jobs }) => ok(await jobs.read('health')))).ok),
      probe('keys', async () => (await ring.currentKey('open', clock())).ok),
      probe('ledger', async () => isLedgerKept()),
    ]),
  };
};
