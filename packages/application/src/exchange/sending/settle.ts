import { ok } from '@fengcun/kernel';
import type { FailedAttempt, TransactionRunner } from '@fengcun/store';
import type { RandomBytes } from '@fengcun/crypto';
import type { MintId } from '../../intake/act.ts';
import type { ExchangeAudit } from '../exchange-audit.ts';
import type { ExchangeSigner } from '../message/exchange-signer.ts';
import type { Verdict } from './deliver.ts';
import { type DeliveryPolicy, pauseAfter } from './delivery-policy.ts';

/** What writing verdicts down needs. */
export type Settling = Readonly<{
  database: Pick<TransactionRunner, 'write'>; audit: ExchangeAudit; signer: ExchangeSigner; mint: MintId;
  clock: () => number; random: RandomBytes; policy: DeliveryPolicy;
}>;

/** Verdicts of one delivery, and the intent under which its messages were opened. */
export type Settlement = Readonly<{ intentId: string; recipient: string; verdicts: readonly Verdict[] }>;

const instant = (millis: number): string => new Date(millis).toISOString();

/** What was refused for good. Silence is no refusal, however long: an order stands until it is answered. */
const isDead = ({ is }: Verdict): boolean => is === 'dead';

type Failure = Omit<FailedAttempt, 'dueAt'>;

const failureOf = (verdict: Verdict, failedAt: string): readonly Failure[] =>
  (verdict.is === 'delivered' ? []
    : [{ messageId: verdict.message.messageId, failedAt, error: verdict.error }]);

/** What the log keeps: which messages, under which receipts; as a digest. */
const detailOf = (verdicts: readonly Verdict[]): readonly (readonly [string, string])[] =>
  verdicts.map((verdict) => [
    verdict.message.messageId, verdict.is === 'delivered' ? verdict.receiptId : verdict.error,
  ]);

/**
 * Writes down what became of messages, with an entry for each delivery and one for each dead letter, in one
 * transaction. Retried messages are due after a pause.
 */
export const settle = async (settlements: readonly Settlement[], parts: Settling): Promise<void> => {
  const { database, audit, signer, mint, clock, random, policy } = parts;
  const now = clock();
  const all = settlements.flatMap(({ verdicts }) => verdicts);
  const dead = all.filter(isDead);
  const again = all.filter(({ is }) => is === 'retry');
  const pauses = new Map(again.map(({ message }) =>
    [message.messageId, instant(now + pauseAfter(message.attempts, policy, random))]));
  const entryId = mint();
  const base = {
    act: 'exchange.settle', actorId: signer.keyId, organ: signer.organ, decision: 'allow',
  } as const;
  const entries = settlements.map(({ intentId, verdicts }, at) =>
    audit({ ...base, intentId, detail: detailOf(verdicts) }, at === 0 ? entryId : mint()));
  const letters = settlements.flatMap(({ intentId, verdicts }) => verdicts
    .filter(isDead)
    .flatMap((verdict) => failureOf(verdict, instant(now)))
    .map(({ messageId, error }) =>
      audit({ ...base, code: 'dead', intentId, messageId, detail: [messageId, error] }, mint())));
  await database.write({ entryId }, async ({ operations: { outbox }, audit: queue }) => {
    await queue.append([...entries, ...letters]);
    const delivered = all.filter(({ is }) => is === 'delivered').map(({ message }) => message.messageId);
    await outbox.delivered(delivered, instant(now));
    await outbox.bury(dead.flatMap((verdict) => failureOf(verdict, instant(now))));
    await outbox.postpone(again.flatMap((verdict) => failureOf(verdict, instant(now))
      .map((failure) => ({ ...failure, dueAt: pauses.get(failure.messageId) ?? instant(now) }))));
    return ok(undefined);
  });
};
