import { NOTHING, object } from '../schema/schema.ts';
import { privacyAgreement, privacyJob, privacyRefusal } from './privacy-job-schemas.ts';
import { privacyId, statisticsProposal } from './privacy-schemas.ts';
import { jsonBody, jsonReply, route } from './route.ts';

const BODY_BYTES_MAX = 4096;
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** @see 个人信息保护法第34条, 第54条（合规审计） */
export const PUBLISHING = { purpose: 'privacyComputing', legalBasis: 'pipl-34' } as const;

const STEP = {
  method: 'POST', authentication: 'session', search: NOTHING, reply: jsonReply(privacyJob),
} as const;
const OF_JOB = {
  ...STEP, params: object({ id: privacyId }), idempotency: 'natural',
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'STANDS_OTHERWISE'],
} as const;

/** POST /v1/statistics/proposals — a table of a quarter, for two organs to agree to. */
const proposeStatistics = route({
  ...STEP,
  path: '/v1/statistics/proposals',
  title: { zh: '提出统计发布', en: 'Propose a release of statistics' },
  action: 'statistics.propose',
  roles: ['researcher', 'reviewer', 'approver'],
  idempotency: 'key',
  params: NOTHING,
  body: jsonBody(statisticsProposal, BODY_BYTES_MAX),
  problems: ['PERIOD_NOT_OVER', 'RELEASE_EXISTS', 'BUDGET_EXCEEDED', 'PARTIES_UNFIT'],
  refusal: {
    body: { product: 'T9', period: '2026Q3', supervisor: 'procuratorate/C03' }, problem: 'BODY_INVALID',
  },
  audit: { what: 'STATISTICS_PROPOSED' },
  about: () => PUBLISHING,
  handle: async ({ body }, { ports, actor }) => {
    const taken = await ports.privacy.propose(body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/privacy/jobs/{id}/agreement — an organ of the job agrees to exactly these terms. */
const agreeToPrivacyJob = route({
  ...OF_JOB,
  path: '/v1/privacy/jobs/{id}/agreement',
  title: { zh: '同意隐私计算任务', en: 'Agree to a job of privacy computing' },
  action: 'privacy.agree',
  roles: ['approver', 'supervisor'],
  body: jsonBody(privacyAgreement, BODY_BYTES_MAX),
  refusal: { params: { id: NOBODY }, body: { termsHash: '' }, problem: 'BODY_INVALID' },
  audit: { what: 'PRIVACY_JOB_AGREED' },
  about: ({ params }) => ({ ...PUBLISHING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.privacy.agree(params.id, body.termsHash, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/privacy/jobs/{id}/refusal — an organ of the job refuses, or whoever proposed withdraws. */
const refusePrivacyJob = route({
  ...OF_JOB,
  path: '/v1/privacy/jobs/{id}/refusal',
  title: { zh: '不同意或者撤回隐私计算任务', en: 'Refuse or withdraw a job of privacy computing' },
  action: 'privacy.refuse',
  roles: ['approver', 'supervisor', 'researcher', 'reviewer'],
  body: jsonBody(privacyRefusal, BODY_BYTES_MAX),
  refusal: { params: { id: NOBODY }, body: { reason: 'because' }, problem: 'BODY_INVALID' },
  audit: { what: 'PRIVACY_JOB_REFUSED' },
  about: ({ params }) => ({ ...PUBLISHING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.privacy.refuse(params.id, body.reason, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/**
 * POST /v1/statistics/proposals/{id}/release — counts, draws the noise once, signs and publishes. What takes
 * longer than an answer may is gone on with; asked again, the same release.
 */
const publishStatistics = route({
  ...OF_JOB,
  path: '/v1/statistics/proposals/{id}/release',
  title: { zh: '发布统计', en: 'Release statistics' },
  action: 'statistics.release',
  roles: ['approver'],
  body: jsonBody(object({}), BODY_BYTES_MAX),
  problems: [
    ...OF_JOB.problems, 'PERIOD_NOT_OVER', 'RELEASE_EXISTS', 'BUDGET_EXCEEDED', 'PROGRAM_CHANGED',
  ],
  refusal: { params: { id: NOBODY }, body: { again: 'yes' }, problem: 'BODY_INVALID' },
  audit: { what: 'STATISTICS_RELEASED' },
  about: ({ params }) => ({ ...PUBLISHING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const taken = await ports.privacy.publish(params.id, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** Steps of jobs of privacy computing: routes by operation id. */
export const PRIVACY_STEP_ROUTES = {
  proposeStatistics, agreeToPrivacyJob, refusePrivacyJob, publishStatistics,
} as const;
