import type { Ciphertext } from './rows.ts';

/**
 * A message to another organ, encrypted at rest. `streamId` is what it is about (a record, a case) and
 * `sequence` its place there; the id is minted in the shard of the stream.
 */
export type OutboxMessage = Ciphertext & Readonly<{
  messageId: string; streamId: string; sequence: number; recipient: string; messageType: string;
  createdAt: string; dueAt: string;
}>;

/** A message taken for delivery; `attempts` counts this one. */
export type ClaimedMessage = OutboxMessage & Readonly<{ attempts: number }>;

/** A claim: messages due at `now`, hidden from others until `until`; `except`: recipients to pass over. */
export type OutboxClaim = Readonly<{
  now: string; until: string; limit: number; except?: readonly string[];
}>;

/** An attempt that failed: when, why (a code, never content), and when to try again. */
export type FailedAttempt = Readonly<{ messageId: string; failedAt: string; error: string; dueAt: string }>;

/** A message that is not tried any more until a person has looked; its content stays encrypted. */
export type DeadLetter = Omit<ClaimedMessage, keyof Ciphertext | 'dueAt'>
  & Readonly<{ failedAt: string; lastError: string }>;

/** A page of dead letters in the order of their ids, of one recipient or of all. */
export type DeadLetterPage = Readonly<{
  recipient?: string; afterId?: string; limit: number;
  /** Those that a person let rest, instead of those that wait for one. */
  isResting?: boolean;
}>;

/** A message of a stream and how it stands; its content stays where it is. */
export type StreamMessage =
  Pick<OutboxMessage, 'messageId' | 'sequence' | 'recipient' | 'messageType' | 'createdAt'> & Readonly<{
    state: 'waiting' | 'dead' | 'resting' | 'delivered'; deliveredAt: string | null; failedAt: string | null;
    lastError: string | null;
  }>;

/** What lies in the outbox for one recipient. */
export type OutboxBacklog = Readonly<{
  recipient: string; state: 'waiting' | 'dead'; messages: number; oldestAt: string;
}>;

/**
 * Messages written in the transaction of what they tell. Delivery is at least once: whoever claims a message
 * delivers it and reports; a claim that is not reported runs out and the message is claimed again. Of one
 * stream to one recipient a message is claimed only when every earlier one was delivered or is dead.
 * Every report changes waiting messages only and says how many.
 */
export type Outbox = Readonly<{
  put: (messages: readonly OutboxMessage[]) => Promise<void>;
  /** Of several deliverers at once, one gets a message. */
  claim: (claim: OutboxClaim) => Promise<readonly ClaimedMessage[]>;
  delivered: (messageIds: readonly string[], at: string) => Promise<number>;
  postpone: (failed: readonly FailedAttempt[]) => Promise<number>;
  /** Gives messages up: dead letters, which hold nothing back. */
  bury: (failed: readonly Omit<FailedAttempt, 'dueAt'>[]) => Promise<number>;
  deadLetters: (page: DeadLetterPage) => Promise<readonly DeadLetter[]>;
  /** A person has looked at dead letters: they are kept, and no longer told as waiting for somebody. */
  rest: (messageIds: readonly string[]) => Promise<number>;
  /** Dead letters, and those that rest, wait again, as if they had never been tried. */
  replay: (messageIds: readonly string[], dueAt: string) => Promise<number>;
  backlog: () => Promise<readonly OutboxBacklog[]>;
  /** Messages of one stream that are still kept, in the order of their ids, which is that of their time. */
  ofStream: (streamId: string) => Promise<readonly StreamMessage[]>;
  /** Removes what was delivered before an instant. */
  purge: (deliveredBefore: string) => Promise<number>;
}>;
