import { Fault } from '@fengcun/kernel';
import type { Publication } from './publish-head.ts';
import type { Sequencer } from './sequencer.ts';
import { isStoodDown, type SequencerRefusal } from './setup.ts';

/** What a running sequencer tells: heads, faults it tries again after, refusals it ends with. */
export type SequencerEvent =
  | Readonly<{ event: 'head'; publication: Publication }>
  | Readonly<{ event: 'fault'; code: string; message: string }>
  | Readonly<{ event: 'stoodDown' | 'alarm'; refusal: SequencerRefusal }>;

/** Pace of a sequencer and its surroundings. Times in milliseconds; the timer is the caller's. */
export type Running = Readonly<{
  /** Longest time an entry waits for its batch; 250 is usual. */
  intervalMillis: number;
  /** A head that is older is signed and cosigned again although nothing is new. */
  refreshMillis: number;
  /** A batch of this many entries is followed by the next one at once. */
  batchEntries: number;
  now: () => number;
  /** Waits; may come back earlier when many entries were handed in, or when it is time to stop. */
  idle: (millis: number) => Promise<void>;
  isStopping: () => boolean;
  tell: (event: SequencerEvent) => void;
}>;

/** How it ended: asked to, or by a refusal. */
export type Ended = Readonly<{ ended: 'stopped' | 'stoodDown' | 'alarm' }>;

type Run = {
  publishing: Promise<void> | undefined; publishedAt: number; isUnpublished: boolean;
  refusal: SequencerRefusal | undefined;
};

/** Tells a fault that may pass: disks, databases, key stores come back. A bug does not, and goes up. */
export const tellFault = ({ tell }: Pick<Running, 'tell'>, error: unknown): void => {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') throw error;
  const message = error instanceof Fault ? error.message : 'the system refused a file operation';
  tell({ event: 'fault', code, message });
};

const publishOnce = async (sequencer: Sequencer, running: Running, run: Run): Promise<void> => {
  run.isUnpublished = false;
  run.publishedAt = running.now();
  try {
    const done = await sequencer.publish();
    if (done.ok) for (const publication of done.value) running.tell({ event: 'head', publication });
    else run.refusal ??= done.error;
    run.isUnpublished ||= done.ok && done.value.some(({ isPublished }) => !isPublished);
  } catch (error) {
    run.isUnpublished = true;
    tellFault(running, error);
  }
};

/** One batch; true if the next one should follow at once. */
const sequenceOnce = async (sequencer: Sequencer, running: Running, run: Run): Promise<boolean> => {
  try {
    const taken = await sequencer.sequence();
    if (!taken.ok) run.refusal ??= taken.error;
    else if (taken.value > 0) run.isUnpublished = true;
    return taken.ok && taken.value >= running.batchEntries;
  } catch (error) {
    tellFault(running, error);
    return false;
  }
};

const end = async (sequencer: Sequencer, running: Running, run: Run): Promise<Ended> => {
  await run.publishing;
  if (run.refusal === undefined && run.isUnpublished) await publishOnce(sequencer, running, run);
  if (run.refusal === undefined) {
    await sequencer.close();
    return { ended: 'stopped' };
  }
  const ended = isStoodDown(run.refusal) ? 'stoodDown' : 'alarm';
  running.tell({ event: ended, refusal: run.refusal });
  return { ended };
};

/**
 * Runs a sequencer until it is asked to stop or refuses to go on. Faults of disk and database are told and
 * tried again from what is stored; publishing runs beside sequencing, one head at a time.
 */
export const runSequencer = async (sequencer: Sequencer, running: Running): Promise<Ended> => {
  const never = Number.NEGATIVE_INFINITY;
  const run: Run = { publishing: undefined, publishedAt: never, isUnpublished: true, refusal: undefined };
  let crashed: Readonly<{ error: unknown }> | undefined;
  while (!running.isStopping() && run.refusal === undefined && crashed === undefined) {
    const isFull = await sequenceOnce(sequencer, running, run);
    const isDue = run.isUnpublished || running.now() - run.publishedAt >= running.refreshMillis;
    if (isDue && run.refusal === undefined) {
      run.publishing ??= publishOnce(sequencer, running, run)
        .catch((error: unknown) => { crashed = { error }; })
        .finally(() => { run.publishing = undefined; });
    }
    if (!isFull) await running.idle(running.intervalMillis);
  }
  if (crashed !== undefined) throw crashed.error;
  return end(sequencer, running, run);
};
