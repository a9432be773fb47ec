import type { Socket } from 'node:net';
import {
  ALL_ROUTES, type Authenticator, type JsonSchema, openApiDocument, type ServicePorts,
} from '@fengcun/api';
import { Fault } from '@fengcun/kernel';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { ACCESS_POLICY_SET, cedarAuthorizer, policyActions } from '../access/cedar-authorizer.ts';
import { senderKeys, serviceAccounts } from '../access/service-accounts.ts';
import type { ServerConfig } from '../config/server-config.ts';
import { answerError, type Exchange } from './answer-problem.ts';
import { answerBadConnection } from './bad-connection.ts';
import { mountRoute } from './mount-route.ts';
import { Refused } from './refused.ts';
import { refusalBudget } from './refusal-budget.ts';
import { beginState, finish, type RequestState } from './request-state.ts';
import { setSecurityHeaders } from './security-headers.ts';
import type { Ambience, Shell, SignIn } from './shell.ts';
import { mountSite } from '../site/mount-site.ts';
import type { Site } from '../site/site.ts';
import { stopServer, type StopReport } from './stop-server.ts';
import { refuseUnknown } from './unknown-address.ts';

/** What a server is made from. `authenticators` come after the service accounts. */
export type ServerParts = Readonly<{
  config: ServerConfig;
  ports: ServicePorts;
  ambience: Ambience;
  version: string;
  authenticators?: readonly Authenticator[];
  /** How people sign in; without it nobody does, and systems work as before. */
  signIn?: SignIn;
  /** Fuller schemas for the description by name, such as that of intake messages. */
  schemas?: Readonly<Record<string, JsonSchema>>;
  /** The pages for people; without them there is the interface alone. */
  site?: Site;
}>;

/** A server that can be started once and stopped. `stop` is bounded in time and may be called again. */
export type Server = Readonly<{
  listen: () => Promise<Readonly<{ url: string; port: number }>>;
  stop: () => Promise<StopReport>;
}>;

/** Acts without a policy, and policies without an act, stop the start: both are mistakes of ours. */
const assertActionsKnown = (): void => {
  const known = policyActions(ACCESS_POLICY_SET);
  const used = [...new Set(ALL_ROUTES.map(([, { action }]) => action))].sort();
  if (known.join() === used.join()) return;
  throw new Fault('POLICY_SET_INVALID', 'routes and policy set name different acts');
};

/**
 * Before any hook: the address does not decode, or a part of it is too long. The framework would repeat it.
 */
const answerBadAddress = (error: unknown, at: Exchange, shell: Shell): void => {
  const state = beginState(at.request, shell);
  setSecurityHeaders(at.reply, state, shell.config);
  void answerError(error, at, shell);
};

const frame = (shell: Shell, { limits }: ServerConfig): FastifyInstance => fastify({
  frameworkErrors: (error, request, reply) => answerBadAddress(error, { request, reply }, shell),
  logger: false, exposeHeadRoutes: false, return503OnClosing: false, forceCloseConnections: 'idle',
  requestIdHeader: false, bodyLimit: 1, requestTimeout: limits.requestMilliseconds,
  connectionTimeout: limits.idleMilliseconds, keepAliveTimeout: 5000,
  maxRequestsPerSocket: limits.requestsPerConnection,
  http: {
    maxHeaderSize: limits.headerBytes, headersTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: Math.min(1000, limits.requestMilliseconds),
  },
  routerOptions: { maxParamLength: 200, caseSensitive: true },
  ajv: {
    customOptions: { coerceTypes: false, useDefaults: false, removeAdditional: false, allErrors: false },
  },
});

const watchConnections = (server: FastifyInstance, shell: Shell): void => {
  server.server.maxConnections = shell.config.limits.connections;
  server.server.removeAllListeners('clientError');
  server.server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const code = answerBadConnection(error.code ?? '', socket);
    shell.log({ at: shell.now().toString(), level: 'info', event: 'badConnection', code });
  });
};

