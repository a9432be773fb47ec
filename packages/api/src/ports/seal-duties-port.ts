import type { Result } from '@fengcun/kernel';
import type { SignedPaper } from './rights-port.ts';
import type {
  SealAcknowledged, SealAcknowledgementBody, SealDuties, SealDutyShown,
} from '../routes/seal-duty-schemas.ts';

/** Why an answer was not taken: another order stands, it was answered otherwise, or others write just now. */
export type AcknowledgeRefusal = Readonly<{
  code: 'NOTHING_TO_TELL' | 'VERSION_CHANGED' | 'SEAL_STANDS_OTHERWISE' | 'UNAVAILABLE';
}>;

/**
 * Orders to an organ, for the people there who carry them out by hand. Everything is about the copy of
 * `organ` alone; a record of which it holds none is the same as no record. Its transactions are its own.
 * Fault: SEALING_NOT_CONFIGURED (retryable).
 */
export type SealDutiesPort = Readonly<{
  /** What waits, the earliest due first; `afterId`: behind an order, as its day and its record, `DAY-ID`. */
  list: (
    organ: string, page: Readonly<{ afterId?: string; limit: number }>,
  ) => Promise<SealDuties['items']>;
  /** The newest order with what the copy is found by; answered ones as well. */
  find: (recordId: string, organ: string) => Promise<SealDutyShown | undefined>;
  /** The notice to the organ, signed; undefined where the order owes it none or it cannot be made. */
  notice: (recordId: string, organ: string) => Promise<SignedPaper | undefined>;
  /** A person's answer for the organ; the same answer again is repeated. */
  acknowledge: (
    recordId: string, organ: string, answer: SealAcknowledgementBody,
  ) => Promise<Result<SealAcknowledged, AcknowledgeRefusal>>;
}>;
