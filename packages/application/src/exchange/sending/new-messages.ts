import type { Json } from '@fengcun/kernel';
import { type OutboxMessage, shardKeyOf } from '@fengcun/store';
import { utf8 } from '@fengcun/crypto';
import type { MintId } from '../../intake/act.ts';
import type { MessageSeals } from './message-seals.ts';

/**
 * A message to be sent: what it is about and its place there, to whom, of which kind, with what. Later ones
 * of a stream to a recipient have higher sequences.
 */
export type NewMessage = Readonly<{
  streamId: string; sequence: number; recipient: string; kind: string; data: Json;
  /** Instant before which it is not sent; at once without. */
  dueAt?: string;
}>;

/** What making messages needs. */
export type MakingMessages = Readonly<{ seals: MessageSeals; mint: MintId; now: string }>;

/**
 * Messages as rows of the outbox: with ids in the shard of their stream, encrypted. Made before the
 * transaction of what they tell, put into the outbox within it.
 */
export const makeMessages = async (
  messages: readonly NewMessage[], { seals, mint, now }: MakingMessages,
): Promise<readonly OutboxMessage[]> => {
  const plain = messages.map(({ streamId, data }) =>
    ({ messageId: mint(shardKeyOf(streamId)), payload: utf8(JSON.stringify(data)) }));
  const sealed = await seals.seal(plain);
  return messages.flatMap(({ streamId, sequence, recipient, kind, dueAt }, at) => {
    const [messageId, ciphertext] = [plain[at]?.messageId, sealed[at]];
    if (messageId === undefined || ciphertext === undefined) return [];
    const { version, content, wrappedKey, kekId } = ciphertext;
    return [{
      messageId, streamId, sequence, recipient, messageType: kind, createdAt: now, dueAt: dueAt ?? now,
      version, content, wrappedKey, kekId,
    }];
  });
};
