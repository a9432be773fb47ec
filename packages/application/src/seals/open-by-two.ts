import { type CivilDate, err, type Result } from '@fengcun/kernel';
import { OPEN_GROUND, type OpenGround } from '@fengcun/registry';
import { type OpeningMade, type OpeningRefused, orderOpening } from './order-opening.ts';
import { LEGAL_BASIS, type SealActor } from './person-act.ts';
import { readSeal } from './read-seal.ts';
import type { SealsParts } from './seals-parts.ts';
import { type StepRefused, type StepTaken, takeStep } from './take-step.ts';

/** What one person proposes: to open a record on a ground, from the day the ground arose. */
export type UnsealToPropose = Readonly<{
  recordId: string; by: SealActor; ground: OpenGround; effectiveFrom: CivilDate; documentNumber?: string;
}>;

/** LIMIT: hours in which an approval can be used, unless told otherwise; at most APPROVAL_DAYS_MAX. */
export const APPROVAL_HOURS = 72;

const HOUR_MILLIS = 3_600_000;

const basisOf = (ground: OpenGround): keyof typeof LEGAL_BASIS =>
  (OPEN_GROUND[ground].leadsTo === 'unsealed' ? 'unsealing' : 'correction');

/**
 * One person proposes to open a record; nothing changes for anybody. Article 18 from the day its ground
 * arose, a wrong seal (撤销封存) from today, an annulled decision from its annulment.
 * @see 2022 Measures arts 18, 19, 22
 */
export const proposeUnseal = (
  parts: SealsParts, proposal: UnsealToPropose,
): Promise<Result<StepTaken, StepRefused>> => {
  const { recordId, by, ground, effectiveFrom, documentNumber } = proposal;
  return takeStep(parts, {
    recordId, by, act: 'seal.propose', basis: basisOf(ground),
    request: `${recordId}|${ground}|${effectiveFrom}`,
    commandOf: ({ at, actor, entryId }) => ({
      type: 'ProposeUnseal', at, actor, proposalId: entryId, ground, effectiveFrom,
      ...(documentNumber === undefined ? {} : { documentNumber }),
    }),
  });
};

/** What another person decides; without `proposalId` about the proposal that stands. */
export type ProposalDecision = Readonly<{ recordId: string; by: SealActor; proposalId?: string }>;

const NO_PROPOSAL = '';

/** Another person does not agree; the proposal is gone, and so is an approval that was not used. */
export const refuseUnseal = (
  parts: SealsParts, { recordId, by, proposalId }: ProposalDecision,
): Promise<Result<StepTaken, StepRefused>> => takeStep(parts, {
  recordId, by, act: 'seal.refuse', basis: 'unsealing', request: `${recordId}|${proposalId ?? NO_PROPOSAL}`,
  commandOf: ({ at, actor }, { proposal }) => ({
    type: 'RefuseUnseal', at, actor, proposalId: proposalId ?? proposal?.proposalId ?? NO_PROPOSAL,
  }),
});

/** Approves without opening: for whoever orders at another time, within the hours given. */
export const approveOnly = (
  parts: SealsParts, decision: ProposalDecision & Readonly<{ hours?: number }>,
): Promise<Result<StepTaken, StepRefused>> => {
  const { recordId, by, proposalId, hours = APPROVAL_HOURS } = decision;
  return takeStep(parts, {
    recordId, by, act: 'seal.approve', basis: 'unsealing',
    request: `${recordId}|${proposalId ?? NO_PROPOSAL}`,
    commandOf: ({ at, actor, entryId }, { proposal }) => ({
      type: 'ApproveUnseal', at, actor, approvalId: entryId,
      proposalId: proposalId ?? proposal?.proposalId ?? NO_PROPOSAL,
      expiresAt: new Date(Date.parse(at) + hours * HOUR_MILLIS).toISOString(),
    }),
  });
};

/** Uses the approval that stands: the order, the move back and the messages, once, in one transaction. */
export const useApproval = async (
  parts: SealsParts, { recordId, by }: Pick<ProposalDecision, 'recordId' | 'by'>,
): Promise<Result<OpeningMade, OpeningRefused>> => {
  const { state } = await readSeal(parts, by, recordId);
  const { proposal } = state;
  if (proposal === undefined) return err({ code: 'APPROVAL_UNKNOWN' });
  const { ground, effectiveFrom, approval } = proposal;
  if (approval === undefined) return err({ code: 'APPROVAL_MISSING' });
  const { approvalId } = approval;
  const type = OPEN_GROUND[ground].leadsTo === 'unsealed' ? 'OrderUnseal' : 'Rescind';
  return orderOpening(parts, {
    recordId, by, ground, effectiveFrom, basis: basisOf(ground), approvals: [approvalId],
    act: type === 'Rescind' ? 'seal.rescind' : 'seal.unseal',
    commandOf: (order, { at, actor }) => ({ type, at, actor, order, approvalId }),
  });
};

/**
 * Another person agrees, and the record is opened. The approval is written first, for one use and a limited
 * time; if the process dies in between, calling it again goes on from the approval that stands.
 */
export const approveUnseal = async (
  parts: SealsParts, decision: ProposalDecision & Readonly<{ hours?: number }>,
): Promise<Result<OpeningMade, OpeningRefused>> => {
  const approved = await approveOnly(parts, decision);
  // PROPOSAL_PENDING: it was approved before and not used; whether it still holds is decided with the order.
  if (!approved.ok && approved.error.code !== 'PROPOSAL_PENDING') return approved;
  return useApproval(parts, decision);
};
