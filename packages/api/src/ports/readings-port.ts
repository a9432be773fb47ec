import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type {
  ConfirmedReadingBody, ConfirmedRowsBody, DocumentReading, FileReading, TakenReading,
} from '../routes/reading-schemas.ts';

/** Why nothing was taken: an answer is no value of its field, or the text is no judgment. */
export type ReadingRefusal = Readonly<{ code: 'BODY_INVALID' }>;

/**
 * Reads documents for people, and takes in what a person confirmed. Reading keeps nothing. What is taken is
 * read again from the text, so that nobody has to believe a reading that somebody sends; every answer is kept
 * with who gave it and what stood there before. Fault: READINGS_NOT_CONFIGURED (retryable) without packs.
 */
export type ReadingsPort = Readonly<{
  /** Bytes of a file of any kind that intake reads; attacker-controlled. `kind`: what bytes do not say. */
  read: (bytes: AsyncIterable<Uint8Array>, kind?: 'csv' | 'jsonl') => Promise<FileReading>;
  /** The same text with answers: what is still in doubt, and what is decided now. */
  examine: (confirmed: ConfirmedReadingBody) => Promise<Result<DocumentReading, ReadingRefusal>>;
  /** The same rows with cells corrected: what is wrong with each row now, and what is decided of it. */
  examineRows: (confirmed: ConfirmedRowsBody) => Promise<Result<DocumentReading, ReadingRefusal>>;
  /** Idempotent by the text; what cannot be taken waits as an exception of the actor's organ. */
  take: (confirmed: ConfirmedReadingBody, by: Actor) => Promise<Result<TakenReading, ReadingRefusal>>;
  takeRows: (confirmed: ConfirmedRowsBody, by: Actor) => Promise<Result<TakenReading, ReadingRefusal>>;
}>;
