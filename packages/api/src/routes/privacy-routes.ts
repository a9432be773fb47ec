import { NOTHING, object } from '../schema/schema.ts';
import { privacyJob, privacyJobs, privacyJobSearch } from './privacy-job-schemas.ts';
import { PRIVACY_STEP_ROUTES, PUBLISHING } from './privacy-step-routes.ts';
import {
  privacyId, statisticsBudget, statisticsRelease, statisticsReleases,
} from './privacy-schemas.ts';
import { recogniserQuality } from './recogniser-schemas.ts';
import { jsonReply, route } from './route.ts';

const LOOKERS = ['supervisor', 'auditor', 'researcher', 'reviewer', 'approver'] as const;
const COMMON = {
  method: 'GET', authentication: 'session', roles: LOOKERS, idempotency: 'safe', search: NOTHING,
} as const;
const ALL = {
  ...COMMON, params: NOTHING, problems: [], refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
} as const;
const ONE = {
  ...COMMON, params: object({ id: privacyId }), problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
} as const;

/** GET /v1/privacy/jobs — runs of privacy computing, of which organs and by whose agreement. */
const listPrivacyJobs = route({
  ...ALL,
  path: '/v1/privacy/jobs',
  title: { zh: '隐私计算任务', en: 'Jobs of privacy computing' },
  action: 'privacy.jobs',
  search: privacyJobSearch,
  reply: jsonReply(privacyJobs),
  refusal: { search: 'kind=gossip', problem: 'PARAMETER_INVALID' },
  audit: { what: 'PRIVACY_JOBS_READ' },
  about: () => PUBLISHING,
  handle: async ({ search }, { ports, actor }) =>
    ({ status: 200, body: await ports.privacy.jobs(search, actor) }),
});

/** GET /v1/privacy/jobs/{id} — one job: its terms, whom it waits for, what came of it. */
const readPrivacyJob = route({
  ...ONE,
  path: '/v1/privacy/jobs/{id}',
  title: { zh: '一项隐私计算任务', en: 'One job of privacy computing' },
  action: 'privacy.job',
  reply: jsonReply(privacyJob),
  audit: { what: 'PRIVACY_JOB_READ' },
  about: ({ params }) => ({ ...PUBLISHING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const found = await ports.privacy.job(params.id, actor);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** GET /v1/statistics/releases — published tables, and those on their way. */
const listStatisticsReleases = route({
  ...ALL,
  path: '/v1/statistics/releases',
  title: { zh: '统计发布', en: 'Releases of statistics' },
  action: 'privacy.releases',
  reply: jsonReply(statisticsReleases),
  audit: { what: 'STATISTICS_RELEASES_READ' },
  about: () => PUBLISHING,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.privacy.releases() }),
});

/** GET /v1/statistics/releases/{id} — a published table, byte for byte as it was signed. */
const readStatisticsRelease = route({
  ...ONE,
  path: '/v1/statistics/releases/{id}',
  title: { zh: '一份统计发布', en: 'One release of statistics' },
  action: 'privacy.release',
  reply: jsonReply(statisticsRelease),
  audit: { what: 'STATISTICS_RELEASE_READ' },
  about: () => PUBLISHING,
  handle: async ({ params }, { ports }) => {
    const found = await ports.privacy.release(params.id);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** GET /v1/statistics/budget — what is spent of the privacy budget, and what each table would spend. */
const readStatisticsBudget = route({
  ...ALL,
  path: '/v1/statistics/budget',
  title: { zh: '隐私预算', en: 'The privacy budget' },
  action: 'privacy.budget',
  reply: jsonReply(statisticsBudget),
  audit: { what: 'PRIVACY_BUDGET_READ' },
  about: () => PUBLISHING,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.privacy.budget() }),
});

/** GET /v1/recogniser/quality — how good the recogniser of this deployment is, as it was measured. */
const readRecogniserQuality = route({
  ...ALL,
  path: '/v1/recogniser/quality',
  title: { zh: '智能识别的准确程度', en: 'How good the recogniser is' },
  action: 'recogniser.quality',
  roles: [...LOOKERS, 'clerk'],
  reply: jsonReply(recogniserQuality),
  audit: { what: 'RECOGNISER_QUALITY_READ' },
  about: () => PUBLISHING,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.privacy.quality() }),
});

/** Privacy computing as its parties, supervision, audit and study see it, and their steps. */
export const PRIVACY_ROUTES = {
  listPrivacyJobs, readPrivacyJob, listStatisticsReleases, readStatisticsRelease, readStatisticsBudget,
  readRecogniserQuality, ...PRIVACY_STEP_ROUTES,
} as const;
