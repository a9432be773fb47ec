import { Worker } from 'node:worker_threads';
import { Fault } from '@fengcun/kernel';
import type { IntakeItem } from '../intake/intake-item.ts';
import { READY, type ReadAnswer, type ToReader } from './reader-messages.ts';
import type { ReadingPlan } from './reading-plan.ts';

/** A thread that reads; answers come in the order of the documents. */
export type ReaderThread = Readonly<{
  /** Whether it has loaded and could begin at once. */
  isReady: () => boolean;
  send: (message: ToReader) => void;
  /** The next answer. Fault: READING_BROKE_OFF. */
  next: () => Promise<Readonly<{ items: readonly IntakeItem[]; isLast: boolean }>>;
  stop: () => Promise<void>;
}>;

type Waiting = Readonly<{ resolve: (answer: ReadAnswer) => void; reject: (fault: unknown) => void }>;

const brokeOff = (): Fault =>
  new Fault('READING_BROKE_OFF', 'The thread that reads documents ended early; run the import again.');

/** LIMIT: room for young values; with little, each collection copies all that is on its way. */
const YOUNG_MB = 96;

/** Starts a thread over the same code as `itemsOf`. */
export const startReader = (plan: ReadingPlan): ReaderThread => {
  const url = new URL('./reading-worker.ts', import.meta.url);
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
  const worker = new Worker(url, { workerData: plan, resourceLimits });
  const answers: ReadAnswer[] = [];
  const waiting: Waiting[] = [];
  let broken: unknown;
  const fail = (fault: unknown): void => {
    broken ??= fault;
    for (const one of waiting.splice(0)) one.reject(broken);
  };
  let isReady = false;
  worker.on('message', (answer: ReadAnswer | typeof READY) => {
    if (answer === READY) {
      isReady = true;
      return;
    }
    const first = waiting.shift();
    if (first === undefined) answers.push(answer);
    else first.resolve(answer);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(brokeOff()));
  const answer = (): Promise<ReadAnswer> => {
    const known = answers.shift();
    if (known !== undefined) return Promise.resolve(known);
    if (broken !== undefined) return Promise.reject(broken);
    return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
  };
  return {
    isReady: () => isReady,
    send: (message) => { worker.postMessage(message); },
    next: async () => {
      const { items, isLast } = await answer();
      // Written by our own thread from items.
      return { items: JSON.parse(items) as readonly IntakeItem[], isLast };
    },
    stop: async () => { await worker.terminate(); },
  };
};
