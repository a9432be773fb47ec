import { NOTHING, object } from '../schema/schema.ts';
import { pageOf } from './matter-page.ts';
import { PAPER_REPLY, paperReply } from './paper-reply.ts';
import { type Handling, jsonBody, jsonReply, route } from './route.ts';
import {
  SEAL_DUTIES_MAX, sealAcknowledged, sealAcknowledgement, sealDuties, sealDutySearch, sealDutyShown,
} from './seal-duty-schemas.ts';
import { sealedRecordId } from './seal-schemas.ts';

const BODY_BYTES_MAX = 4 * 1024;
/** Carrying a seal out at an organ that holds a copy. @see 2022 Measures arts 10, 11 */
const CARRYING_OUT = { purpose: 'sealing', legalBasis: 'cpl-286' } as const;
const ONE = {
  authentication: 'session', params: object({ recordId: sealedRecordId }), search: NOTHING,
} as const;
const CARRIERS = ['clerk', 'reviewer', 'approver'] as const;

/** Decided whether there is one or not, so that a record of others costs what an id nobody has costs. */
const mayCarryOut = <T>(found: T | undefined, { actor, mayTouch }: Handling): found is T =>
  mayTouch({ organs: found === undefined ? [] : [actor.organ], isSealed: false }) && found !== undefined;

/** GET /v1/seals/duties — orders that the own organ has not answered: numbers and days, of nobody. */
const listSealDuties = route({
  method: 'GET',
  path: '/v1/seals/duties',
  title: { zh: '本机关待执行的封存、解封通知', en: 'Orders the own organ has to carry out' },
  action: 'seal.duties',
  authentication: 'session',
  roles: CARRIERS,
  idempotency: 'safe',
  params: NOTHING, search: sealDutySearch,
  reply: jsonReply(sealDuties),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'organ=court%2FA01', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SEAL_DUTIES_LISTED' },
  about: () => CARRYING_OUT,
  handle: ({ search }, { ports, actor }) =>
    pageOf({ ...search, limit: SEAL_DUTIES_MAX }, ({ dueOn, recordId }) => `${dueOn}-${recordId}`,
      (page) => ports.sealDuties.list(actor.organ, page)),
});

/** GET /v1/seals/{recordId}/duty — the order to the own organ, with what its copy is found by. */
const readSealDuty = route({
  ...ONE,
  method: 'GET',
  path: '/v1/seals/{recordId}/duty',
  title: { zh: '一项待执行的封存、解封', en: 'One order to the own organ' },
  action: 'seal.duty',
  roles: CARRIERS,
  idempotency: 'safe',
  reply: jsonReply(sealDutyShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { recordId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'SEAL_DUTY_READ' },
  about: ({ params }) => ({ ...CARRYING_OUT, objectId: params.recordId }),
  handle: async ({ params }, handling) => {
    const found = await handling.ports.sealDuties.find(params.recordId, handling.actor.organ);
    return mayCarryOut(found, handling) ? { status: 200, body: found } : { problem: 'NOTHING_TO_TELL' };
  },
});

/** GET /v1/seals/{recordId}/notice — the notice to the own organ, to be printed and filed. */
const sealNotice = route({
  ...ONE,
  method: 'GET',
  path: '/v1/seals/{recordId}/notice',
  title: { zh: '致本机关的封存通知书', en: 'The notice to the own organ' },
  action: 'seal.notice',
  roles: CARRIERS,
  idempotency: 'safe',
  reply: PAPER_REPLY,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { recordId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'SEAL_NOTICE_READ' },
  about: ({ params }) => ({ ...CARRYING_OUT, objectId: params.recordId }),
  handle: async ({ params }, handling) => {
    const paper = await handling.ports.sealDuties.notice(params.recordId, handling.actor.organ);
    return paperReply(mayCarryOut(paper, handling) ? paper : undefined);
  },
});

/** POST /v1/seals/{recordId}/acknowledgement — a person says for the organ that its copies are as ordered. */
const acknowledgeSeal = route({
  ...ONE,
  method: 'POST',
  path: '/v1/seals/{recordId}/acknowledgement',
  title: { zh: '回执：本机关已执行', en: 'Acknowledge an order carried out by hand' },
  action: 'seal.acknowledge',
  roles: CARRIERS,
  idempotency: 'natural',
  body: jsonBody(sealAcknowledgement, BODY_BYTES_MAX),
  reply: jsonReply(sealAcknowledged),
  problems: ['NOTHING_TO_TELL', 'VERSION_CHANGED', 'SEAL_STANDS_OTHERWISE'],
  refusal: {
    params: { recordId: '01900000-0000-7000-8000-00000000ffff' }, body: { sequence: 0 },
    problem: 'BODY_INVALID',
  },
  audit: { what: 'SEAL_ACKNOWLEDGED' },
  about: ({ params }) => ({ ...CARRYING_OUT, objectId: params.recordId }),
  handle: async ({ params, body }, { ports, actor }) => {
    // The receipt names the organ of whoever signs in: nobody answers for another.
    const taken = await ports.sealDuties.acknowledge(params.recordId, actor.organ, body);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** Orders to the own organ. */
export const SEAL_DUTY_ROUTES = { listSealDuties, readSealDuty, sealNotice, acknowledgeSeal } as const;
