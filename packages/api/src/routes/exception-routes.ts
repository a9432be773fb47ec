import { pageCursor, readPageCursor } from '../pages/cursor.ts';
import { NOTHING, object } from '../schema/schema.ts';
import {
  exceptionContent, exceptionId, type ExceptionItem,
  exceptionItem, exceptionOutcome, exceptionPage, exceptionResolution,
  PAGE_ITEMS_DEFAULT, pageSearch,
} from './exception-schemas.ts';
import { organsOf } from './intake-schemas.ts';
import { type Handling, jsonBody, jsonReply, route } from './route.ts';

const RESOLUTION_BYTES_MAX = 256 * 1024;
const HANDLING_PURPOSE = 'recordNotification';

const versionTag = ({ version }: ExceptionItem): string => `"${version}"`;

/**
 * The exception, if there is one and the actor may see it. The decision is made in both cases and the answer
 * is the same, so nobody learns which ids exist elsewhere.
 */
const visible = async (id: string, { ports, mayTouch }: Handling): Promise<ExceptionItem | undefined> => {
  const item = await ports.exceptions.find(id);
  const isVisible = mayTouch({ organs: item === undefined ? [] : [item.organ], isSealed: false });
  return isVisible ? item : undefined;
};

/** GET /v1/intake/exceptions — what the actor's organ has to look at, oldest first. */
export const listExceptions = route({
  method: 'GET',
  path: '/v1/intake/exceptions',
  title: { zh: '本机关的异常消息', en: 'Exceptions of the own organ' },
  action: 'exception.list',
  authentication: 'session',
  roles: ['clerk', 'reviewer'],
  idempotency: 'safe',
  params: NOTHING, search: pageSearch,
  reply: jsonReply(exceptionPage),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'limit=0', problem: 'PARAMETER_INVALID' },
  audit: { what: 'EXCEPTIONS_LISTED' },
  about: () => ({ purpose: HANDLING_PURPOSE }),
  handle: async ({ search }, { ports, actor }) => {
    const limit = search.limit ?? PAGE_ITEMS_DEFAULT;
    const afterId = search.cursor === undefined ? undefined : readPageCursor(search.cursor);
    if (afterId?.ok === false) return { problem: afterId.error };
    const found = await ports.exceptions.list({
      organ: actor.organ, limit: limit + 1, ...(afterId === undefined ? {} : { afterId: afterId.value }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { status: 200, body: { items, ...(hasMore ? { next: pageCursor(last.exceptionId) } : {}) } };
  },
});

/** GET /v1/intake/exceptions/{id} — one exception, with the version to name when resolving it. */
export const readException = route({
  method: 'GET',
  path: '/v1/intake/exceptions/{id}',
  title: { zh: '一条异常消息', en: 'One exception' },
  action: 'exception.read',
  authentication: 'session',
  roles: ['clerk', 'reviewer'],
  idempotency: 'safe',
  params: object({ id: exceptionId }), search: NOTHING,
  reply: jsonReply(exceptionItem),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'EXCEPTION_READ' },
  about: ({ params }) => ({ purpose: HANDLING_PURPOSE, objectId: params.id }),
  handle: async ({ params }, handling) => {
    const item = await visible(params.id, handling);
    return item === undefined
      ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: item, etag: versionTag(item) };
  },
});

/** GET /v1/intake/exceptions/{id}/content — what the message says, for the organ it belongs to. */
export const readExceptionContent = route({
  method: 'GET',
  path: '/v1/intake/exceptions/{id}/content',
  title: { zh: '异常消息的内容', en: 'What an exception says' },
  action: 'exception.content',
  authentication: 'session',
  roles: ['clerk', 'reviewer'],
  idempotency: 'safe',
  params: object({ id: exceptionId }), search: NOTHING,
  reply: jsonReply(exceptionContent),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'EXCEPTION_CONTENT_READ' },
  about: ({ params }) => ({ purpose: HANDLING_PURPOSE, objectId: params.id }),
  handle: async ({ params }, handling) => {
    const item = await visible(params.id, handling);
    const content = item === undefined ? undefined : await handling.ports.exceptions.content(params.id);
    return content === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: content };
  },
});

/** POST /v1/intake/exceptions/{id}/resolution — replay, corrected or not; by two, choose or give up. */
export const resolveException = route({
  method: 'POST',
  path: '/v1/intake/exceptions/{id}/resolution',
  title: { zh: '处理一条异常消息', en: 'Resolve an exception' },
  action: 'exception.resolve',
  authentication: 'session',
  roles: ['clerk', 'reviewer'],
  idempotency: 'key',
  needsIfMatch: true,
  params: object({ id: exceptionId }), search: NOTHING,
  body: jsonBody(exceptionResolution, RESOLUTION_BYTES_MAX),
  reply: jsonReply(exceptionOutcome),
  problems: [
    'NOTHING_TO_TELL', 'EXCEPTION_NOT_WAITING', 'EXCEPTION_WITHOUT_MESSAGE', 'EXCEPTION_OTHER_REMEDY',
    'EXCEPTION_OTHER_ORGAN', 'FOUR_EYES', 'VERSION_CHANGED', 'VERSION_REQUIRED',
  ],
  refusal: {
    params: { id: '00000000-0000-7000-8000-000000000000' }, body: { action: 'forget' },
    problem: 'BODY_INVALID',
  },
  audit: { what: 'EXCEPTION_RESOLVED' },
  about: ({ params }) => ({ purpose: HANDLING_PURPOSE, objectId: params.id }),
  handle: async ({ params, body, ifMatch }, handling) => {
    const item = await visible(params.id, handling);
    if (item === undefined) return { problem: 'NOTHING_TO_TELL' };
    // Before the version: that it has ended says more than that it has changed.
    if (item.state !== 'waiting') return { problem: 'EXCEPTION_NOT_WAITING' };
    if (ifMatch !== versionTag(item)) return { problem: 'VERSION_CHANGED' };
    // A corrected message is a message: it has to come from the organ that the exception belongs to.
    const isOwn = body.action !== 'replayCorrected'
      || handling.mayTouch({ organs: organsOf([body.message]), isSealed: false });
    if (!isOwn) return { problem: 'FORBIDDEN' };
    const how = { exceptionId: params.id, version: item.version, resolution: body };
    const resolved = await handling.ports.exceptions.resolve(how, handling.actor);
    if (!resolved.ok) return { problem: resolved.error.code };
    return { status: 200, body: resolved.value, etag: versionTag(resolved.value.item) };
  },
});
