import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_ROUTES, type AnyRoute, isPermitted, type RouteId } from '@fengcun/api';
import { ACCESS_POLICY_SET, cedarAuthorizer } from '../access/cedar-authorizer.ts';
import { callOf, EXAMPLES, seed, send } from '../testing/example-calls.ts';
import { ACCOUNTS, startInvented } from '../testing/invented-server.ts';

/**
 * Who may learn what: every route × every account × {what is there, what is not}, expected from the policies
 * (and the hand-written second rules), sent to a running service. Accounts differ by role, organ and factor.
 */
const NOBODY: Readonly<Record<string, string>> = {
  id: '00000000-0000-7000-8000-00000000ffff', recordId: '01900000-0000-7000-8000-00000000ffff', code: 'ZZZZZZZZZZZZZZZZ99',
  jointId: '01900000-0000-7000-8000-00000000fffe', number: '9',
};
/** Everything of an answer that may differ between two requests, because it is random or the time. */
const RANDOM: ReadonlySet<string> = new Set(['x-request-id', 'traceparent', 'date']);

const routes: readonly (readonly [RouteId, AnyRoute])[] = ALL_ROUTES.filter(([, { authentication }]) => authentication === 'bearer' || authentication === 'session');

/** What the policies say before anything is looked at: something of one's own, no purpose stated. */
const mayAtAll = (route: AnyRoute, name: string): boolean => {
  const { organ, roles, hasSecondFactor = false } = ACCOUNTS[name] ?? { organ: 'none', roles: [] };
  const asked = {
    principal: { id: name, organ, roles, hasSecondFactor }, action: route.action, resource: { organs: [organ], isSealed: false },
    context: { purpose: 'unstated', approvals: [], channel: 'http' as const },
  };
  const decided = cedar.decide(asked).decision === 'allow';
  assert.equal(decided, isPermitted(asked), `${name} ${route.action}: the two rules differ`);
  return decided;
};
const cedar = cedarAuthorizer(ACCESS_POLICY_SET);

const answerOf = async (response: Response) => ({
  status: response.status, headers: [...response.headers].filter(([name]) => !RANDOM.has(name)), body: await response.text(),
});
const codeOf = (body: string): string => { try { return String(JSON.parse(body).code); } catch { return ''; } };

for (const [id, route] of routes) {
  test(`${route.method} ${route.path}: answered or refused for each of ${Object.keys(ACCOUNTS).length} accounts as the policies say`, async (t) => {
    // Refusals change nothing, and what the permitted change does not decide about others.
    const invented = await startInvented(t);
    seed(invented.state);
    for (const name of Object.keys(ACCOUNTS)) {
      const { signedIn: _session, ...example } = EXAMPLES[id];
      const as = { ...example, account: name };
      const call = { ...callOf(route, as, invented), signedIn: undefined };
      const there = await answerOf(await send(invented, route, call));
      const isForbidden = there.status === 403 && codeOf(there.body) === 'FORBIDDEN';
      // Sessions alone know who somebody is: acts on one's own session mean nothing for a system.
      if (!mayAtAll(route, name)) {
        assert.ok(isForbidden || codeOf(there.body) === 'SECOND_FACTOR_NEEDED', `${name}: ${there.status} ${there.body.slice(0, 120)}`);
      }
      assert.notEqual(there.status, 500, `${name}: ${there.body.slice(0, 200)}`);
      const { params } = EXAMPLES[id];
      if (params === undefined || !Object.keys(params).some((key) => key in NOBODY)) continue;
      const [owner] = [EXAMPLES[id].account ?? EXAMPLES[id].signedIn];
      if (owner === undefined || there.status < 400) continue;
      // Refused about something that is there: the same about something that is not.
      const none = { ...as, params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, NOBODY[key] ?? value])) };
      const notThere = await answerOf(await send(invented, route, { ...callOf(route, none, invented), signedIn: undefined }));
      if (there.status === 403 || there.status === 404) assert.deepEqual(there, notThere, `${name} can tell what is there`);
    }
  });
}
