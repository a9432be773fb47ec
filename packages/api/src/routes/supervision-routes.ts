import { NOTHING, object } from '../schema/schema.ts';
import { listDuties } from './duties-route.ts';
import { INCIDENT_ROUTES } from './incident-routes.ts';
import { pageOf } from './matter-page.ts';
import { jsonBody, jsonReply, route } from './route.ts';
import { PAPER_REPLY, paperReply } from './paper-reply.ts';
import {
  matterId, matterPage, matterPaperName, matterSearch, matterShown, opinionDecision, patternsShown,
  statisticsShown, supervisionOpening, supervisionReply, supervisionStep,
} from './supervision-schemas.ts';

const BODY_BYTES_MAX = 64 * 1024;
/** @see 2022 Measures art. 22 */
const SUPERVISING = { purpose: 'supervision', legalBasis: 'm2022-22' } as const;
const NOBODY = '00000000-0000-7000-8000-000000000000';

const COMMON = { authentication: 'session', search: NOTHING } as const;
const ONE = { ...COMMON, params: object({ id: matterId }) } as const;
const STEP = {
  ...ONE, method: 'POST', idempotency: 'natural', reply: jsonReply(matterShown),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'STANDS_OTHERWISE', 'STEP_INCOMPLETE'],
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
} as const;

/** POST /v1/supervision/matters — a procuratorate opens a matter about an organ. */
const openMatter = route({
  ...COMMON,
  method: 'POST',
  path: '/v1/supervision/matters',
  title: { zh: '立案监督', en: 'Open a matter of supervision' },
  action: 'supervision.open',
  roles: ['supervisor'],
  idempotency: 'key',
  params: NOTHING,
  body: jsonBody(supervisionOpening, BODY_BYTES_MAX),
  reply: jsonReply(matterShown),
  problems: ['STANDS_OTHERWISE', 'STEP_INCOMPLETE'],
  refusal: { body: { matter: 'gossip' }, problem: 'BODY_INVALID' },
  audit: { what: 'SUPERVISION_OPENED' },
  about: () => SUPERVISING,
  handle: async ({ body }, { ports, actor }) => {
    const opened = await ports.supervision.open(body, actor);
    return opened.ok ? { status: 200, body: opened.value } : { problem: opened.error.code };
  },
});

/** GET /v1/supervision/matters — those that wait for the organ, or that it opened. */
const listMatters = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/supervision/matters',
  title: { zh: '监督事项', en: 'Matters of supervision' },
  action: 'supervision.list',
  roles: ['supervisor', 'reviewer', 'approver'],
  idempotency: 'safe',
  params: NOTHING, search: matterSearch,
  reply: jsonReply(matterPage),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'limit=0', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SUPERVISION_LISTED' },
  about: () => SUPERVISING,
  handle: ({ search: { which = 'waiting', ...search } }, { ports, actor }) =>
    pageOf(search, ({ id }) => id, (page) => ports.supervision.list({ ...page, which }, actor)),
});

/** GET /v1/supervision/matters/{id} — how a matter stands. */
const readMatter = route({
  ...ONE,
  method: 'GET',
  path: '/v1/supervision/matters/{id}',
  title: { zh: '一项监督的办理情况', en: 'How a matter of supervision stands' },
  action: 'supervision.read',
  roles: ['supervisor', 'reviewer', 'approver'],
  idempotency: 'safe',
  reply: jsonReply(matterShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'SUPERVISION_READ' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const found = await ports.supervision.find(params.id, actor);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** POST /v1/supervision/matters/{id}/steps — what the procurator does next. */
const takeMatterStep = route({
  ...STEP,
  path: '/v1/supervision/matters/{id}/steps',
  title: { zh: '拟定监督意见、维持、上报或者办结', en: 'Propose an opinion, uphold, escalate or close' },
  action: 'supervision.step',
  roles: ['supervisor'],
  body: jsonBody(supervisionStep, BODY_BYTES_MAX),
  audit: { what: 'SUPERVISION_STEP_TAKEN' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.supervision.take(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/supervision/matters/{id}/decisions — another procurator serves the opinion, or sends it back. */
const decideOpinion = route({
  ...STEP,
  path: '/v1/supervision/matters/{id}/decisions',
  title: { zh: '签发或者退回监督意见', en: 'Serve an opinion, or send it back' },
  action: 'supervision.decide',
  roles: ['supervisor'],
  body: jsonBody(opinionDecision, BODY_BYTES_MAX),
  problems: [...STEP.problems, 'VERSION_CHANGED'],
  audit: { what: 'OPINION_DECIDED' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.supervision.take(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/supervision/matters/{id}/replies — the unit gives reasons, or reports what it put right. */
const replyToMatter = route({
  ...STEP,
  path: '/v1/supervision/matters/{id}/replies',
  title: { zh: '说明理由或者反馈纠正情况', en: 'Give reasons, or report a correction' },
  action: 'supervision.reply',
  roles: ['reviewer', 'approver'],
  body: jsonBody(supervisionReply, BODY_BYTES_MAX),
  audit: { what: 'SUPERVISION_REPLIED' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.supervision.take(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** GET /v1/supervision/patterns — inquiries out of pattern at supervised organs, each explained. */
const readPatterns = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/supervision/patterns',
  title: { zh: '异常查询', en: 'Inquiries out of pattern' },
  action: 'supervision.patterns',
  roles: ['supervisor'],
  idempotency: 'safe',
  params: NOTHING,
  reply: jsonReply(patternsShown),
  problems: [],
  refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
  audit: { what: 'PATTERNS_READ' },
  about: () => SUPERVISING,
  handle: async (_input, { ports, actor }) =>
    ({ status: 200, body: await ports.supervision.patterns(actor) }),
});

/** GET /v1/supervision/statistics — coverage, timeliness and refusals of supervised organs. */
const readStatistics = route({
  ...COMMON,
  method: 'GET',
  path: '/v1/supervision/statistics',
  title: { zh: '封存监督统计', en: 'Coverage, timeliness and refusals' },
  action: 'supervision.statistics',
  roles: ['supervisor'],
  idempotency: 'safe',
  params: NOTHING,
  reply: jsonReply(statisticsShown),
  problems: [],
  refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
  audit: { what: 'STATISTICS_READ' },
  about: () => SUPERVISING,
  handle: async (_input, { ports, actor }) =>
    ({ status: 200, body: await ports.supervision.statistics(actor) }),
});

/** GET /v1/supervision/matters/{id}/papers/{paper} — a signed paper of a matter. */
const matterPaper = route({
  ...ONE,
  params: object({ id: matterId, paper: matterPaperName }),
  method: 'GET',
  path: '/v1/supervision/matters/{id}/papers/{paper}',
  title: { zh: '监督事项的文书', en: 'A paper of a matter' },
  action: 'supervision.paper',
  roles: ['supervisor', 'reviewer', 'approver'],
  idempotency: 'safe',
  reply: PAPER_REPLY,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: NOBODY, paper: 'letter-of-love' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'SUPERVISION_PAPER_READ' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) =>
    paperReply(await ports.supervision.paper(params.id, params.paper, actor)),
});

/** What the procurator sees and orders: routes by operation id. */
export const SUPERVISION_ROUTES = {
  openMatter, listMatters, readMatter, takeMatterStep, decideOpinion, replyToMatter, readPatterns,
  readStatistics, matterPaper, listDuties, ...INCIDENT_ROUTES,
} as const;
