import { NOTHING, object } from '../schema/schema.ts';
import { jsonBody, jsonReply, route } from './route.ts';
import {
  incidentPaperName, incidentReport, incidentShown, incidentStep, matterId, matterPage, matterSearch,
  sparingDecision,
} from './supervision-schemas.ts';
import { pageOf } from './matter-page.ts';
import { PAPER_REPLY, paperReply } from './paper-reply.ts';

const BODY_BYTES_MAX = 64 * 1024;
/** @see 个人信息保护法第57条 */
const LEAK = { purpose: 'supervision', legalBasis: 'pipl-57' } as const;
const NOBODY = '00000000-0000-7000-8000-000000000000';
const ROLES = ['reviewer', 'approver', 'supervisor'] as const;

const COMMON = { authentication: 'session', search: NOTHING, roles: ROLES } as const;
const ONE = { ...COMMON, params: object({ id: matterId }) } as const;

/** POST /v1/incidents — a leak in the own organ. */
const reportIncident = route({
  ...COMMON,
  method: 'POST',
  path: '/v1/incidents',
  title: { zh: '报告信息泄露', en: 'Report a leak' },
  action: 'incident.report',
  idempotency: 'key',
  params: NOTHING,
  body: jsonBody(incidentReport, BODY_BYTES_MAX),
  reply: jsonReply(incidentShown),
  problems: ['STANDS_OTHERWISE', 'STEP_INCOMPLETE'],
  refusal: { body: { facts: '' }, problem: 'BODY_INVALID' },
  audit: { what: 'INCIDENT_REPORTED' },
  about: () => LEAK,
  handle: async ({ body }, { ports, actor }) => {
    const reported = await ports.supervision.reportIncident(body, actor);
    return reported.ok ? { status: 200, body: reported.value } : { problem: reported.error.code };
  },
});

/** GET /v1/incidents — leaks of the own organ. */
const listIncidents = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/incidents',
  title: { zh: '信息泄露事件', en: 'Leaks' },
  action: 'incident.list',
  idempotency: 'safe',
  params: NOTHING, search: matterSearch,
  reply: jsonReply(matterPage),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'limit=0', problem: 'PARAMETER_INVALID' },
  audit: { what: 'INCIDENTS_LISTED' },
  about: () => LEAK,
  handle: ({ search: { which = 'waiting', ...search } }, { ports, actor }) =>
    pageOf(search, ({ id }) => id, (page) => ports.supervision.listIncidents({ ...page, which }, actor)),
});

/** GET /v1/incidents/{id} — how a leak stands, for its organ and who supervises it. */
const readIncident = route({
  ...ONE,
  method: 'GET',
  path: '/v1/incidents/{id}',
  title: { zh: '一起信息泄露的处置情况', en: 'How a leak stands' },
  action: 'incident.read',
  idempotency: 'safe',
  reply: jsonReply(incidentShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'INCIDENT_READ' },
  about: ({ params }) => ({ ...LEAK, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const found = await ports.supervision.findIncident(params.id, actor);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** POST /v1/incidents/{id}/steps — it is contained, assessed, told to those concerned, referred, closed. */
const takeIncidentStep = route({
  ...ONE,
  method: 'POST',
  path: '/v1/incidents/{id}/steps',
  title: { zh: '处置信息泄露', en: 'Deal with a leak' },
  action: 'incident.step',
  idempotency: 'natural',
  body: jsonBody(incidentStep, BODY_BYTES_MAX),
  reply: jsonReply(incidentShown),
  problems: ['NOTHING_TO_TELL', 'STANDS_OTHERWISE', 'STEP_INCOMPLETE'],
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'INCIDENT_STEP_TAKEN' },
  about: ({ params }) => ({ ...LEAK, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.supervision.takeIncident(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/incidents/{id}/decisions — a second person agrees that no notice is needed, or does not. */
const decideSparing = route({
  ...ONE,
  method: 'POST',
  path: '/v1/incidents/{id}/decisions',
  title: { zh: '决定是否可以不通知个人', en: 'Decide whether those concerned need not be told' },
  action: 'incident.decide',
  roles: ['approver', 'supervisor'],
  idempotency: 'natural',
  body: jsonBody(sparingDecision, BODY_BYTES_MAX),
  reply: jsonReply(incidentShown),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'STANDS_OTHERWISE', 'STEP_INCOMPLETE', 'VERSION_CHANGED'],
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'INCIDENT_DECIDED' },
  about: ({ params }) => ({ ...LEAK, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.supervision.takeIncident(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** GET /v1/incidents/{id}/papers/{paper} — a signed paper about a leak. */
const incidentPaper = route({
  ...ONE,
  params: object({ id: matterId, paper: incidentPaperName }),
  method: 'GET',
  path: '/v1/incidents/{id}/papers/{paper}',
  title: { zh: '信息泄露处置文书', en: 'A paper about a leak' },
  action: 'incident.paper',
  idempotency: 'safe',
  reply: PAPER_REPLY,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: NOBODY, paper: 'letter-of-love' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'INCIDENT_PAPER_READ' },
  about: ({ params }) => ({ ...LEAK, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) =>
    paperReply(await ports.supervision.incidentPaper(params.id, params.paper, actor)),
});

/** Leaks: routes by operation id. */
export const INCIDENT_ROUTES = {
  reportIncident, listIncidents, readIncident, takeIncidentStep, decideSparing, incidentPaper,
} as const;
