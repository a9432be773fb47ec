import { choice, flag, list, named, NOTHING, object, openObject, text } from '../schema/schema.ts';
import { jsonReply, route } from './route.ts';

const NO_RECORD = 'tells how the service is, nothing about an act or a person';

const liveness = named('Liveness', object({ status: choice(['live']) }));
const readiness = named('Readiness', object({
  status: choice(['ready', 'notReady']),
  checks: list(object({ name: text({ max: 40 }), isReady: flag() }), { min: 0, max: 32 }),
}));

/** GET /health/live — the process answers. */
export const healthLive = route({
  method: 'GET',
  path: '/health/live',
  title: { zh: '存活检查', en: 'Liveness' },
  action: 'service.live',
  authentication: 'none',
  roles: [],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: jsonReply(liveness),
  problems: [],
  refusal: { search: 'verbose=1', problem: 'PARAMETER_INVALID' },
  audit: { exempt: NO_RECORD },
  handle: async () => ({ status: 200, body: { status: 'live' } }),
});

/** GET /health/ready — everything the service needs works, and it is not stopping. */
export const healthReady = route({
  method: 'GET',
  path: '/health/ready',
  title: { zh: '就绪检查', en: 'Readiness' },
  action: 'service.ready',
  authentication: 'none',
  roles: [],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: jsonReply(readiness, [200, 503]),
  problems: [],
  refusal: { search: 'verbose=1', problem: 'PARAMETER_INVALID' },
  audit: { exempt: NO_RECORD },
  handle: async (_input, { health }) => {
    const checks = await health();
    const isReady = checks.every((check) => check.isReady);
    return { status: isReady ? 200 : 503, body: { status: isReady ? 'ready' : 'notReady', checks } };
  },
});

/** GET /openapi.json — the description of this interface, made from the routes. @see OpenAPI 3.1.1 */
export const describeInterface = route({
  method: 'GET',
  path: '/openapi.json',
  title: { zh: '接口说明', en: 'Description of this interface' },
  action: 'service.describe',
  authentication: 'none',
  roles: [],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: jsonReply(openObject({ openapi: text({ max: 10 }) })),
  problems: [],
  refusal: { search: 'verbose=1', problem: 'PARAMETER_INVALID' },
  audit: { exempt: NO_RECORD },
  // The document is a JSON object with that member: it is made by `openApiDocument`.
  handle: async (_input, { describe }) =>
    ({ status: 200, body: describe() as Readonly<{ openapi: string }> & Readonly<Record<string, unknown>> }),
});
