import type { SealsParts, Transport } from '@fengcun/application';
import { type HolderKeys, playHolders, type TakenOrder } from './holders.ts';
import { COURT, POLICE, PROCURATORATE } from './organs.ts';

/** Seconds after which a holder that is played answers an order. */
const ANSWER_MILLIS = 4_000;

/** Organs whose people can sign in: there a person carries the order out. */
const PEOPLED: ReadonlySet<string> = new Set([COURT, POLICE, PROCURATORATE]);

/**
 * The holders of the world while it is served: all take their orders; those without people to sign in answer
 * after some seconds. `isStopping`: nothing is answered from then on.
 */
export const liveHolders = (
  parts: SealsParts, keys: HolderKeys,
  { idle, isStopping, tell }: Readonly<{
    idle: (millis: number) => Promise<void>; isStopping: () => boolean; tell: (error: unknown) => void;
  }>,
): Transport => {
  const answer = async ({ holder, order }: TakenOrder): Promise<void> => {
    if (PEOPLED.has(holder)) return;
    await idle(ANSWER_MILLIS);
    if (!isStopping()) await holders.answer(holder, [{ order, result: 'applied' }]);
  };
  const holders = playHolders(parts, keys, (order) => void answer(order).catch(tell));
  return holders.transport;
};
