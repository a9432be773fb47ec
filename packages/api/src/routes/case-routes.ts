import { choice, object } from '../schema/schema.ts';
import { jsonReply, route } from './route.ts';
import { caseCodeParam, caseTimeline, legalBasisCode, PURPOSES } from './timeline-schemas.ts';

/**
 * GET /v1/cases/{code}/timeline — what happened in a case, for the organs that hold something of it. A case
 * of other organs, a sealed case and a code never given are answered with the same bytes.
 */
export const caseTimelineRoute = route({
  method: 'GET',
  path: '/v1/cases/{code}/timeline',
  title: { zh: '案件经过', en: 'Timeline of a case' },
  action: 'case.timeline',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: object({ code: caseCodeParam }),
  search: object({ purpose: choice(PURPOSES) }, { legalBasis: legalBasisCode }),
  reply: jsonReply(caseTimeline),
  problems: ['NOTHING_TO_TELL'],
  refusal: {
    params: { code: '0000000000000000AA' }, search: 'purpose=caseHandlingNeed', problem: 'PARAMETER_INVALID',
  },
  audit: { what: 'CASE_TIMELINE_READ' },
  about: ({ params, search }) => ({
    purpose: search.purpose, caseCode: params.code,
    ...(search.legalBasis === undefined ? {} : { legalBasis: search.legalBasis }),
  }),
  handle: async ({ params }, { ports, mayTouch }) => {
    const found = await ports.cases.find(params.code);
    // Decided in every case, so that a case of others costs what a code never given costs.
    const isVisible = mayTouch({ organs: found?.organs ?? [], isSealed: false });
    return found === undefined || !isVisible
      ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found.timeline };
  },
});
