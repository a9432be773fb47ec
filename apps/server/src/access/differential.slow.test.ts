import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccessRequest, ACCESS_POLICIES, ACTIONS, isPermitted, ROLES } from '@fengcun/api';
import { cedarAuthorizer } from './cedar-authorizer.ts';

const REQUESTS = 100_000;
const SEED = 20261121;

/** mulberry32: small, fast, and the same everywhere. */
const generator = (seed: number) => () => {
  let x = (seed = (seed + 0x6d2b79f5) | 0);
  x = Math.imul(x ^ (x >>> 15), x | 1);
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
  return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
};

const drawer = (next: () => number) => {
  const one = <T>(values: readonly [T, ...T[]] | readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const chance = (p: number): boolean => next() < p;
  const some = <T>(values: readonly T[], max: number): readonly T[] =>
    [...new Set(Array.from({ length: Math.floor(next() * (max + 1)) }, () => one(values)))];
  const organs = ['court/A01', 'police/B02', 'procuratorate/C03', '', 'court/A01 '];
  // Mostly something the act could be permitted for, so that each rule decides often, and not only denial.
  return (): AccessRequest => {
    const organ = one(organs);
    const id = one(['one', 'two', '']);
    return {
      principal: { id, organ, hasSecondFactor: chance(0.7), roles: chance(0.7) ? [one(ROLES)] : some([...ROLES, 'chief', 'Clerk'], 4) },
      action: one(ACTIONS),
      resource: { organs: chance(0.6) ? [organ] : some(organs, 3), isSealed: chance(0.4) },
      context: {
        ...(chance(0.8) ? { purpose: one(['caseHandlingNeed', '']) } : {}), ...(chance(0.8) ? { legalBasis: 'cpl-286-2' } : {}),
        ...(chance(0.3) ? { caseCode: '0123456789ABCDEF00' } : {}), approvals: chance(0.6) ? ['three'] : some(['one', 'two', 'three'], 2), channel: one(['http', 'session'] as const),
        ...(chance(0.4) ? { hour: Math.floor(next() * 24) } : {}),
        ...(chance(0.3) ? { sessionMinutes: one([0, 5, 60, 120, 480, 481]) } : {}),
        ...(chance(0.3) ? { secondFactorMinutes: one([0, 4, 15, 16]) } : {}),
      },
    };
  };
};

test(`Cedar and the reference predicate decide ${REQUESTS} random requests alike`, (t) => {
  const draw = drawer(generator(SEED));
  const { decide } = cedarAuthorizer(undefined, { isRemembering: false });
  const milliseconds = new Float64Array(REQUESTS);
  const allowed = new Map<string, number>();
  const deciding = new Map<string, number>();
  for (let at = 0; at < REQUESTS; at += 1) {
    const request = draw();
    const before = performance.now();
    const { decision, policies } = decide(request);
    milliseconds[at] = performance.now() - before;
    assert.equal(decision === 'allow', isPermitted(request), JSON.stringify(request));
    if (decision === 'allow') allowed.set(request.action, (allowed.get(request.action) ?? 0) + 1);
    for (const policy of policies) deciding.set(policy, (deciding.get(policy) ?? 0) + 1);
  }
  milliseconds.sort();
  const at = (share: number): string => (milliseconds[Math.floor(REQUESTS * share)] ?? 0).toFixed(3);
  t.diagnostic(`measured ${REQUESTS} decisions, seed ${SEED}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, 0 differences`);
  // A comparison in which an act is never allowed, or a policy never decides, would compare nothing.
  for (const action of ACTIONS) assert.ok((allowed.get(action) ?? 0) > 10, `${action} was allowed ${allowed.get(action)} times`);
  assert.equal(deciding.size, Object.keys(ACCESS_POLICIES).length);
  for (const [policy, count] of deciding) assert.ok(count > 10, `${policy} decided ${count} times`);
});

test('a wrong predicate is noticed: each rule left out gives differences', () => {
  const draw = drawer(generator(SEED));
  const { decide } = cedarAuthorizer(undefined, { isRemembering: false });
  const wrongs: Readonly<Record<string, (r: AccessRequest) => boolean>> = {
    'sealed things need no purpose': (r) => isPermitted({ ...r, context: { ...r.context, purpose: 'any' } }),
    'second factor is not asked for': (r) => isPermitted({ ...r, principal: { ...r.principal, hasSecondFactor: true } }),
    'own approval counts': (r) => isPermitted({ ...r, context: { ...r.context, approvals: r.context.approvals.map(() => 'other') } }),
    'organs do not matter': (r) => isPermitted({ ...r, resource: { ...r.resource, organs: [r.principal.organ] } }),
    'nothing is sealed': (r) => isPermitted({ ...r, resource: { ...r.resource, isSealed: false } }),
  };
  const noticed = new Set<string>();
  for (let at = 0; at < 3000; at += 1) {
    const request = draw();
    const isAllowed = decide(request).decision === 'allow';
    for (const [name, wrong] of Object.entries(wrongs)) if (wrong(request) !== isAllowed) noticed.add(name);
  }
  assert.deepEqual([...noticed].sort(), Object.keys(wrongs).sort());
});
