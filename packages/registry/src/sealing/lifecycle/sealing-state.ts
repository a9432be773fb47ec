import type { CivilDate } from '@fengcun/kernel';
import type { ActorId } from '../../intake/case/case-event.ts';
import type { CaseCode } from '../../intake/case-code/case-code.ts';
import type { OpenGround } from '../grounds.ts';
import type { SealBasis } from './lawful-ground.ts';
import type { HolderKey, OrderedHolder, Receipt, SealOrder } from './order.ts';
import type { RecordStatus } from './record-status.ts';

/** How far one holder is with the newest order. */
export type CopyProgress = Readonly<{
  holder: HolderKey;
  dueOn: CivilDate;
  rule: string;
  /** Since when this answer is awaited: the order, or the day the holder became known. UTC instant. */
  since: string;
  /** The answer to the newest order; undefined while it is missing. */
  receipt: Receipt | undefined;
  /** When the platform took that answer. */
  acknowledgedAt: string | undefined;
  reminders: number;
  escalatedAt: string | undefined;
}>;

/** A proposal to open that waits for a second person, or was approved and not used yet. */
export type OpenProposal = Readonly<{
  proposalId: string; ground: OpenGround; effectiveFrom: CivilDate; proposedBy: ActorId;
  approval: Readonly<{ approvalId: string; expiresAt: string }> | undefined;
}>;

/** Observation under a proposal pack. */
export type Observation = Readonly<{ until: CivilDate; breachedOn: CivilDate | undefined }>;

/**
 * The seal of one record, as its events tell. `order` is the newest; `basis` what the newest seal rests on.
 */
export type SealingState = Readonly<{
  status: RecordStatus;
  identity: Readonly<{ recordId: string; caseCode: CaseCode | undefined }> | undefined;
  order: SealOrder | undefined;
  basis: SealBasis | undefined;
  copies: ReadonlyMap<HolderKey, CopyProgress>;
  proposal: OpenProposal | undefined;
  /** Approvals that were given, used or not: none is given twice. */
  approvals: ReadonlySet<string>;
  orderNumbers: ReadonlySet<string>;
  observation: Observation | undefined;
}>;

/** Before anything happened. */
export const NEVER_SEALED: SealingState = {
  status: 'open', identity: undefined, order: undefined, basis: undefined, copies: new Map(),
  proposal: undefined, approvals: new Set(), orderNumbers: new Set(), observation: undefined,
};

/** The highest sequence ordered; 0 before the first. */
export const newestSequence = (state: SealingState): number => state.order?.sequence ?? 0;

/** A holder that has not answered yet. */
export const awaitedCopy = ({ holder, dueOn, rule }: OrderedHolder, since: string): CopyProgress => ({
  holder, dueOn, rule, since, receipt: undefined, acknowledgedAt: undefined, reminders: 0,
  escalatedAt: undefined,
});

/** Holders whose answer to the newest order is missing, in the order of their keys. */
export const missingHolders = (copies: ReadonlyMap<HolderKey, CopyProgress>): readonly CopyProgress[] =>
  [...copies.values()].filter((copy) => copy.receipt === undefined)
    .sort((a, b) => (a.holder < b.holder ? -1 : 1));