const logRequest = (shell: Shell, { requestId, route, startedAt }: RequestState, reply: FastifyReply): void =>
  shell.log({
    at: shell.now().toString(), level: 'info', event: 'request', requestId, status: reply.statusCode,
    route: route === undefined ? 'none' : `${route.method} ${route.path}`,
    milliseconds: Math.round(performance.now() - startedAt),
    // The sender did not wait for the answer; what it asked for may have been done.
    ...(reply.raw.writableFinished ? {} : { code: 'HUNG_UP' }),
  });

const addHooks = (server: FastifyInstance, shell: Shell): void => {
  let inFlight = 0;
  server.addHook('onRequest', async (request, reply) => {
    const state = beginState(request, shell);
    inFlight += 1;
    state.whenDone = () => { inFlight -= 1; };
    // Not the framework's hook: it does not run for every sender that hangs up, and places would be lost.
    reply.raw.once('close', () => {
      logRequest(shell, state, reply);
      if (!state.isRunning) finish(state);
    });
    setSecurityHeaders(reply, state, shell.config);
    if (shell.isStopping()) reply.header('connection', 'close');
    // Here and not in the handler of unknown addresses: their bodies are not read.
    if (request.is404) refuseUnknown(request.url, (methods) => reply.header('allow', methods));
    // Probes are answered to the end: they are how a load balancer learns that this server stops.
    const isProbe = request.routeOptions.url?.startsWith('/health/') === true;
    if (inFlight > shell.config.limits.requestsInFlight && !isProbe) throw new Refused('UNAVAILABLE');
  });
};

const shellOf = (parts: ServerParts, isStopping: () => boolean): Shell => {
  const { config, ports, ambience, version, schemas } = parts;
  const document = openApiDocument({ version, ...(schemas === undefined ? {} : { schemas }) });
  return {
    ...ambience, config, ports, isStopping, authorizer: cedarAuthorizer(), refusals: refusalBudget(),
    authenticators: [serviceAccounts(config.accounts), ...(parts.authenticators ?? [])],
    signIn: parts.signIn, keyOf: senderKeys(config.signingKeys), describe: () => document,
  };
};

const addressOf = (server: FastifyInstance, host: string): Readonly<{ url: string; port: number }> => {
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, url: `http://${host.includes(':') ? `[${host}]` : host}:${port}` };
};

/**
 * Makes a server from its configuration and ports; nothing listens yet.
 * @throws Fault POLICY_SET_INVALID when the policy set does not fit itself or the routes
 */
export const createServer = (parts: ServerParts): Server => {
  assertActionsKnown();
  const { config: { host, port, limits } } = parts;
  let stopping: Promise<StopReport> | undefined;
  const shell = shellOf(parts, () => stopping !== undefined);
  const server = frame(shell, parts.config);
  server.removeAllContentTypeParsers();
  const streams = ALL_ROUTES.flatMap(([, { stream }]) => (stream === undefined ? [] : [stream.mediaType]));
  // Left where it is: the handler reads it, once the intent of the act is committed.
  for (const type of new Set(streams)) {
    server.addContentTypeParser(type, (_request, _body, done) => done(null));
  }
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  watchConnections(server, shell);
  addHooks(server, shell);
  server.setErrorHandler((error, request, reply) => answerError(error, { request, reply }, shell));
  for (const [, route] of ALL_ROUTES) mountRoute(server, route, shell);
  if (parts.site !== undefined) mountSite(server, parts.site, shell.random);
  const say = (event: 'listening' | 'stopping' | 'stopped'): void =>
    shell.log({ at: shell.now().toString(), level: 'info', event });
  return {
    listen: async () => {
      await server.listen({ host, port });
      say('listening');
      return addressOf(server, host);
    },
    stop: () => {
      if (stopping === undefined) say('stopping');
      stopping ??= stopServer(server, limits.stopMilliseconds).finally(() => say('stopped'));
      return stopping;
    },
  };
};
