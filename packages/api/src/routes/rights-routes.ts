import type { RightsTaken } from '../ports/rights-port.ts';
import { NOTHING, object } from '../schema/schema.ts';
import { pageOf } from './matter-page.ts';
import { PAPER_REPLY, paperReply } from './paper-reply.ts';
import {
  ownIdentity, ownLooks, ownRightsStep, rightsDecision, rightsFiling, rightsPage, rightsPaperName,
  rightsRequestId, rightsSearch,
  type RightsShown, rightsShown, rightsStep,
} from './rights-schemas.ts';
import { jsonBody, jsonReply, type Reply, route } from './route.ts';

const BODY_BYTES_MAX = 32 * 1024;
/** @see 个人信息保护法第44条至第50条; 2022 Measures arts 21, 22 */
const RIGHTS = { purpose: 'rightsOfPerson', legalBasis: 'pipl-50' } as const;
const NOBODY = '00000000-0000-7000-8000-000000000000';

const COMMON = { authentication: 'session', search: NOTHING } as const;
const ONE = { ...COMMON, params: object({ id: rightsRequestId }) } as const;
const STEP_PROBLEMS = ['NOTHING_TO_TELL', 'FOUR_EYES', 'STANDS_OTHERWISE', 'STEP_INCOMPLETE'] as const;

const replyOf = (taken: RightsTaken): Reply<RightsShown> =>
  (taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code });

/** POST /v1/rights-requests — a person asks, a guardian for a child, or an officer writes down who asks. */
const fileRightsRequest = route({
  ...COMMON,
  method: 'POST',
  path: '/v1/rights-requests',
  title: { zh: '提出个人信息权利请求', en: 'Ask for one of the rights of a person concerned' },
  action: 'rights.file',
  roles: ['citizen', 'clerk'],
  idempotency: 'key',
  params: NOTHING,
  body: jsonBody(rightsFiling, BODY_BYTES_MAX),
  reply: jsonReply(rightsShown),
  problems: ['DOCUMENT_INVALID', 'IDENTITY_UNPROVEN', 'STANDS_OTHERWISE', 'STEP_INCOMPLETE'],
  refusal: { body: { kind: 'everything' }, problem: 'BODY_INVALID' },
  audit: { what: 'RIGHTS_REQUEST_FILED' },
  about: () => RIGHTS,
  handle: async ({ body }, { ports, actor }) => replyOf(await ports.rights.file(body, actor)),
});

/** GET /v1/rights-requests — the own ones; for people of an organ those that wait for its word. */
const listRightsRequests = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/rights-requests',
  title: { zh: '个人信息权利请求', en: 'Requests of persons concerned' },
  action: 'rights.list',
  roles: ['citizen', 'clerk', 'reviewer', 'approver'],
  idempotency: 'safe',
  params: NOTHING, search: rightsSearch,
  reply: jsonReply(rightsPage),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'limit=0', problem: 'PARAMETER_INVALID' },
  audit: { what: 'RIGHTS_REQUESTS_LISTED' },
  about: () => RIGHTS,
  handle: ({ search: { state, ...search } }, { ports, actor }) =>
    pageOf(search, ({ requestId }) => requestId, (page) =>
      ports.rights.list({ ...page, ...(state === undefined ? {} : { states: [state] }) }, actor)),
});

