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

const weightOf = (item: IntakeItem): number => Math.max(1, item.messages.length + item.problems.length);

/**
 * Takes items batch after batch. A stop at any moment leaves whole batches; running it again repeats what was
 * taken and takes the rest.
 */
export const importItems = async (
  deployment: Deployment, items: AsyncIterable<IntakeItem>, options: ImportOptions,
): Promise<void> => {
  const { actor, onOutcomes, batchSize = BATCH_SIZE } = options;
  let batch: IntakeItem[] = [];
  let weight = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    onOutcomes(await takeBatch(deployment, actor, batch));
    batch = [];
    weight = 0;
  };
  for await (const item of items) {
    batch.push(item);
    weight += weightOf(item);
    if (weight >= batchSize) await flush();
  }
  await flush();
};
