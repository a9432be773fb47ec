import { ok, type Result } from '@fengcun/kernel';
import type { WriterStores } from '@fengcun/store';
import type { MessageMaker } from '../sending/new-messages.ts';

/** A message of another organ, for the first time. `data` is what its sender wrote: attacker-controlled. */
export type IncomingMessage = Readonly<{
  messageId: string; sender: string; kind: string;
  /** What it is about, and its place there; messages may arrive out of order. */
  streamId: string; sequence: number;
  sentAt: string; data: unknown;
}>;

/** Why a message cannot be taken however often it is sent: an UPPER_SNAKE code of at most 40 characters. */
export type MessageRefusal = Readonly<{ code: string }>;

/** LIMIT: messages that handlers may send for each one they take. */
export const REPLIES_EACH = 2;

/** The transaction a message is taken in. `make`: answers for its outbox, at most two for each message. */
export type Taking<S extends WriterStores> = Readonly<{
  stores: S; entryId: string; receivedAt: string; make: MessageMaker['make'];
}>;

/**
 * Takes messages of one kind, each exactly once as far as the transaction goes: what it writes commits
 * together with the note that the message was taken. One answer a message, in their order; it is run again
 * when another message of the batch was refused, so nothing is done outside the transaction. It must not rely
 * on the order of sequences (docs/sealing.md). A thrown fault means: not now.
 */
export type MessageHandler<S extends WriterStores = WriterStores> = (
  messages: readonly IncomingMessage[], taking: Taking<S>,
) => Promise<readonly Result<void, MessageRefusal>[]>;

/** Handlers by the kind of message; a kind without one is refused. */
export type MessageHandlers<S extends WriterStores = WriterStores> =
  Readonly<Record<string, MessageHandler<S>>>;

/** A handler of one message as a handler of many, one after another. */
export const eachMessage = <S extends WriterStores>(
  take: (message: IncomingMessage, taking: Taking<S>) => Promise<Result<void, MessageRefusal>>,
): MessageHandler<S> => async (messages, taking) => {
  const answers: Result<void, MessageRefusal>[] = [];
  for (const message of messages) {
    const answer = await take(message, taking);
    answers.push(answer);
    // The transaction is undone anyway; what comes after is tried apart.
    if (!answer.ok) break;
  }
  while (answers.length < messages.length) answers.push(ok(undefined));
  return answers;
};