/** GET /v1/rights-requests/{id} — how a request stands, with its answer and the next remedies. */
const readRightsRequest = route({
  ...ONE,
  method: 'GET',
  path: '/v1/rights-requests/{id}',
  title: { zh: '一项权利请求的办理情况', en: 'How a request stands' },
  action: 'rights.read',
  roles: ['citizen', 'clerk', 'reviewer', 'approver'],
  idempotency: 'safe',
  reply: jsonReply(rightsShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'RIGHTS_REQUEST_READ' },
  about: ({ params }) => ({ ...RIGHTS, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const found = await ports.rights.find(params.id, actor);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

const STEP = { ...ONE, method: 'POST', idempotency: 'natural', problems: STEP_PROBLEMS } as const;

/**
 * POST /v1/rights-requests/{id}/own-steps — papers handed in later, an appeal, a withdrawal: by who asked, or
 * the officer who wrote down at the window who asked.
 */
const takeOwnRightsStep = route({
  ...STEP,
  path: '/v1/rights-requests/{id}/own-steps',
  title: {
    zh: '补正、申诉、撤回或者接续本人的请求',
    en: 'Supplement, appeal, withdraw or take over an own request',
  },
  action: 'rights.ownStep',
  roles: ['citizen', 'clerk'],
  body: jsonBody(ownRightsStep, BODY_BYTES_MAX),
  reply: jsonReply(rightsShown),
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'RIGHTS_OWN_STEP_TAKEN' },
  about: ({ params }) => ({ ...RIGHTS, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) =>
    replyOf(await ports.rights.take(params.id, body, actor)),
});

/** POST /v1/rights-requests/{id}/steps — an officer checks it, hands it on, proposes an answer. */
const takeRightsStep = route({
  ...STEP,
  path: '/v1/rights-requests/{id}/steps',
  title: { zh: '审查、移送或者拟定答复', en: 'Check a request, hand it on, or propose an answer' },
  action: 'rights.step',
  roles: ['clerk', 'reviewer'],
  body: jsonBody(rightsStep, BODY_BYTES_MAX),
  reply: jsonReply(rightsShown),
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'RIGHTS_STEP_TAKEN' },
  about: ({ params }) => ({ ...RIGHTS, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) =>
    replyOf(await ports.rights.take(params.id, body, actor)),
});

/** POST /v1/rights-requests/{id}/decisions — another person answers, gives more days, answers an appeal. */
const decideRightsRequest = route({
  ...STEP,
  path: '/v1/rights-requests/{id}/decisions',
  title: { zh: '答复权利请求、延长期限或者答复申诉', en: 'Answer a request, extend its term, or answer an appeal' },
  action: 'rights.decide',
  roles: ['approver'],
  body: jsonBody(rightsDecision, BODY_BYTES_MAX),
  problems: [...STEP_PROBLEMS, 'VERSION_CHANGED'],
  reply: jsonReply(rightsShown),
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'RIGHTS_REQUEST_DECIDED' },
  about: ({ params }) => ({ ...RIGHTS, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) =>
    replyOf(await ports.rights.take(params.id, body, actor)),
});

/** GET /v1/rights-requests/{id}/papers/{paper} — a signed paper of a request. */
const rightsPaper = route({
  ...ONE,
  params: object({ id: rightsRequestId, paper: rightsPaperName }),
  method: 'GET',
  path: '/v1/rights-requests/{id}/papers/{paper}',
  title: { zh: '权利请求的文书', en: 'A paper of a request' },
  action: 'rights.paper',
  roles: ['citizen', 'clerk', 'reviewer', 'approver'],
  idempotency: 'safe',
  reply: PAPER_REPLY,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: NOBODY, paper: 'letter-of-love' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'RIGHTS_PAPER_READ' },
  about: ({ params }) => ({ ...RIGHTS, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) =>
    paperReply(await ports.rights.paper(params.id, params.paper, actor)),
});

/** GET /v1/my-looks — 谁查过我: looks at the own record, attempts at it, certificates and seals. */
const readOwnLooks = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/my-looks',
  title: { zh: '谁查过我的记录', en: 'Who looked at my record' },
  action: 'rights.looks',
  roles: ['citizen'],
  idempotency: 'safe',
  params: NOTHING,
  reply: jsonReply(ownLooks),
  problems: [],
  refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
  audit: { what: 'OWN_LOOKS_READ' },
  about: () => RIGHTS,
  handle: async (_input, { ports, actor }) =>
    ({ status: 200, body: await ports.rights.looks(actor) }),
});

/** GET /v1/my-identity — who the account stands for, so that nobody types what was proven already. */
const readOwnIdentity = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/my-identity',
  title: { zh: '本人身份信息', en: 'Who this account stands for' },
  action: 'rights.identity',
  roles: ['citizen'],
  idempotency: 'safe',
  params: NOTHING,
  reply: jsonReply(ownIdentity),
  problems: ['NOTHING_TO_TELL'],
  refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
  audit: { what: 'OWN_IDENTITY_READ' },
  about: () => RIGHTS,
  handle: async (_input, { ports, actor }) => {
    const found = await ports.rights.identity(actor);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** What the person concerned may ask for: routes by operation id. */
export const RIGHTS_ROUTES = {
  fileRightsRequest, listRightsRequests, readRightsRequest, takeOwnRightsStep, takeRightsStep,
  decideRightsRequest, rightsPaper, readOwnLooks,
  readOwnIdentity,
} as const;
