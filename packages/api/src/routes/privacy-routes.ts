import { NOTHING, object } from '../schema/schema.ts';
import {
  privacyId, privacyJobs, statisticsBudget, statisticsRelease, statisticsReleases,
} from './privacy-schemas.ts';
import { jsonReply, route } from './route.ts';

/** @see 个人信息保护法第34条, 第54条（合规审计） */
const PUBLISHING = { purpose: 'privacyComputing', legalBasis: 'pipl-34' } as const;
const LOOKERS = ['supervisor', 'auditor', 'researcher'] as const;
const COMMON = {
  method: 'GET', authentication: 'session', roles: LOOKERS, idempotency: 'safe', search: NOTHING,
} as const;
const ALL = {
  ...COMMON, params: NOTHING, problems: [], refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
} as const;

/** GET /v1/privacy/jobs — every run of privacy computing, of which organs and by whose agreement. */
const listPrivacyJobs = route({
  ...ALL,
  path: '/v1/privacy/jobs',
  title: { zh: '隐私计算任务', en: 'Jobs of privacy computing' },
  action: 'privacy.jobs',
  reply: jsonReply(privacyJobs),
  audit: { what: 'PRIVACY_JOBS_READ' },
  about: () => PUBLISHING,
  handle: async (_input, { ports }) => ({ status: 200, body: await ports.privacy.jobs() }),
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
  ...COMMON,
  path: '/v1/statistics/releases/{id}',
  title: { zh: '一份统计发布', en: 'One release of statistics' },
  action: 'privacy.release',
  params: object({ id: privacyId }),
  reply: jsonReply(statisticsRelease),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'STATISTICS_RELEASE_READ' },
  about: () => PUBLISHING,
  handle: async ({ params }, { ports }) => {
    const found = await ports.privacy.release(params.id);
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** GET /v1/statistics/budget — what is spent of the privacy budget, as fractions. */
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

/** Privacy computing as supervision, audit and study see it. */
export const PRIVACY_ROUTES = {
  listPrivacyJobs, listStatisticsReleases, readStatisticsRelease, readStatisticsBudget,
} as const;
