import type { RecordStatus } from '@fengcun/registry';
import type { OverdueOrgan, SealShown, SealStep } from '../routes/seal-schemas.ts';

/** Which page: seals that an organ ordered or supervises, after an id; `state`: only those that stand so. */
export type SealsPage = Readonly<{ organ: string; afterId?: string; limit: number; state?: RecordStatus }>;

/** A seal, who ordered it, and the organs that may see how it stands: who ordered it, and who supervises. */
export type FoundSeal = Readonly<{ organs: readonly string[]; seal: SealShown }>;

/**
 * How seals stand, and opening by two people. Its transactions are its own. Fault: SEALING_NOT_CONFIGURED
 * (retryable) where the service knows no organs, whatever was asked.
 */
export type SealsPort = Readonly<{
  /** No more than `limit`, by id; never one of another organ, and nothing tells how many were passed over. */
  list: (page: SealsPage) => Promise<readonly SealShown[]>;
  /** The same acts for an id that nobody has. */
  find: (recordId: string) => Promise<FoundSeal | undefined>;
  /** Who is late today with a seal that the organ ordered or supervises. */
  overdue: (organ: string) => Promise<readonly OverdueOrgan[]>;
  /** The steps that an organ may see; none for a code never given and for one it has nothing to do with. */
  timeline: (caseCode: string, organ: string) => Promise<readonly SealStep[]>;
}>;
