import type { Deployment } from '../deployment/open-deployment.ts';
import type { ImportActor } from './act.ts';
import type { IntakeItem, ItemOutcome } from './intake-item.ts';
import { type SealerThread, startSealer } from '../sealer/sealer-thread.ts';
import { takeBatch } from './take-batch.ts';

/** How an import runs. `batchSize`: messages and problems of one transaction. */
export type ImportOptions = Readonly<{
  actor: ImportActor;
  batchSize?: number;
  /** Hears what became of every message and problem, batch by batch, once it is committed. */
  onOutcomes: (outcomes: readonly ItemOutcome[]) => void;
}>;

/** LIMIT: one transaction; more hold locks longer and gain nothing measurable. */
const BATCH_SIZE = 500;

/** Batches on their way at once: one is prepared and sealed while another is written. */
const PARALLEL = { server: 3, embedded: 2 } as const;

/** An import of more batches has a thread to seal them. */
const BATCHES_HERE = 2;

const weightOf = (item: IntakeItem): number => Math.max(1, item.messages.length + item.problems.length);

const isRun = (given: IntakeItem | readonly IntakeItem[]): given is readonly IntakeItem[] =>
  Array.isArray(given);

/** Items come one by one or in runs, which cost less on their way. */
const runOf = (given: IntakeItem | readonly IntakeItem[]): readonly IntakeItem[] =>
  (isRun(given) ? given : [given]);

/**
 * Takes items batch after batch. A stop at any moment leaves whole batches; running it again repeats what was
 * taken and takes the rest.
 */
export const importItems = async (
  deployment: Deployment, items: AsyncIterable<IntakeItem | readonly IntakeItem[]>, options: ImportOptions,
): Promise<void> => {
  const { actor, onOutcomes, batchSize = BATCH_SIZE } = options;
  const parallel = PARALLEL[deployment.database.facts.engine];
  const running: Promise<readonly ItemOutcome[]>[] = [];
  let batch: IntakeItem[] = [];
  let weight = 0;
  let batches = 0;
  let sealer: SealerThread | undefined;
  const settleFirst = async (): Promise<void> => {
    const first = running.shift();
    if (first !== undefined) onOutcomes(await first);
  };
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    if (running.length >= parallel) await settleFirst();
    batches += 1;
    if (batches > BATCHES_HERE) sealer ??= startSealer();
    const by = { actor, ...(sealer === undefined ? {} : { sealAll: sealer.sealAll }) };
    const started = takeBatch(deployment, by, batch);
    // Heard when it is its turn; until then a failure must not end the process.
    started.catch(() => undefined);
    running.push(started);
    batch = [];
    weight = 0;
  };
  try {
    for await (const given of items) {
      for (const item of runOf(given)) {
        batch.push(item);
        weight += weightOf(item);
        if (weight >= batchSize) await flush();
      }
    }
    await flush();
    while (running.length > 0) await settleFirst();
  } finally {
    await Promise.allSettled(running);
    await sealer?.stop();
  }
};
