import type { RandomBytes } from '@fengcun/crypto';
import { EXCHANGE_EVENTS_MAX } from '@fengcun/api';

/** How messages are delivered; milliseconds, bytes and counts. */
export type DeliveryPolicy = Readonly<{
  /** Messages and bytes of one parcel, which has one signature. */
  parcelMessages: number; parcelBytes: number;
  /** Recipients served at once, and how many deliveries at once go to one. */
  deliveries: number; deliveriesEach: number;
  /** Messages claimed at once, and how long they are ours. */
  claimMessages: number; claimMillis: number;
  /** Pauses between attempts grow from the first to the last; no pause is longer. */
  pauseMillis: number; pauseMillisMax: number;
  /** How long the outbox is left alone when nothing is due. */
  pollMillis: number;
}>;

/**
 * LIMIT: pauses grow from a second to an hour and are half of that on average; they end only with a receipt
 * or with a refusal for good. People hear of an organ that does not answer by reminder and escalation.
 * A claim outlives every delivery it can stand for. One delivery at a time to an organ: while it lasts the
 * next batch grows, which is cheaper for both sides than many small ones.
 */
export const DELIVERY_POLICY: DeliveryPolicy = {
  parcelMessages: Math.min(200, EXCHANGE_EVENTS_MAX), parcelBytes: 768 * 1024,
  deliveries: 8, deliveriesEach: 1, claimMessages: 400, claimMillis: 5 * 60_000,
  pauseMillis: 1000, pauseMillisMax: 3_600_000, pollMillis: 250,
};

const TWO_TO_32 = 2 ** 32;

/**
 * The pause after an attempt: full jitter, evenly drawn between nothing and the bound that doubles with every
 * attempt, so that organs that come back are not met by everybody at once.
 */
export const pauseAfter = (
  attempts: number, policy: Pick<DeliveryPolicy, 'pauseMillis' | 'pauseMillisMax'>, random: RandomBytes,
): number => {
  const doublings = Math.min(Math.max(attempts - 1, 0), 40);
  const bound = Math.min(policy.pauseMillisMax, policy.pauseMillis * 2 ** doublings);
  return Math.floor(bound * (Buffer.from(random(4)).readUInt32BE() / TWO_TO_32));
};
