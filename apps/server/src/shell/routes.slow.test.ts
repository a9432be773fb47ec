import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ALL_ROUTES, type AnyRoute, openApiDocument, PROBLEM_MEDIA_TYPE, problemSchema, problemSpec, ROLES, routeProblems,
} from '@fengcun/api';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ACCESS_POLICY_SET, cedarAuthorizer, policyActions } from '../access/cedar-authorizer.ts';
import { callOf, EXAMPLES, type ExampleCall, seed, send } from '../testing/example-calls.ts';
import { type Invented, startInvented } from '../testing/invented-server.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const isProblem = ajv.compile(problemSchema.json as object);

const refused = async (invented: Invented, route: AnyRoute, call: ExampleCall): Promise<string> => {
  const response = await send(invented, route, call);
  assert.equal(response.headers.get('content-type'), PROBLEM_MEDIA_TYPE, route.path);
  const body = await response.json() as { code: 'FORBIDDEN'; status: number };
  assert.ok(isProblem(body), JSON.stringify(isProblem.errors));
  assert.equal(response.status, problemSpec(body.code).status);
  assert.ok(routeProblems(route).includes(body.code), `${route.path} does not declare ${body.code}`);
  return body.code;
};

test('every act of a route is known to the policy set, every known act has a route, and none has two', () => {
  const used = ALL_ROUTES.map(([, { action }]) => action);
  assert.deepEqual([...used].sort(), policyActions(ACCESS_POLICY_SET));
});

test('every route has an audit line of its own, or says why it needs none', () => {
  const acts = ALL_ROUTES.flatMap(([, { audit }]) => ('what' in audit ? [audit.what] : []));
  assert.equal(new Set(acts).size, acts.length);
  const exempt = ALL_ROUTES.flatMap(([id, { audit }]) => ('exempt' in audit ? [id] : [])).sort();
  assert.deepEqual(exempt, ['beginSignIn', 'describeInterface', 'healthLive', 'healthReady', 'ledgerCheckpoint', 'ledgerPolicy', 'ledgerTile', 'listOrgans', 'verifyCertificatePaper']);
  for (const [id, route] of ALL_ROUTES) {
    if (route.idempotency !== 'safe') assert.ok('what' in route.audit, `${id} changes something and is not audited`);
  }
});

test('the roles a route names are those that the policy set lets in', () => {
  const { decide } = cedarAuthorizer();
  for (const [id, route] of ALL_ROUTES.filter(([, { authentication }]) => authentication !== 'none')) {
    const permitted = ROLES.filter((role) => decide({
      principal: { id: 'one', organ: 'court/A01', roles: [role], hasSecondFactor: true }, action: route.action,
      resource: { organs: ['court/A01'], isSealed: false },
      context: { purpose: 'caseHandlingNeed', approvals: [], channel: 'http' },
    }).decision === 'allow');
    assert.deepEqual([...permitted].sort(), [...route.roles].sort(), id);
  }
});

test('every route is in the description with its schemas, and the description has no other', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument({ version: '1' })));
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { operationId: string; requestBody?: unknown }>).map(([method, operation]) =>
      ({ key: `${method.toUpperCase()} ${path}`, operation })));
  const routes = ALL_ROUTES.map(([id, route]) => ({ key: `${route.method} ${route.path.replace('{+', '{')}`, id, route }));
  assert.deepEqual(described.map(({ key }) => key).sort(), routes.map(({ key }) => key).sort());
  for (const { key, id, route } of routes) {
    const found = described.find((one) => one.key === key)?.operation;
    assert.equal(found?.operationId, id);
    assert.equal(found?.requestBody !== undefined, route.body !== undefined || route.stream !== undefined);
  }
});

for (const [id, route] of ALL_ROUTES) {
  const parts = EXAMPLES[id];

  test(`${id}: the example is permitted, answered by its schema, and audited before it is handled`, async (t) => {
    const invented = await startInvented(t);
    seed(invented.state);
    const response = await send(invented, route, callOf(route, parts, invented));
    assert.ok(route.reply.statuses.includes(response.status), await response.clone().text());
    if (route.reply.mediaType === 'application/json' && response.status !== 204) {
      const check = ajv.compile(route.reply.schema.json as object);
      assert.ok(check(await response.json()), JSON.stringify(check.errors));
    }
    const { calls, committed } = invented.state;
    if ('exempt' in route.audit) return assert.deepEqual(committed, []);
    assert.equal(calls[0], 'audit.intent');
    assert.ok(calls.length > 1, 'the handler used a port');
    assert.deepEqual(committed.map(({ what, phase, decision, action }) => ({ what, phase, decision, action })),
      [{ what: route.audit.what, phase: 'intent', decision: 'allow', action: route.action }]);
  });

  test(`${id}: its refusal example is refused as it says, and that is audited`, async (t) => {
    const invented = await startInvented(t);
    const { problem, ...wrong } = route.refusal;
    const body = wrong.body ?? parts.body;
    const code = await refused(invented, route, callOf(route, { ...parts, ...wrong, ...(body === undefined ? {} : { body }) }, invented));
    assert.equal(code, problem);
    const [line, ...others] = invented.state.committed;
    assert.deepEqual([line?.phase, line?.decision, line?.problem, line?.action, others.length], ['refusal', 'deny', problem, route.action, 0]);
  });

  if (route.authentication === 'none') continue;

  test(`${id}: whoever does not say who they are is refused with 401, and that is audited`, async (t) => {
    const invented = await startInvented(t);
    const { signature: _none, cookie: _nothing, ...headers } = callOf(route, parts, invented).headers;
    const code = await refused(invented, route, { ...callOf(route, parts, invented), headers, account: undefined, signedIn: undefined });
    assert.equal(code, route.authentication === 'signature' ? 'SIGNATURE_MISSING' : 'UNAUTHENTICATED');
    assert.deepEqual(invented.state.committed.map(({ phase, actorId, problem }) => [phase, actorId, problem]),
      [['refusal', 'anonymous', code]]);
    assert.ok(!invented.state.calls.some((call) => !call.startsWith('audit')), 'nothing else was touched');
  });

  if (route.roles.length === ROLES.length) continue;

  test(`${id}: whoever may not is refused with 403 before anything is looked at, and that is audited`, async (t) => {
    const invented = await startInvented(t);
    seed(invented.state);
    // A signature is always of the court: what it may not do is speak for the police.
    const call = route.authentication === 'signature'
      ? callOf(route, { ...parts, body: { ...Object(parts.body), source: String(Reflect.get(Object(parts.body), 'source')).replace('court:A01', 'police:B02') } }, invented)
      : { ...callOf(route, parts, invented), account: route.roles.includes('inquirer') ? 'proc-supervisor' : 'unit-inquirer', signedIn: undefined };
    assert.equal(await refused(invented, route, call), 'FORBIDDEN');
    assert.deepEqual(invented.state.committed.map(({ phase, decision, problem }) => [phase, decision, problem]),
      [['refusal', 'deny', 'FORBIDDEN']]);
    assert.ok(!invented.state.calls.some((used) => !used.startsWith('audit')), 'nothing else was touched');
  });
}
