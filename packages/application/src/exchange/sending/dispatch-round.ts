import { err, ok, type Result } from '@fengcun/kernel';
import type { ClaimedMessage, TransactionRunner } from '@fengcun/store';
import { deliver, type Delivering, type ReadyMessage, type Verdict } from './deliver.ts';
import type { MessageSeals } from './message-seals.ts';
import { settle, type Settlement, type Settling } from './settle.ts';

/** What a dispatcher consists of. */
export type DispatcherParts = Delivering & Settling & Readonly<{
  database: Pick<TransactionRunner, 'write'>; seals: MessageSeals;
}>;

/** Messages that were claimed, under the intent that lets them be decrypted. */
export type Claimed = Readonly<{ intentId: string; messages: readonly ClaimedMessage[] }>;

/** Claims what is due, with the entry that says it will be read and sent; nothing due, nothing written. */
export const claimDue = async (
  parts: DispatcherParts, { limit, except }: Readonly<{ limit: number; except: readonly string[] }>,
): Promise<Claimed | undefined> => {
  const { database, audit, signer, mint, clock, policy } = parts;
  const intentId = mint();
  const millis = clock();
  const [now, until] = [millis, millis + policy.claimMillis].map((at) => new Date(at).toISOString());
  if (now === undefined || until === undefined || limit <= 0) return undefined;
  const claimed = await database.write(
    { entryId: intentId },
    async (stores): Promise<Result<readonly ClaimedMessage[], 'NOTHING_DUE'>> => {
      const messages = await stores.operations.outbox.claim({ now, until, limit, except });
      if (messages.length === 0) return err('NOTHING_DUE');
      await stores.audit.append([audit({
        act: 'exchange.deliver', actorId: signer.keyId, organ: signer.organ, decision: 'allow',
        detail: messages.map(({ messageId, recipient, attempts }) => [messageId, recipient, attempts]),
      }, intentId)]);
      return ok(messages);
    });
  return claimed.ok ? { intentId, messages: claimed.value } : undefined;
};

/** The work of one round for one recipient. */
export type Delivery = Readonly<{
  intentId: string; recipient: string; ready: readonly ReadyMessage[]; unreadable: readonly Verdict[];
}>;

/** Decrypts what was claimed, one delivery for each recipient; what does not open is a dead letter. */
export const openClaimed = async (
  { seals }: Pick<DispatcherParts, 'seals'>, { intentId, messages }: Claimed,
): Promise<readonly Delivery[]> => {
  const payloads = await seals.open(intentId, messages);
  const deliveries = new Map<string, { ready: ReadyMessage[]; unreadable: Verdict[] }>();
  for (const [at, message] of messages.entries()) {
    const delivery = deliveries.get(message.recipient) ?? { ready: [], unreadable: [] };
    deliveries.set(message.recipient, delivery);
    const payload = payloads[at];
    if (payload?.ok === true) delivery.ready.push({ message, payload: payload.value });
    else delivery.unreadable.push({ message, is: 'dead', error: 'MESSAGE_UNREADABLE' });
  }
  return [...deliveries].map(([recipient, delivery]) => ({ intentId, recipient, ...delivery }));
};

/** Sends what was opened for one recipient; the payloads are overwritten afterwards. */
export const sendDelivery = async (parts: DispatcherParts, delivery: Delivery): Promise<Settlement> => {
  const { intentId, recipient, ready, unreadable } = delivery;
  const verdicts = ready.length === 0 ? [] : await deliver(ready, recipient, parts);
  for (const { payload } of ready) payload.fill(0);
  return { intentId, recipient, verdicts: [...unreadable, ...verdicts] };
};

/** How a round went, by the number of messages. */
export type RoundReport = Readonly<{ claimed: number; delivered: number; failed: number }>;

/** One round by itself, to its end: for tests, simulations and a first sending after a start. */
export const dispatchOnce = async (parts: DispatcherParts): Promise<RoundReport> => {
  const claimed = await claimDue(parts, { limit: parts.policy.claimMessages, except: [] });
  if (claimed === undefined) return { claimed: 0, delivered: 0, failed: 0 };
  const deliveries = await openClaimed(parts, claimed);
  const settlements = await Promise.all(deliveries.map((delivery) => sendDelivery(parts, delivery)));
  await settle(settlements, parts);
  const verdicts = settlements.flatMap((settlement) => settlement.verdicts);
  const delivered = verdicts.filter(({ is }) => is === 'delivered').length;
  return { claimed: claimed.messages.length, delivered, failed: verdicts.length - delivered };
};
