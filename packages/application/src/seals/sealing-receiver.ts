import { ok } from '@fengcun/kernel';
import { sealingOrgan, type TellFailure } from '../exchange/deployment-exchange.ts';
import { signReceipt } from '../exchange/message/receipt.ts';
import {
  type EventReceiver, eventReceiver, type ReceivedBatch,
} from '../exchange/receiving/receive-events.ts';
import { takeTurns } from '../exchange/receiving/take-turns.ts';
import type { SealsParts } from './seals-parts.ts';
import { receiptTaking } from './take-receipts.ts';

/** That nothing of a batch was taken and all of it shall be sent again. */
const sendAgain = ({ deployment, exchange: { signer } }: SealsParts, { digest, events }: ReceivedBatch) =>
  ok(signReceipt({
    receiver: signer.organ, digest, answeredAt: new Date(deployment.clock()).toISOString(),
    results: events.map(({ id }) => ({ id, outcome: 'later' as const })),
  }, signer));

/**
 * Takes the messages of holders for a platform, in the role of the sealing service. One batch at a time: all
 * holders of a record answer at about the same time, and at once each batch would undo the others. One whose
 * sender has nearly given up is told to come later.
 */
export const sealingReceiver = (parts: SealsParts, tell: TellFailure): EventReceiver => {
  const taking = receiptTaking(parts);
  const receive = eventReceiver(sealingOrgan(parts.exchange, taking.handlers, tell));
  const turn = takeTurns(parts.deployment.clock);
  return (batch) => turn(async () => {
    await taking.ready();
    return receive(batch);
  }, () => sendAgain(parts, batch));
};
