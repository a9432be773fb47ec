import type { Deployment } from '../deployment/open-deployment.ts';
import { accessLogId } from '../ledger/log/log-folder.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { runSequencer, type SequencerEvent, tellFault } from '../ledger/sequencer/run-sequencer.ts';
import { isStoodDown } from '../ledger/sequencer/setup.ts';
import {
  type DeploymentLogs, openDeploymentLedger, settleAndClose, settleFormer, settleLedgers,
} from '../ledger/settle-ledgers.ts';

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
/** LIMIT: what was dated in a former year and committed after it is signed within this time. */
const LOOK_BACK_MILLIS = 5 * 60 * 1000;

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

/** Signs what came last; what a fault leaves is signed by a look back. */
const closeYear = async (ledger: Ledger, keeping: KeepingLog): Promise<void> => {
  await settleAndClose(ledger).catch((error: unknown) => tellFault(keeping, error));
};

/** The log of the year that began; faults are told and tried again. Undefined where it is time to stop. */
const openNext = async (deployment: Deployment, keeping: KeepingLog): Promise<Ledger | undefined> => {
  while (!keeping.isStopping()) {
    try {
      return await openDeploymentLedger(deployment, keeping.logs, accessLogId(deployment.clock()));
    } catch (error) {
      tellFault(keeping, error);
      await keeping.idle(STAND_DOWN_MILLIS);
    }
  }
  return undefined;
};

/** Signs what comes late to the logs of former years, once more when it is time to stop. */
const lookBack = async (
  deployment: Deployment, keeping: KeepingLog, keptLogId: () => string,
): Promise<void> => {
  do {
    await keeping.idle(LOOK_BACK_MILLIS);
    try {
      for (const { result } of await settleFormer(deployment, keeping.logs, keptLogId())) {
        if (!result.ok && !isStoodDown(result.error)) keeping.tell({ event: 'alarm', refusal: result.error });
      }
    } catch (error) {
      tellFault(keeping, error);
    }
  } while (!keeping.isStopping());
};

/**
 * Keeps the access log while a service runs: signs what former runs left, then sequences until it is asked to
 * stop, in the next log when the year ends. Faults: those of opening a log.
 */
export const keepLog = async (deployment: Deployment, keeping: KeepingLog): Promise<KeptLog> => {
  const { logs } = keeping;
  await settleLedgers(deployment, logs);
  let ledger = await openDeploymentLedger(deployment, logs, accessLogId(deployment.clock()));
  let isKept = true;
  const run = async (): Promise<void> => {
    while (!keeping.isStopping() && isKept) {
      isKept = await runYear(deployment, ledger, keeping);
      if (keeping.isStopping() || !isKept) return;
      await closeYear(ledger, keeping);
      ledger = (await openNext(deployment, keeping)) ?? ledger;
    }
  };
  const both = [run(), lookBack(deployment, keeping, () => ledger.logId)];
  const running = Promise.all(both).catch((error: unknown) => {
    isKept = false;
    const message = error instanceof Error ? error.name : typeof error;
    keeping.tell({ event: 'fault', code: 'SEQUENCER_BROKE_OFF', message });
  });
  const finish = async (): Promise<boolean> => {
    await running;
    if (!isKept) return false;
    const done = await settleAndClose(ledger);
    return done.ok && done.value.every(({ isPublished }) => isPublished);
  };
  const asksWitnesses = (): boolean => isWitnessed(ledger);
  return { ledger: () => ledger, isWitnessed: asksWitnesses, isKept: () => isKept, finish };
};
