import { parentPort, workerData } from 'node:worker_threads';
import { present } from '@fengcun/kernel';
import type { SourceDocument } from '@fengcun/judgment';
import type { IntakeItem } from '../intake/intake-item.ts';
import { eachItemOf } from '../intake/read-items.ts';
import { READY, type ReadAnswer, type ToReader } from './reader-messages.ts';
import { type ReadingPlan, settingsOf } from './reading-plan.ts';

/** LIMIT: items of one answer. */
const ANSWER_ITEMS = 100;

const port = present(parentPort ?? undefined, 'the port of a thread');
// Data of this thread are given by `startReader` alone.
const settings = settingsOf(workerData as ReadingPlan);
const pieces: Iterator<IntakeItem>[] = [];
let wanted = 0;

const itemsOfAll = function* (documents: readonly SourceDocument[]): Generator<IntakeItem> {
  for (const document of documents) yield* eachItemOf(document, settings);
};

const answerFrom = (piece: Iterator<IntakeItem>): ReadAnswer => {
  const items: IntakeItem[] = [];
  while (items.length < ANSWER_ITEMS) {
    const next = piece.next();
    if (next.done === true) return { items: JSON.stringify(items), isLast: true };
    items.push(next.value);
  }
  return { items: JSON.stringify(items), isLast: false };
};

port.on('message', (message: ToReader) => {
  if ('documents' in message) pieces.push(itemsOfAll(message.documents));
  else wanted += 1;
  // As many answers as were asked for, so that nothing piles up where the database is slower.
  for (let [piece] = pieces; piece !== undefined && wanted > 0; [piece] = pieces) {
    const answer = answerFrom(piece);
    wanted -= 1;
    if (answer.isLast) pieces.shift();
    port.postMessage(answer);
  }
});

port.postMessage(READY);
