import { ALL_ROUTES, ROUTES, type RouteId } from '../routes/all-routes.ts';
import type { AnyRoute, Route } from '../routes/route.ts';
import type { Problem } from '../problems/problem.ts';

type Part<Name extends string, T> =
  T extends undefined ? Readonly<Record<never, never>>
    : Readonly<Record<never, never>> extends T ? { readonly [K in Name]?: T } : { readonly [K in Name]: T };

/** Body as it is sent: of the media type named, JSON unless another is. */
type SentBody<B> = B extends undefined
  ? Readonly<Record<never, never>> : Readonly<{ body: unknown; mediaType?: string }>;

/** What a call of a route needs; headers (If-Match, Idempotency-Key, Authorization) are given by name. */
export type CallOf<R> = R extends Route<infer P, infer S, infer B, unknown>
  ? Part<'params', P> & Part<'search', S> & SentBody<B>
    & Readonly<{ headers?: Readonly<Record<string, string>> }>
  : never;

/** What a call comes to; `body` is of the type of the route's answer. */
export type AnswerOf<R> = R extends Route<infer _P, infer _S, infer _B, infer Body>
  ? Readonly<{ status: number; headers: Headers }>
    & (Readonly<{ ok: true; body: Body }> | Readonly<{ ok: false; problem: Problem }>)
  : never;

/** One function a route, by its operation id. */
export type Client = {
  readonly [Id in RouteId]: (call: CallOf<(typeof ROUTES)[Id]>) => Promise<AnswerOf<(typeof ROUTES)[Id]>>;
};

type AnyCall = Readonly<{
  params?: Readonly<Record<string, unknown>>; search?: Readonly<Record<string, unknown>>;
  body?: unknown; mediaType?: string; headers?: Readonly<Record<string, string>>;
}>;

/** The address of a call below the base address; every part is percent-encoded, a rest keeps its slashes. */
export const addressOf = (path: string, { params = {}, search = {} }: AnyCall): string => {
  const filled = path.replace(/\{(\+?)([a-zA-Z]+)\}/g, (_whole, rest: string, name: string) => {
    const encoded = encodeURIComponent(String(params[name]));
    return rest === '+' ? encoded.replaceAll('%2F', '/') : encoded;
  });
  const parts = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return parts.size === 0 ? filled : `${filled}?${parts}`;
};

const bodyOf = async (route: AnyRoute, response: Response): Promise<unknown> => {
  if (route.reply.mediaType === 'application/json') return response.json();
  return route.reply.mediaType.startsWith('text/')
    ? response.text() : new Uint8Array(await response.arrayBuffer());
};

const call = async (
  route: AnyRoute, { baseUrl, send }: { baseUrl: string; send: typeof fetch }, given: AnyCall,
): Promise<unknown> => {
  const hasBody = given.body !== undefined;
  const response = await send(baseUrl + addressOf(route.path, given), {
    method: route.method,
    headers: {
      ...(hasBody ? { 'content-type': given.mediaType ?? 'application/json' } : {}), ...given.headers,
    },
    ...(hasBody ? { body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body) } : {}),
  });
  const { status, headers } = response;
  return route.reply.statuses.includes(status)
    ? { ok: true, status, headers, body: await bodyOf(route, response) }
    : { ok: false, status, headers, problem: await response.json() };
};

/**
 * A client of the interface, made from the routes: the types of calls and answers are those the server
 * checks. `send` is `fetch` or something around it that adds credentials.
 */
export const client = (baseUrl: string, send: typeof fetch): Client =>
  // One entry a route, each of the type that its own route gives it.
  Object.fromEntries(ALL_ROUTES.map(([id, route]) =>
    [id, (given: AnyCall) => call(route, { baseUrl, send }, given)])) as unknown as Client;
