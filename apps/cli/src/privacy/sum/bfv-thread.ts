import { Worker } from 'node:worker_threads';
import { Fault, type Result } from '@fengcun/kernel';
import type { BfvKeys, CipherRefusal } from '@fengcun/privacy';

/** What the thread is asked for. */
export type BfvTask =
  | Readonly<{ what: 'newKeys' }>
  | Readonly<{ what: 'encrypt'; publicKey: Uint8Array; counts: Int32Array }>
  | Readonly<{ what: 'add'; publicKey: Uint8Array; ciphertexts: readonly Uint8Array[] }>
  | Readonly<{ what: 'decrypt'; secretKey: Uint8Array; ciphertext: Uint8Array; cells: number }>;

type Decrypted = Readonly<{ counts: Int32Array; noiseBudget: number }>;

/** Its answer. */
export type BfvAnswer = Result<BfvKeys | Uint8Array | Decrypted, CipherRefusal>;

/** What each task is answered with. */
type AnswerOf = Readonly<{ newKeys: BfvKeys; encrypt: Uint8Array; add: Uint8Array; decrypt: Decrypted }>;

/**
 * Asks the homomorphic library in a thread of its own, so that a fault of its memory ends the thread and not
 * the program, and that nothing is loaded where nobody asks.
 */
export const askBfv = <T extends BfvTask>(
  task: T,
): Promise<Result<AnswerOf[T['what']], CipherRefusal>> => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./bfv-worker.ts', import.meta.url));
  const fail = (cause: unknown): void =>
    reject(new Fault('BFV_THREAD', 'the thread of the homomorphic library ended early', { cause }));
  worker.on('error', fail);
  worker.on('exit', fail);
  worker.on('message', (answer: Result<AnswerOf[T['what']], CipherRefusal>) => {
    resolve(answer);
    void worker.terminate();
  });
  worker.postMessage(task);
});
