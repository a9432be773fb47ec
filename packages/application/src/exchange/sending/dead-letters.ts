import { ok, type Result } from '@fengcun/kernel';
import type { DeadLetter, DeadLetterPage, OutboxBacklog, TransactionRunner } from '@fengcun/store';
import type { MintId } from '../../intake/act.ts';
import type { ExchangeAudit } from '../exchange-audit.ts';
import { deliverySentence } from './delivery-errors.ts';

/** A dead letter with its reason in words. */
export type ToldDeadLetter = DeadLetter & Readonly<{ reason: Readonly<{ zh: string; en: string }> }>;

/** What looking after dead letters needs. */
export type DeadLetterParts = Readonly<{
  database: Pick<TransactionRunner, 'write' | 'operate'>; audit: ExchangeAudit; mint: MintId;
  clock: () => number;
}>;

const valueOf = <T>(result: Result<T, never>): T => {
  if (result.ok) return result.value;
  throw new TypeError('bug: a reading that was refused');
};

/** Messages that were given up, with the reason; contents stay encrypted. */
export const listDeadLetters = async (
  { database }: Pick<DeadLetterParts, 'database'>, page: DeadLetterPage,
): Promise<readonly ToldDeadLetter[]> => {
  const letters = await database.operate<readonly DeadLetter[], never>(
    async ({ outbox }) => ok(await outbox.deadLetters(page)));
  return valueOf(letters).map((letter) => ({ ...letter, reason: deliverySentence(letter.lastError) }));
};

/** What lies in the outbox, by recipient. */
export const outboxBacklog = async (
  { database }: Pick<DeadLetterParts, 'database'>,
): Promise<readonly OutboxBacklog[]> =>
  valueOf(await database.operate<readonly OutboxBacklog[], never>(
    async ({ outbox }) => ok(await outbox.backlog())));

/** Dead letters, and who wants them sent again. */
export type ReplayRequest = Readonly<{
  messageIds: readonly string[]; actor: Readonly<{ id: string; organ: string }>;
}>;

/** Sends dead letters again, with an entry in the log for each; how many there were. */
export const replayDeadLetters = async (
  { database, audit, mint, clock }: DeadLetterParts, { messageIds, actor }: ReplayRequest,
): Promise<number> => {
  const [first] = messageIds;
  if (first === undefined) return 0;
  const now = new Date(clock()).toISOString();
  const ids = messageIds.map(() => mint());
  const [entryId = mint()] = ids;
  const replayed = await database.write<number, never>({ entryId }, async (stores) => {
    await stores.audit.append(messageIds.map((messageId, at) => audit({
      act: 'exchange.replay', actorId: actor.id, organ: actor.organ, decision: 'allow', messageId,
      detail: [messageId],
    }, ids[at] ?? entryId)));
    return ok(await stores.operations.outbox.replay(messageIds, now));
  });
  return valueOf(replayed);
};
