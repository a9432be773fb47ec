import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { RecordStatus } from '@fengcun/registry';
import type {
  OverdueOrgan, SealOpening, SealShown, SealStep, UnsealProposal,
} from '../routes/seal-schemas.ts';

/** Which page: seals that an organ ordered or supervises, after an id; `state`: only those that stand so. */
export type SealsPage = Readonly<{ organ: string; afterId?: string; limit: number; state?: RecordStatus }>;

/** A seal, who ordered it, and the organs that may see how it stands: who ordered it, and who supervises. */
export type FoundSeal = Readonly<{ organs: readonly string[]; seal: SealShown }>;

/** Why an opening was not proposed or decided. */
export type OpeningRefusal = Readonly<{
  code: 'FOUR_EYES' | 'PROPOSAL_PENDING' | 'PROPOSAL_UNKNOWN' | 'SEAL_STANDS_OTHERWISE' | 'BODY_INVALID'
    | 'UNAVAILABLE';
}>;

/** Which proposal of which record another person decides. */
export type OpeningDecision = Readonly<{ recordId: string; proposalId: string }>;

/**
 * How seals stand, and opening by two people. Its transactions are its own. Fault: SEALING_NOT_CONFIGURED
 * (retryable) where the service knows no organs, whatever was asked.
 */
export type SealsPort = Readonly<{
  /**
   * No more than `limit`, in a fixed order; never one of another organ, and nothing tells how many were
   * passed over.
   */
  list: (page: SealsPage) => Promise<readonly SealShown[]>;
  /** The same acts for an id that nobody has. */
  find: (recordId: string) => Promise<FoundSeal | undefined>;
  /** Who is late today with a seal that the organ ordered or supervises. */
  overdue: (organ: string) => Promise<readonly OverdueOrgan[]>;
  /** The steps that an organ may see; none for a code never given and for one it has nothing to do with. */
  timeline: (caseCode: string, organ: string) => Promise<readonly SealStep[]>;
  /** One person proposes; nothing changes for anybody. */
  propose: (
    recordId: string, proposal: UnsealProposal, by: Actor,
  ) => Promise<Result<SealOpening, OpeningRefusal>>;
  /** Another agrees, and the record is opened to every holder. */
  approve: (decision: OpeningDecision, by: Actor) => Promise<Result<SealOpening, OpeningRefusal>>;
  /** Another does not agree; the proposal is gone. */
  refuse: (decision: OpeningDecision, by: Actor) => Promise<Result<SealOpening, OpeningRefusal>>;
}>;
