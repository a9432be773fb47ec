import { ok, type Result } from '@fengcun/kernel';
import { pageCursor, readPageCursor } from '../pages/cursor.ts';
import { NOTHING } from '../schema/schema.ts';
import { jsonReply, route } from './route.ts';
import { dutiesSearch, dutiesShown } from './supervision-schemas.ts';

const placeIn = (cursor: string | undefined): Result<string | undefined, 'CURSOR_INVALID'> =>
  (cursor === undefined ? ok(undefined) : readPageCursor(cursor));

/**
 * GET /v1/duties — terms of the own organ in every procedure, what is late first, and late ones told here: a
 * page of each.
 * @see 2022 Measures art. 22
 */
export const listDuties = route({
  authentication: 'session',
  method: 'GET',
  path: '/v1/duties',
  title: { zh: '本机关的期限', en: 'Terms that run for the own organ' },
  action: 'duties.list',
  roles: ['clerk', 'reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: NOTHING, search: dutiesSearch,
  reply: jsonReply(dutiesShown),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'of=somebody', problem: 'PARAMETER_INVALID' },
  audit: { what: 'DUTIES_LISTED' },
  about: () => ({ purpose: 'supervision', legalBasis: 'm2022-22' }),
  handle: async ({ search: { ownAfter, toldAfter } }, { ports, actor }) => {
    const [own, told] = [placeIn(ownAfter), placeIn(toldAfter)];
    if (!own.ok) return { problem: own.error };
    if (!told.ok) return { problem: told.error };
    const { nextOwn, nextTold, ...page } = await ports.supervision.duties({
      ...(own.value === undefined ? {} : { ownAfter: own.value }),
      ...(told.value === undefined ? {} : { toldAfter: told.value }),
    }, actor);
    return {
      status: 200,
      body: {
        ...page, ...(nextOwn === undefined ? {} : { nextOwn: pageCursor(nextOwn) }),
        ...(nextTold === undefined ? {} : { nextTold: pageCursor(nextTold) }),
      },
    };
  },
});
