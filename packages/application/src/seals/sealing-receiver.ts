import { sealingOrgan, type TellFailure } from '../exchange/deployment-exchange.ts';
import { type EventReceiver, eventReceiver } from '../exchange/receiving/receive-events.ts';
import type { SealsParts } from './seals-parts.ts';
import { receiptTaking } from './take-receipts.ts';

/** Runs one after another, in the order they came, whatever became of the one before. */
const inTurn = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    // A fault is the caller's; the next one's turn comes all the same.
    last = turn.catch(() => undefined);
    return turn;
  };
};

/**
 * Takes the messages of holders for a platform, in the role of the sealing service. One batch at a time: all
 * holders of a record answer at about the same time, and at once each batch would undo the others.
 */
export const sealingReceiver = (parts: SealsParts, tell: TellFailure): EventReceiver => {
  const taking = receiptTaking(parts);
  const receive = eventReceiver(sealingOrgan(parts.exchange, taking.handlers, tell));
  const turn = inTurn();
  return (batch) => turn(async () => {
    await taking.ready();
    return receive(batch);
  });
};
