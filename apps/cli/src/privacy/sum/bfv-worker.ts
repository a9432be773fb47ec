import { parentPort } from 'node:worker_threads';
import { present } from '@fengcun/kernel';
import { bfvEngine } from '@fengcun/privacy';
import type { BfvAnswer, BfvTask } from './bfv-thread.ts';

const port = present(parentPort, 'port of the thread');
const engine = await bfvEngine();

const answerTo = (task: BfvTask): BfvAnswer => {
  switch (task.what) {
    case 'newKeys': return { ok: true, value: engine.newKeys() };
    case 'encrypt': return engine.encrypt(task.publicKey, task.counts);
    case 'add': return engine.add(task.publicKey, task.ciphertexts);
    case 'decrypt': return engine.decrypt(task.secretKey, task.ciphertext, task.cells);
  }
};

port.on('message', (task: BfvTask) => port.postMessage(answerTo(task)));
