import { pageCursor, readPageCursor } from '../pages/cursor.ts';
import { NOTHING, object } from '../schema/schema.ts';
import { PAGE_ITEMS_DEFAULT } from './exception-schemas.ts';
import { jsonReply, route } from './route.ts';
import {
  overdueSeals, sealedRecordId, sealPage, sealSearch, sealShown, sealTimeline,
} from './seal-schemas.ts';
import { caseCodeParam } from './timeline-schemas.ts';

/** Watching over seals is part of sealing. @see 《刑事诉讼法》第286条, 2022 Measures art. 22 */
const SEALING = { purpose: 'sealing', legalBasis: 'cpl-286' } as const;

/** GET /v1/seals — seals that the actor's organ ordered or supervises. */
export const listSeals = route({
  method: 'GET',
  path: '/v1/seals',
  title: { zh: '本机关作出或者监督的封存', en: 'Seals the own organ ordered or supervises' },
  action: 'seal.list',
  authentication: 'session',
  roles: ['reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: NOTHING, search: sealSearch,
  reply: jsonReply(sealPage),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'state=forgotten', problem: 'PARAMETER_INVALID' },
  audit: { what: 'SEALS_LISTED' },
  about: () => SEALING,
  handle: async ({ search: { cursor, state, limit = PAGE_ITEMS_DEFAULT } }, { ports, actor }) => {
    const afterId = cursor === undefined ? undefined : readPageCursor(cursor);
    if (afterId?.ok === false) return { problem: afterId.error };
    const found = await ports.seals.list({
      organ: actor.organ, limit: limit + 1, ...(state === undefined ? {} : { state }),
      ...(afterId === undefined ? {} : { afterId: afterId.value }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { status: 200, body: { items, ...(hasMore ? { next: pageCursor(last.recordId) } : {}) } };
  },
});

/**
 * GET /v1/seals/{recordId} — «sealing n of m», who is missing and since when. A record of others, one that
 * was never sealed and an id nobody has are answered with the same bytes.
 */
export const readSeal = route({
  method: 'GET',
  path: '/v1/seals/{recordId}',
  title: { zh: '一条记录的封存情况', en: 'How the seal of one record stands' },
  action: 'seal.read',
  authentication: 'session',
  roles: ['reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: object({ recordId: sealedRecordId }), search: NOTHING,
  reply: jsonReply(sealShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { recordId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'SEAL_READ' },
  about: ({ params }) => ({ ...SEALING, objectId: params.recordId }),
  handle: async ({ params }, { ports, mayTouch }) => {
    const found = await ports.seals.find(params.recordId);
    // Decided in every case, so that a record of others costs what an id nobody has costs.
    const isVisible = mayTouch({ organs: found?.organs ?? [], isSealed: false });
    return found === undefined || !isVisible
      ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found.seal };
  },
});

/** GET /v1/seals/overdue — who is late with seals that the actor's organ ordered or supervises. */
export const listOverdueSeals = route({
  method: 'GET',
  path: '/v1/seals/overdue',
  title: { zh: '逾期未封存的机关', en: 'Organs that are late with seals' },
  action: 'seal.overdue',
  authentication: 'session',
  roles: ['reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: jsonReply(overdueSeals),
  problems: [],
  refusal: { search: 'organ=court%2FA01', problem: 'PARAMETER_INVALID' },
  audit: { what: 'OVERDUE_SEALS_LISTED' },
  about: () => SEALING,
  handle: async (_input, { ports, actor }) =>
    ({ status: 200, body: { organs: await ports.seals.overdue(actor.organ) } }),
});

/**
 * GET /v1/cases/{code}/seal-timeline — the steps of the seals of a case: all for who ordered and who
 * supervises, orders to it and its own copy for a holder; everybody else gets what a code never given gets.
 */
export const sealTimelineRoute = route({
  method: 'GET',
  path: '/v1/cases/{code}/seal-timeline',
  title: { zh: '案件封存经过', en: 'Timeline of the seals of a case' },
  action: 'seal.timeline',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: object({ code: caseCodeParam }), search: NOTHING,
  reply: jsonReply(sealTimeline),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { code: '0000000000000000AA' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'SEAL_TIMELINE_READ' },
  about: ({ params }) => ({ ...SEALING, caseCode: params.code }),
  handle: async ({ params }, { ports, actor }) => {
    const steps = await ports.seals.timeline(params.code, actor.organ);
    return steps.length === 0
      ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: { caseCode: params.code, steps } };
  },
});
