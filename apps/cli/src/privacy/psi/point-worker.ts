import { parentPort, workerData } from 'node:worker_threads';
import {
  type GroupSuite, maskInputs, remaskPoints, ristrettoSuite, sm2Suite, type SuiteName,
} from '@fengcun/privacy';
import { present } from '@fengcun/kernel';
import { END, type PointAnswer, type PointTask } from './point-pool.ts';

// Written by our own pool.
const { suiteName, scalar } = workerData as Readonly<{ suiteName: SuiteName; scalar: Uint8Array }>;
const port = present(parentPort, 'port of the thread');
const suite: GroupSuite = suiteName === 'sm2-sm3' ? sm2Suite : await ristrettoSuite();

const inputsOf = (bytes: Uint8Array, ends: Uint32Array): readonly Uint8Array[] =>
  Array.from(ends, (end, at) => bytes.subarray(at === 0 ? 0 : ends[at - 1], end));

const workOn = ({ bytes, ends }: PointTask): PointAnswer => {
  if (ends !== undefined) return { points: maskInputs(suite, scalar, inputsOf(bytes, ends)) };
  const remasked = remaskPoints(suite, scalar, bytes);
  return remasked.ok ? { points: remasked.value } : { invalidAt: remasked.error.at };
};

port.on('message', (task: PointTask | typeof END) => {
  if (task === END) {
    scalar.fill(0);
    port.close();
    return;
  }
  const answer = workOn(task);
  port.postMessage(answer, 'points' in answer ? [answer.points.buffer as ArrayBuffer] : []);
});
