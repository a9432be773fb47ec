import { utf8 } from '@fengcun/crypto';
import type { Json } from '@fengcun/kernel';
import { type OutboxMessage, shardKeyOf } from '@fengcun/store';
import type { MintId } from '../../intake/act.ts';
import type { MessageSealer, MessageSeals } from './message-seals.ts';

/**
 * A message to be sent: what it is about and its place there, to whom, of which kind, with what. Later ones
 * of a stream to a recipient have higher sequences.
 */
export type NewMessage = Readonly<{
  streamId: string; sequence: number; recipient: string; kind: string; data: Json;
  /** Instant before which it is not sent; at once without. */
  dueAt?: string;
}>;

/**
 * Makes rows of the outbox: with ids in the shard of their stream, encrypted. Prepared before a transaction
 * for at most so many messages, used within it without waiting.
 */
export type MessageMaker = Readonly<{
  make: (messages: readonly NewMessage[]) => readonly OutboxMessage[];
  /** At the start of every run of the transaction. */
  rewind: () => void;
  /** After it. */
  release: () => void;
}>;

/** What making messages needs; `clock` in milliseconds of UTC. */
export type MakingMessages = Readonly<{ seals: MessageSeals; mint: MintId; clock: () => number }>;

const makerOf = (
  { mint, clock }: MakingMessages, { seal, rewind, release }: MessageSealer,
): MessageMaker => {
  const make = ({ streamId, sequence, recipient, kind, data, dueAt }: NewMessage): OutboxMessage => {
    const now = new Date(clock()).toISOString();
    const messageId = mint(shardKeyOf(streamId));
    const sealed = seal({ messageId, streamId, payload: utf8(JSON.stringify(data)) });
    return {
      ...sealed, messageId, streamId, sequence, recipient, messageType: kind, createdAt: now,
      dueAt: dueAt ?? now,
    };
  };
  return { make: (messages) => messages.map(make), rewind, release };
};

/** A maker of at most so many messages for each of these numbers; their keys are fetched once. */
export const messageMakers = async (
  parts: MakingMessages, counts: readonly number[],
): Promise<readonly MessageMaker[]> =>
  (await parts.seals.prepareMany(counts)).map((sealer) => makerOf(parts, sealer));

/** A maker of at most `count` messages. */
export const messageMaker = async (parts: MakingMessages, count: number): Promise<MessageMaker> =>
  makerOf(parts, await parts.seals.prepare(count));
