import { Worker } from 'node:worker_threads';
import { SECRET_BYTES } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';
import { WRAPPED_COLUMN_BYTES } from '../deployment/stored-ciphertext.ts';
import {
  type BatchKeys, eraseKeyOf, keysLost, type SealAll, sealHere, type SealJob,
} from '../intake/sealing.ts';
import { type FromSealer, READY, type Sealed, type ToSealer } from './sealer-messages.ts';

/** A thread that seals. Until it has started, sealing goes on here. */
export type SealerThread = Readonly<{
  sealAll: SealAll; isReady: () => boolean; stop: () => Promise<void>;
}>;

type Waiting = Readonly<{ resolve: (answer: FromSealer) => void; reject: (fault: unknown) => void }>;

const jobOf = (keys: BatchKeys, jobs: readonly SealJob[]): ToSealer => {
  const { deployment, now, kek: { id, suite, key, heldFrom, heldUntil } } = keys;
  const serials = [...new Set(jobs.map(({ serial }) => serial))];
  const places = new Map(serials.map((serial, at) => [serial, at]));
  const eraseKeys = new Uint8Array(serials.length * SECRET_BYTES);
  serials.forEach((serial, at) => {
    const bytes = eraseKeyOf(keys, serial).key.export();
    eraseKeys.set(bytes, at * SECRET_BYTES);
    bytes.fill(0);
  });
  return {
    deployment, now, kek: { id, suite: suite.name, key, heldFrom, heldUntil }, serials, eraseKeys,
    texts: jobs.map(({ text }) => text), ids: jobs.map(({ place }) => place.recordId),
    versions: jobs.map(({ place }) => place.version),
    keyOf: jobs.map(({ serial }) => places.get(serial) ?? -1),
  };
};

/** Views into what the thread handed over. */
const rowsOf = (keys: BatchKeys, jobs: readonly SealJob[], sealed: Sealed): readonly Ciphertext[] => {
  const { contents, lengths, wrapped } = sealed;
  let at = 0;
  return jobs.map(({ place }, i) => {
    const content = contents.subarray(at, at + (lengths[i] ?? 0));
    at += content.length;
    const wrappedKey = wrapped.subarray(i * WRAPPED_COLUMN_BYTES, (i + 1) * WRAPPED_COLUMN_BYTES);
    return { version: place.version, content, wrappedKey, kekId: keys.kek.id };
  });
};

const brokeOff = (): Fault =>
  new Fault('SEALING_BROKE_OFF', 'The thread that seals records ended early; run the import again.');

type Channel = Readonly<{
  isReady: () => boolean; ask: (job: ToSealer) => Promise<FromSealer>; stop: () => Promise<void>;
}>;

/** LIMIT: room for young values; with little, each collection copies a whole batch. */
const YOUNG_MB = 96;

/** Answers come in the order of the questions. */
const openChannel = (): Channel => {
  const limits = { maxYoungGenerationSizeMb: YOUNG_MB };
  const worker = new Worker(new URL('./sealing-worker.ts', import.meta.url), { resourceLimits: limits });
  const waiting: Waiting[] = [];
  let isReady = false;
  let broken: unknown;
  const fail = (fault: unknown): void => {
    broken ??= fault;
    for (const one of waiting.splice(0)) one.reject(broken);
  };
  worker.on('message', (answer: FromSealer | typeof READY) => {
    if (answer === READY) isReady = true;
    else waiting.shift()?.resolve(answer);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(brokeOff()));
  return {
    isReady: () => isReady,
    ask: (job) => {
      if (broken !== undefined) return Promise.reject(broken);
      worker.postMessage(job, [job.eraseKeys.buffer]);
      return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
    },
    stop: async () => { await worker.terminate(); },
  };
};

/** Starts a thread that seals what is told, while this one prepares and writes. */
export const startSealer = (): SealerThread => {
  const { isReady, ask, stop } = openChannel();
  return {
    sealAll: async (keys, jobs) => {
      if (!isReady() || jobs.length === 0) return sealHere(keys, jobs);
      const sealed = await ask(jobOf(keys, jobs));
      if ('refusal' in sealed) throw keysLost(sealed.refusal);
      return rowsOf(keys, jobs, sealed);
    },
    isReady, stop,
  };
};
