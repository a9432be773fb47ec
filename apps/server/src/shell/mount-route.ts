import { Readable } from 'node:stream';
import type { AnyRoute, BodyReader, HeaderFields, RouteInput } from '@fengcun/api';
import { present } from '@fengcun/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { authenticate, ownResource } from './authenticate.ts';
import { refuseHopeless, requireAct } from './authorise.ts';
import { assertStream, boundedSource, decodeBody, readerOf } from './decode-body.ts';
import { type Performed, perform } from './perform.ts';
import { typedParameters } from './read-parameters.ts';
import { Refused } from './refused.ts';
import { finish, type RequestState, stateOf } from './request-state.ts';
import type { Shell } from './shell.ts';

/** The path as the router writes it: `{name}` is `:name`, and the rest of a path is `*`. */
export const routerPath = (path: string): string =>
  path.replace(/\{\+[a-zA-Z]+\}$/, '*').replace(/\{([a-zA-Z]+)\}/g, ':$1');

const restName = (path: string): string | undefined => /\{\+([a-zA-Z]+)\}$/.exec(path)?.[1];

const schemaOf = ({ params, search, body, reply }: AnyRoute): FastifySchema => ({
  params: params.json,
  querystring: search.json,
  ...(body === undefined ? {} : {
    body: {
      content: Object.fromEntries(
        Object.entries(body.media).map(([type, { schema }]) => [type, { schema: schema.json }])),
    },
  }),
  // Answers are written by their schema: a member it does not name never leaves.
  ...(reply.mediaType === 'application/json'
    ? { response: Object.fromEntries(reply.statuses.map((status) => [status, reply.schema.json])) } : {}),
});

const refuseBodyWithoutUse = (route: AnyRoute, { headers }: RequestState): void => {
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  if (route.body === undefined && route.stream === undefined && hasBody) throw new Refused('HEADER_INVALID');
};

/** Before the body: who is it, and may they do this at all? Strangers' bodies are not read. */
const admit = (route: AnyRoute, shell: Shell) => async (request: FastifyRequest): Promise<void> => {
  const state = stateOf(request);
  state.route = route;
  refuseBodyWithoutUse(route, state);
  await authenticate(route, { method: request.method, url: request.raw.url ?? '' }, { state, shell });
  refuseHopeless(shell, state);
  if (route.body !== undefined) readerOf(route, state);
  if (route.stream !== undefined) assertStream(route.stream, state);
};

const prepare = (route: AnyRoute, shell: Shell) => async (request: FastifyRequest): Promise<void> => {
  const state = stateOf(request);
  const rest = restName(route.path);
  const params = Object.entries(request.params as Readonly<Record<string, unknown>>)
    .map(([name, value]) => [name === '*' ? rest ?? name : name, value] as const);
  request.params = typedParameters(Object.fromEntries(params), route.params);
  request.query = typedParameters(request.query, route.search);
  if (route.body === undefined) return;
  state.body = Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
  request.body = decodeBody(state, shell.config.limits.jsonDepth);
};

const ENTITY_TAG = /^"[\x21\x23-\x7e]{1,64}"$/;

const ifMatchOf = (route: AnyRoute, { headers }: RequestState): Readonly<{ ifMatch?: string }> => {
  if (route.needsIfMatch !== true) return {};
  const ifMatch = headers['if-match'];
  if (ifMatch === undefined) throw new Refused('VERSION_REQUIRED');
  // LIMIT: one strong tag; a list or `*` would mean that the sender does not know what it saw.
  if (!ENTITY_TAG.test(ifMatch)) throw new Refused('HEADER_INVALID');
  return { ifMatch };
};

/** The headers a route reads; nothing else of the request's headers reaches a handler. */
const headersFor = (route: AnyRoute, { headers }: RequestState): Readonly<{ headers: HeaderFields }> => {
  const read = Object.entries(route.headers ?? {});
  const isWrong = read.some(([name, { isNeeded, form }]) => {
    const value = headers[name];
    return value === undefined ? isNeeded : !form.test(value);
  });
  if (isWrong) throw new Refused('HEADER_INVALID');
  return { headers: Object.fromEntries(read.flatMap(([name]) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value]];
  })) };
};

const sourceOf = (
  { stream }: AnyRoute, request: FastifyRequest,
): Readonly<{ source?: AsyncIterable<Uint8Array> }> =>
  (stream === undefined ? {} : { source: boundedSource(request.raw, stream.bytesMax) });

const bodyOf = (reader: BodyReader<unknown> | undefined, json: unknown, state: RequestState): unknown => {
  if (reader === undefined) return undefined;
  const read = reader.read(json, state.headers);
  if (!read.ok) throw new Refused(read.error);
  return read.value;
};

const send = (reply: FastifyReply, route: AnyRoute, done: Performed): FastifyReply => {
  if (done.etag !== undefined) reply.header('etag', done.etag);
  if (done.isImmutable === true) reply.header('cache-control', 'private, max-age=31536000, immutable');
  if (done.isReplayed === true) reply.header('idempotency-replayed', 'true');
  reply.code(done.status).type(route.reply.mediaType).headers(done.headers ?? {});
  if (done.stream !== undefined) return reply.send(Readable.from(done.stream, { objectMode: false }));
  // LIMIT: 204 has no body, whatever the schema would write. @see RFC 9110 §15.3.5
  if (done.status === 204) return reply.removeHeader('content-type').send();
  return reply.send(done.body instanceof Uint8Array ? Buffer.from(done.body) : done.body);
};

const act = (route: AnyRoute, shell: Shell) => async (
  request: FastifyRequest, reply: FastifyReply,
): Promise<FastifyReply> => {
  const state = stateOf(request);
  const reader = route.body === undefined ? undefined : readerOf(route, state);
  const input: RouteInput<unknown, unknown, unknown> = {
    params: request.params, search: request.query, body: bodyOf(reader, request.body, state),
    ...ifMatchOf(route, state), ...headersFor(route, state), ...sourceOf(route, request),
  };
  state.subject = route.about?.(input) ?? state.subject;
  const decision = requireAct(shell, state, route.resource?.(input) ?? ownResource(state.actor));
  const url = present(request.raw.url, 'the address of a request');
  state.isRunning = true;
  try {
    return send(reply, route, await perform({ shell, state, route, url, input, decision }));
  } finally {
    state.isRunning = false;
    if (reply.raw.closed) finish(state);
  }
};

/** Mounts a route: admit, read, check against the schemas, decide, audit, handle — in this order. */
export const mountRoute = (server: FastifyInstance, route: AnyRoute, shell: Shell): void => {
  server.route({
    method: route.method, url: routerPath(route.path), schema: schemaOf(route),
    exposeHeadRoute: route.withHead === true,
    ...(route.body === undefined ? {} : { bodyLimit: route.body.bytesMax }),
    onRequest: admit(route, shell), preValidation: prepare(route, shell), handler: act(route, shell),
  });
};
