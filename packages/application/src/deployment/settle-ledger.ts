import { accessLogId, keyStoreKey, openLedger, placesIn } from '../ledger/index.ts';
import type { Deployment } from './open-deployment.ts';

/** Whether all entries are in the signed log now; else another sequencer or the next run puts them there. */
export type Settling = Readonly<{ settled: true } | { settled: false; code: string }>;

const LOG_KEY = 'log-signing-key';
const HOLDER = 'fengcun-import';

/**
 * Runs the sequencer of the access log once, until nothing waits, and publishes its head under the name of
 * the deployment. What is not sequenced now stays in the queue: nothing is lost.
 */
export const settleLedger = async (deployment: Deployment, dataDirectory: string): Promise<Settling> => {
  const { clock, keyStore, database, name, random } = deployment;
  const { sequencer } = await openLedger({
    logId: accessLogId(clock()), host: name, database, places: placesIn(dataDirectory), now: clock,
    holder: HOLDER, key: await keyStoreKey(keyStore, LOG_KEY, random),
  });
  try {
    const done = await sequencer.settle();
    return done.ok ? { settled: true } : { settled: false, code: done.error.code };
  } finally {
    await sequencer.close();
  }
};
