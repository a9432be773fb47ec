import type { Result } from '@fengcun/kernel';
import type { OpeningRefusal } from '../ports/seals-port.ts';
import { NOTHING, object } from '../schema/schema.ts';
import { type Handling, jsonBody, jsonReply, type Reply, route } from './route.ts';
import {
  sealedRecordId, type SealOpening, sealOpening, unsealDecision, unsealProposal,
} from './seal-schemas.ts';

const BODY_BYTES_MAX = 4 * 1024;
/** @see 2022 Measures art. 18 */
const UNSEALING = { purpose: 'sealing', legalBasis: 'm2022-18' } as const;

const COMMON = {
  method: 'POST',
  authentication: 'session',
  // The seal itself takes each step once; a step sent again is refused as one that was taken.
  idempotency: 'natural',
  params: object({ recordId: sealedRecordId }), search: NOTHING,
  reply: jsonReply(sealOpening),
} as const;

const REFUSED = ['NOTHING_TO_TELL', 'FOUR_EYES', 'PROPOSAL_PENDING', 'PROPOSAL_UNKNOWN',
  'SEAL_STANDS_OTHERWISE'] as const;

type Step = Result<SealOpening, OpeningRefusal>;

/** The step, where the actor's organ ordered the seal; a record of others is answered like an unknown id. */
const onOwnSeal = async (
  recordId: string, { ports, mayTouch }: Handling, take: () => Promise<Step>,
): Promise<Reply<SealOpening>> => {
  const found = await ports.seals.find(recordId);
  const isOwn = mayTouch({ organs: found === undefined ? [] : [found.seal.orderedBy], isSealed: false });
  if (found === undefined || !isOwn) return { problem: 'NOTHING_TO_TELL' };
  const taken = await take();
  return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
};

/** POST /v1/seals/{recordId}/unseal-proposals — one person proposes to open; nothing changes for anybody. */
export const proposeUnseal = route({
  ...COMMON,
  path: '/v1/seals/{recordId}/unseal-proposals',
  title: { zh: '提出解除封存', en: 'Propose to open a record' },
  action: 'seal.proposeUnseal',
  roles: ['reviewer', 'approver'],
  body: jsonBody(unsealProposal, BODY_BYTES_MAX),
  problems: REFUSED,
  refusal: { body: { ground: 'curiosity', effectiveFrom: '2026-11-01' }, problem: 'BODY_INVALID' },
  audit: { what: 'UNSEAL_PROPOSED' },
  about: ({ params }) => ({ ...UNSEALING, objectId: params.recordId }),
  handle: ({ params: { recordId }, body }, handling) => onOwnSeal(recordId, handling, () =>
    handling.ports.seals.propose(recordId, body, handling.actor)),
});

/** POST /v1/seals/{recordId}/unseal-approvals — another person agrees, and every holder is told to open. */
export const approveUnseal = route({
  ...COMMON,
  path: '/v1/seals/{recordId}/unseal-approvals',
  title: { zh: '批准解除封存', en: 'Approve the opening of a record' },
  action: 'seal.approveUnseal',
  roles: ['approver'],
  body: jsonBody(unsealDecision, BODY_BYTES_MAX),
  problems: REFUSED,
  refusal: { body: {}, problem: 'BODY_INVALID' },
  audit: { what: 'UNSEAL_APPROVED' },
  about: ({ params }) => ({ ...UNSEALING, objectId: params.recordId }),
  handle: ({ params: { recordId }, body: { proposalId } }, handling) => onOwnSeal(recordId, handling, () =>
    handling.ports.seals.approve({ recordId, proposalId }, handling.actor)),
});

/** POST /v1/seals/{recordId}/unseal-refusals — another person does not agree; the proposal is gone. */
export const refuseUnseal = route({
  ...COMMON,
  path: '/v1/seals/{recordId}/unseal-refusals',
  title: { zh: '否决解除封存', en: 'Refuse the opening of a record' },
  action: 'seal.refuseUnseal',
  roles: ['approver'],
  body: jsonBody(unsealDecision, BODY_BYTES_MAX),
  problems: REFUSED,
  refusal: { body: {}, problem: 'BODY_INVALID' },
  audit: { what: 'UNSEAL_REFUSED' },
  about: ({ params }) => ({ ...UNSEALING, objectId: params.recordId }),
  handle: ({ params: { recordId }, body: { proposalId } }, handling) => onOwnSeal(recordId, handling, () =>
    handling.ports.seals.refuse({ recordId, proposalId }, handling.actor)),
});
