import { ok } from '@fengcun/kernel';
import { OPEN_GROUND } from '../grounds.ts';
import { type Decided, openingCites, placeOrder, refused, traceOf } from './decide-order.ts';
import { endsSeal, isOpenGround } from './lawful-ground.ts';
import type { SealingCommand } from './sealing-command.ts';
import type { OpenProposal, SealingState } from './sealing-state.ts';
import type { Refusal } from './transition-table.ts';

type Of<T extends SealingCommand['type']> = Extract<SealingCommand, { type: T }>;

/** LIMIT: an approval older than this says nothing about today; a month holds the longest holidays. */
export const APPROVAL_DAYS_MAX = 30;

const millisOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

const isOver = (instant: string, now: string): boolean => millisOf(now) >= millisOf(instant);

/** A proposal that nobody can use any more makes room for another. */
const isSpent = (proposal: OpenProposal, now: string): boolean =>
  proposal.approval !== undefined && isOver(proposal.approval.expiresAt, now);

/** One person proposes, on a ground that can end this seal. */
export const decideProposal = (state: SealingState, command: Of<'ProposeUnseal'>): Decided => {
  const { proposalId, ground, effectiveFrom, at } = command;
  const { basis, order, proposal, observation } = state;
  if (basis === undefined || order === undefined) return refused('NEVER_ORDERED');
  // Article 7 has its own way, with its own three wills.
  if (ground === 'exemptByApplication' || !endsSeal(ground, basis)) return refused('GROUND_NOT_LAWFUL');
  // LAW: where a pack observes, only a recorded breach opens; where it does not, its own grounds do.
  if (ground === 'observationBreached' && observation !== undefined && observation.breachedOn === undefined) {
    return refused('GROUND_NOT_LAWFUL');
  }
  if (proposal?.proposalId === proposalId) return ok([]);
  if (proposal !== undefined && !isSpent(proposal, at)) return refused('PROPOSAL_PENDING');
  const { sequence } = order;
  const trace = traceOf(command, ground, openingCites(ground));
  return ok([{ type: 'UnsealProposed', ...trace, proposalId, ground, effectiveFrom, sequence }]);
};

/** Another person agrees, for one use and a limited time. */
export const decideApproval = (state: SealingState, command: Of<'ApproveUnseal'>): Decided => {
  const { proposalId, approvalId, expiresAt, at, actor } = command;
  const { proposal } = state;
  if (proposal === undefined || proposal.proposalId !== proposalId) return refused('PROPOSAL_UNKNOWN');
  if (proposal.proposedBy === actor) return refused('FOUR_EYES');
  if (state.approvals.has(approvalId)) return refused('APPROVAL_USED');
  if (proposal.approval !== undefined) return refused('PROPOSAL_PENDING');
  if (isOver(expiresAt, at)) return refused('APPROVAL_EXPIRED');
  const longest = Temporal.Instant.from(at).add({ hours: APPROVAL_DAYS_MAX * 24 }).epochMilliseconds;
  if (millisOf(expiresAt) > longest) return refused('APPROVAL_TOO_LONG');
  const trace = traceOf(command, 'reviewAgreed', openingCites(proposal.ground));
  return ok([{ type: 'UnsealApproved', ...trace, proposalId, approvalId, expiresAt }]);
};

/** Another person does not agree; also an approval that was not used yet is taken back so. */
export const decideRefusal = (state: SealingState, command: Of<'RefuseUnseal'>): Decided => {
  const { proposalId, actor } = command;
  const { proposal } = state;
  if (proposal === undefined || proposal.proposalId !== proposalId) return refused('PROPOSAL_UNKNOWN');
  if (proposal.proposedBy === actor) return refused('FOUR_EYES');
  const trace = traceOf(command, 'reviewDisagreed', openingCites(proposal.ground));
  return ok([{ type: 'UnsealRefused', ...trace, proposalId }]);
};

type OpeningCommand = Of<'OrderUnseal' | 'Rescind'>;

/** Why an approval does not carry this order; undefined when it does. */
const approvalFlaw = (state: SealingState, command: OpeningCommand): Refusal | undefined => {
  const { order, approvalId, at } = command;
  const { proposal } = state;
  if (proposal?.approval?.approvalId !== approvalId) {
    return state.approvals.has(approvalId) ? 'APPROVAL_USED'
      : proposal !== undefined && proposal.approval === undefined ? 'APPROVAL_MISSING' : 'APPROVAL_UNKNOWN';
  }
  if (isOver(proposal.approval.expiresAt, at)) return 'APPROVAL_EXPIRED';
  // Two people agreed to this ground from this day; the order cannot say another.
  return order.ground === proposal.ground && order.effectiveFrom === proposal.effectiveFrom
    ? undefined : 'GROUND_NOT_LAWFUL';
};

/** The order that uses the approval: unsealing and rescission are two things, told apart by the ground. */
export const decideOpening = (state: SealingState, command: OpeningCommand): Decided => {
  const { order: draft, approvalId, at } = command;
  const { ground } = draft;
  const leadsTo = command.type === 'OrderUnseal' ? 'unsealed' : 'rescinded';
  if (!isOpenGround(ground) || OPEN_GROUND[ground].leadsTo !== leadsTo) return refused('GROUND_NOT_LAWFUL');
  const flaw = approvalFlaw(state, command);
  if (flaw !== undefined) return refused(flaw);
  const placed = placeOrder(state, draft, at);
  if (!placed.ok) return placed;
  const trace = traceOf({ documentNumber: draft.orderNumber, ...command }, ground, draft.cites);
  const type = command.type === 'OrderUnseal' ? 'UnsealOrdered' : 'Rescinded';
  return ok([{ type, ...trace, order: placed.value, approvalId }]);
};

/**
 * Article 7: the acquitted defendant AND the guardian apply AND the court agrees; one missing will, and the
 * record is sealed like any other. LAW: nobody stands in for a guardian; a defendant of age asks a person.
 */
export const decideExemption = (state: SealingState, command: Of<'Exempt'>): Decided => {
  const { consents: { defendant, guardian, court }, order: draft, recordId, at } = command;
  if (defendant === undefined || guardian === undefined || court === undefined) {
    return refused('CONSENT_MISSING');
  }
  const consents = { defendant, guardian, court };
  const trace = traceOf({ documentNumber: court, ...command }, 'exemptByApplication', ['M2022_7']);
  if (state.order === undefined) {
    // Nothing was ever ordered: there is nothing to open.
    return draft === undefined ? ok([{ type: 'ExemptedByApplication', ...trace, recordId, consents }])
      : refused('NEVER_ORDERED');
  }
  if (draft === undefined) return refused('HOLDERS_MISSING');
  const { basis } = state;
  if (draft.ground !== 'exemptByApplication' || basis === undefined || !endsSeal(draft.ground, basis)) {
    return refused('GROUND_NOT_LAWFUL');
  }
  const placed = placeOrder(state, draft, at);
  if (!placed.ok) return placed;
  return ok([{ type: 'ExemptedByApplication', ...trace, recordId, consents, order: placed.value }]);
};
