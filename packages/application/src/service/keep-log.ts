import type { Deployment } from '../deployment/open-deployment.ts';
import { accessLogId } from '../ledger/log/log-folder.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { runSequencer, type SequencerEvent } from '../ledger/sequencer/run-sequencer.ts';
import { type DeploymentLogs, openDeploymentLedger, settleLedgers } from '../ledger/settle-ledgers.ts';

/** How the log of a running service is kept. The timer is the caller's. */
export type KeepingLog = Readonly<{
  logs: DeploymentLogs;
  /** Waits; comes back at once when it is time to stop. */
  idle: (millis: number) => Promise<void>;
  isStopping: () => boolean;
  tell: (event: SequencerEvent) => void;
}>;

/** The log of a running service. */
export type KeptLog = Readonly<{
  ledger: () => Ledger;
  /** Whether the policy of the log asks for witnesses. */
  isWitnessed: () => boolean;
  /** False once the sequencer refused to go on or broke off; nothing is signed from then on. */
  isKept: () => boolean;
  /** Waits for the sequencer, which has been asked to stop, and signs what came last. True: all is signed. */
  finish: () => Promise<boolean>;
}>;

/** LIMIT: an entry waits so long for its batch. */
const INTERVAL_MILLIS = 250;
/** LIMIT: a head is signed again after this time, so that readers see a live log. */
const REFRESH_MILLIS = 15 * 60 * 1000;
/** Where witnesses are asked, often enough that 60 seconds without a quorum mean that they do not answer. */
const WITNESSED_REFRESH_MILLIS = 30_000;

const isWitnessed = ({ setup: { trees } }: Ledger): boolean =>
  trees.some(({ policy }) => policy.quorum !== 'none');
const BATCH_ENTRIES = 1024;
/** LIMIT: where another process leads the log, this one asks again after this time. */
const STAND_DOWN_MILLIS = 10_000;

/** Runs the sequencer of a log until it is to stop, refuses, or its year is over. */
const runYear = async (deployment: Deployment, ledger: Ledger, keeping: KeepingLog): Promise<boolean> => {
  const { clock } = deployment;
  const isOver = (): boolean => keeping.isStopping() || accessLogId(clock()) !== ledger.logId;
  while (!isOver()) {
    const { ended } = await runSequencer(ledger.sequencer, {
      intervalMillis: INTERVAL_MILLIS, batchEntries: BATCH_ENTRIES, now: clock,
      refreshMillis: isWitnessed(ledger) ? WITNESSED_REFRESH_MILLIS : REFRESH_MILLIS,
      idle: keeping.idle, isStopping: isOver, tell: keeping.tell,
    });
    if (ended === 'alarm') return false;
    if (ended === 'stoodDown') await keeping.idle(STAND_DOWN_MILLIS);
  }
  return true;
};

/**
 * Keeps the access log while a service runs: signs what former runs left, then sequences until it is asked to
 * stop, in the next log when the year ends. Faults: those of opening a log.
 */
export const keepLog = async (deployment: Deployment, keeping: KeepingLog): Promise<KeptLog> => {
  const { logs } = keeping;
  await settleLedgers(deployment, logs);
  const openCurrent = (): Promise<Ledger> =>
    openDeploymentLedger(deployment, logs, accessLogId(deployment.clock()));
  let ledger = await openCurrent();
  let isKept = true;
  const run = async (): Promise<void> => {
    while (!keeping.isStopping() && isKept) {
      isKept = await runYear(deployment, ledger, keeping);
      if (keeping.isStopping() || !isKept) return;
      await ledger.sequencer.settle();
      await ledger.sequencer.close();
      ledger = await openCurrent();
    }
  };
  const running = run().catch((error: unknown) => {
    isKept = false;
    const message = error instanceof Error ? error.name : typeof error;
    keeping.tell({ event: 'fault', code: 'SEQUENCER_BROKE_OFF', message });
  });
  const finish = async (): Promise<boolean> => {
    await running;
    if (!isKept) return false;
    const done = await ledger.sequencer.settle();
    await ledger.sequencer.close();
    return done.ok && done.value.every(({ isPublished }) => isPublished);
  };
  const asksWitnesses = (): boolean => isWitnessed(ledger);
  return { ledger: () => ledger, isWitnessed: asksWitnesses, isKept: () => isKept, finish };
};
