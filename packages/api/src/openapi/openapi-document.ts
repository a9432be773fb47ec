import type { Json } from '@fengcun/kernel';
import { REQUEST_HEADER, SESSION_COOKIE, SIGN_IN_COOKIE } from '../access/session.ts';
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../problems/problem.ts';
import { type ProblemCode, problemSpec } from '../problems/problem-table.ts';
import { ALL_ROUTES, type RouteId } from '../routes/all-routes.ts';
import type { AnyRoute } from '../routes/route.ts';
import { routeProblems } from '../routes/route-problems.ts';
import type { JsonSchema, Schema } from '../schema/schema.ts';
import { componentNames, withReferences } from './components.ts';

type Members = Readonly<Record<string, Json>>;

/** What the document says beside the routes. `schemas` replaces components by name, with fuller ones. */
export type DescribeOptions = Readonly<{
  version: string; serverUrl?: string; schemas?: Readonly<Record<string, JsonSchema>>;
}>;

const SECURITY_SCHEMES: Members = {
  bearer: { type: 'http', scheme: 'bearer', description: 'Token of a service account.' },
  session: {
    type: 'apiKey', in: 'cookie', name: SESSION_COOKIE,
    description: `A person who is signed in (begin at /v1/session/begin). Changes need the header`
      + ` ${REQUEST_HEADER}: 1 and an Origin of this service. Systems send a bearer token instead.`,
  },
  issuer: {
    type: 'apiKey', in: 'cookie', name: SIGN_IN_COOKIE,
    description: 'A sign-in that is under way.',
  },
  signature: {
    type: 'apiKey', in: 'header', name: 'Signature',
    description: 'HTTP message signature (RFC 9421), Ed25519, tag fengcun-intake, over method, authority,'
      + ' path, content-type, content-digest and every ce- header.',
  },
};

/** Sessions or tokens, where people act; what the route names, elsewhere. */
const securityOf = ({ authentication }: AnyRoute): Json => {
  if (authentication === 'none') return [];
  return authentication === 'session' ? [{ session: [] }, { bearer: [] }] : [{ [authentication]: [] }];
};

const parametersIn = (where: 'path' | 'query', { json }: Schema<unknown>): readonly Json[] => {
  const required = new Set(Array.isArray(json['required']) ? json['required'] : []);
  return Object.entries((json['properties'] ?? {}) as Members)
    .map(([name, schema]) => ({ name, in: where, required: where === 'path' || required.has(name), schema }));
};

const headerParameter = (name: string, required: boolean): Json =>
  ({ name, in: 'header', required, schema: { type: 'string', minLength: 1, maxLength: 130 } });

const parametersOf = (route: AnyRoute): readonly Json[] => [
  ...parametersIn('path', route.params), ...parametersIn('query', route.search),
  ...Object.entries(route.headers ?? {}).map(([name, { isNeeded }]) => headerParameter(name, isNeeded)),
  ...(route.idempotency === 'safe' || route.idempotency === 'offset'
    ? [] : [headerParameter('Idempotency-Key', route.idempotency === 'key')]),
  ...(route.needsIfMatch === true ? [headerParameter('If-Match', true)] : []),
];

const problemResponses = (route: AnyRoute): Readonly<Record<string, Json>> => {
  const byStatus = Map.groupBy(routeProblems(route), (code) => problemSpec(code).status);
  const responseOf = (codes: readonly ProblemCode[]): Json => ({
    description: codes.map((code) => `${code}: ${problemSpec(code).en}`).join(' '),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema.json } },
  });
  return Object.fromEntries([...byStatus].map(([status, codes]) => [`${status}`, responseOf(codes)]));
};

const contentOf = ({ mediaType, schema }: AnyRoute['reply']): Members =>
  ({ content: { [mediaType]: { schema: schema.json } } });

const responsesOf = ({ reply, title, ...route }: AnyRoute): Json => ({
  ...problemResponses({ reply, title, ...route }),
  ...Object.fromEntries(reply.statuses.map((status) =>
    [`${status}`, { description: title.en, ...(status === 204 ? {} : contentOf(reply)) }])),
});

const BYTES: Json = { type: 'string', contentMediaType: 'application/octet-stream' };

const streamBodyOf = (route: AnyRoute): Members => (route.stream === undefined ? {} : {
  requestBody: { required: true, content: { [route.stream.mediaType]: { schema: BYTES } } },
});

const requestBodyOf = (route: AnyRoute): Members => (route.body === undefined ? streamBodyOf(route) : {
  requestBody: {
    required: true,
    content: Object.fromEntries(
      Object.entries(route.body.media).map(([type, { schema }]) => [type, { schema: schema.json }])),
  },
});

const operationOf = (id: RouteId, route: AnyRoute): Json => ({
  operationId: id,
  summary: route.title.en,
  description: route.title.zh,
  security: securityOf(route),
  parameters: parametersOf(route),
  ...requestBodyOf(route),
  responses: responsesOf(route),
  'x-action': route.action,
  'x-roles': route.roles,
  'x-idempotency': route.idempotency,
  'x-audit': 'what' in route.audit ? route.audit.what : `exempt: ${route.audit.exempt}`,
});

/** The path as OpenAPI writes it; a rest-of-path parameter keeps its slashes, which OpenAPI cannot say. */
export const openApiPath = (path: string): string => path.replaceAll('{+', '{');

const pathsOf = (): Json => {
  const byPath = Map.groupBy(ALL_ROUTES, ([, route]) => openApiPath(route.path));
  return Object.fromEntries([...byPath].map(([path, routes]) => [path, Object.fromEntries(
    routes.map(([id, route]) => [route.method.toLowerCase(), operationOf(id, route)]))]));
};

/**
 * The description of the interface, made from the routes and nothing else.
 * @see OpenAPI Specification 3.1.1
 */
export const openApiDocument = ({ version, serverUrl, schemas = {} }: DescribeOptions): Json => {
  const names = componentNames(ALL_ROUTES.map(([, route]) => route));
  const components = Object.fromEntries([...names].map(([schema, name]) =>
    [name, schemas[name] ?? withReferences(schema, names, { isRoot: true })]));
  return {
    openapi: '3.1.1',
    info: {
      title: '封存 Fengcun', version,
      description: 'Intake, exceptions, cases and the ledger of the registry.',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    ...(serverUrl === undefined ? {} : { servers: [{ url: serverUrl }] }),
    paths: withReferences(pathsOf(), names, { isRoot: false }),
    components: { schemas: components, securitySchemes: SECURITY_SCHEMES },
  };
};
