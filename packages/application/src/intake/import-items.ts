import type { Deployment } from '../deployment/open-deployment.ts';
import type { ImportActor } from './act.ts';
import type { IntakeItem, ItemOutcome } from './intake-item.ts';
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

/** Batches on their way at once, on a server. */
const PARALLEL = 3;

const weightOf = (item: IntakeItem): number => Math.max(1, item.messages.length + item.problems.length);

/**
 * Takes items batch after batch. A stop at any moment leaves whole batches; running it again repeats what was
 * taken and takes the rest.
 */
export const importItems = async (
  deployment: Deployment, items: AsyncIterable<IntakeItem>, options: ImportOptions,
): Promise<void> => {
  const { actor, onOutcomes, batchSize = BATCH_SIZE } = options;
  // The embedded engine has one session; on a server one batch is sealed while another is written.
  const parallel = deployment.database.facts.engine === 'server' ? PARALLEL : 1;
  const running: Promise<readonly ItemOutcome[]>[] = [];
  let batch: IntakeItem[] = [];
  let weight = 0;
  const settleFirst = async (): Promise<void> => {
    const first = running.shift();
    if (first !== undefined) onOutcomes(await first);
  };
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    if (running.length >= parallel) await settleFirst();
    const started = takeBatch(deployment, actor, batch);
    // Heard when it is its turn; until then a failure must not end the process.
    started.catch(() => undefined);
    running.push(started);
    batch = [];
    weight = 0;
  };
  try {
    for await (const item of items) {
      batch.push(item);
      weight += weightOf(item);
      if (weight >= batchSize) await flush();
    }
    await flush();
    while (running.length > 0) await settleFirst();
  } finally {
    await Promise.allSettled(running);
  }
};
