import { Worker } from 'node:worker_threads';
import { concatBytes } from '@fengcun/crypto';
import { err, Fault, ok } from '@fengcun/kernel';
import type { PointWork, SuiteName } from '@fengcun/privacy';

/** A task of a thread: inputs to hash and mask (`ends`: where each one ends), or points to mask once more. */
export type PointTask = Readonly<{ bytes: Uint8Array; ends?: Uint32Array }>;

/** Tells a thread to overwrite its scalar and to end. */
export const END = 'end';

/** Its answer. */
export type PointAnswer = Readonly<{ points: Uint8Array }> | Readonly<{ invalidAt: number }>;

/** Threads that do the work of points; `stop` ends them, and each overwrites its secret. */
export type PointPool = PointWork & Readonly<{ stop: () => Promise<void> }>;

type Waiting = Readonly<{ resolve: (answer: PointAnswer) => void; reject: (fault: unknown) => void }>;

const startThread = (workerData: Readonly<{ suiteName: SuiteName; scalar: Uint8Array }>) => {
  const worker = new Worker(new URL('./point-worker.ts', import.meta.url), { workerData });
  const waiting: Waiting[] = [];
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const fail = (cause: unknown): void => {
    const fault = new Fault('POINT_THREAD', 'a thread that computes points ended early', { cause });
    for (const one of waiting.splice(0)) one.reject(fault);
  };
  worker.on('message', (answer: PointAnswer) => waiting.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    ask: (task: PointTask): Promise<PointAnswer> => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage(task);
    }),
    stop: async (): Promise<void> => {
      worker.postMessage(END);
      await ended;
    },
  };
};

const packed = (inputs: readonly Uint8Array[]): PointTask => {
  let end = 0;
  return { bytes: concatBytes(...inputs), ends: Uint32Array.from(inputs, (input) => (end += input.length)) };
};

const pointsOf = (answers: readonly PointAnswer[], each: number): ReturnType<PointWork['remask']> => {
  const parts: Uint8Array[] = [];
  for (const [part, answer] of answers.entries()) {
    if ('invalidAt' in answer) {
      return Promise.resolve(err({ code: 'POINT_INVALID', at: part * each + answer.invalidAt }));
    }
    parts.push(answer.points);
  }
  return Promise.resolve(ok(concatBytes(...parts)));
};

/** Starts `threads` threads under one scalar; a chunk is cut into as many parts. */
export const startPointPool = (
  suite: Readonly<{ name: SuiteName; pointBytes: number }>, scalar: Uint8Array, threads: number,
): PointPool => {
  const all = Array.from({ length: threads }, () => startThread({ suiteName: suite.name, scalar }));
  type TaskOf = (from: number, until: number) => PointTask;
  const spread = (rows: number, taskOf: TaskOf): Promise<PointAnswer[]> => {
    const each = Math.ceil(rows / threads);
    return Promise.all(all.flatMap((thread, at) =>
      (at * each < rows ? [thread.ask(taskOf(at * each, Math.min(rows, (at + 1) * each)))] : [])));
  };
  return {
    mask: async (inputs) => {
      const answers = await spread(inputs.length, (from, until) => packed(inputs.slice(from, until)));
      return concatBytes(...answers.flatMap((answer) => ('points' in answer ? [answer.points] : [])));
    },
    remask: async (points) => {
      const { pointBytes } = suite;
      const rows = Math.ceil(points.length / pointBytes);
      const answers = await spread(rows, (from, until) =>
        ({ bytes: points.slice(from * pointBytes, until * pointBytes) }));
      return pointsOf(answers, Math.ceil(rows / threads));
    },
    stop: async () => { await Promise.all(all.map((thread) => thread.stop())); },
  };
};
