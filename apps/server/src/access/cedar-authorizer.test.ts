import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessRequest } from '@fengcun/api';
import { ACCESS_POLICY_SET, cedarAuthorizer } from './cedar-authorizer.ts';

const { decide, policySetHash } = cedarAuthorizer();

type Change = Readonly<{
  principal?: Partial<AccessRequest['principal']>; resource?: Partial<AccessRequest['resource']>;
  context?: Partial<AccessRequest['context']>; action?: AccessRequest['action'];
}>;

const sealedLook = ({ principal, resource, context, action = 'case.timeline' }: Change = {}): AccessRequest => ({
  principal: { id: 'one', organ: 'court/A01', roles: ['supervisor'], hasSecondFactor: true, ...principal },
  resource: { organs: ['court/A01', 'police/B02'], isSealed: true, ...resource },
  context: { purpose: 'caseHandlingNeed', legalBasis: 'cpl-286-2', approvals: ['another'], channel: 'http', ...context },
  action,
});

const without = (name: 'purpose' | 'legalBasis'): AccessRequest => {
  const request = sealedLook();
  const { [name]: _gone, ...context } = request.context;
  return { ...request, context };
};

const rows: readonly (readonly [string, AccessRequest, 'allow' | 'deny', readonly string[]])[] = [
  ['sealed, with every ground', sealedLook(), 'allow', ['organs-of-a-case-follow-it']],
  ['sealed, without a purpose', without('purpose'), 'deny', ['sealed-without-purpose']],
  ['sealed, without a legal basis', without('legalBasis'), 'deny', ['sealed-without-legal-basis']],
  ['sealed, without a second factor', sealedLook({ principal: { hasSecondFactor: false } }), 'deny', ['sealed-without-second-factor']],
  ['sealed, without an approval', sealedLook({ context: { approvals: [] } }), 'deny', ['sealed-without-approval']],
  ['approved by oneself', sealedLook({ context: { approvals: ['one'] } }), 'deny', ['nobody-approves-their-own-act']],
  ['approved by oneself and another', sealedLook({ context: { approvals: ['another', 'one'] } }), 'deny', ['nobody-approves-their-own-act']],
  ['of another organ', sealedLook({ principal: { organ: 'court/A02' } }), 'deny', []],
  ['of no organ', sealedLook({ resource: { organs: [] } }), 'deny', []],
  ['supervisor and auditor at once, at records', sealedLook({ principal: { roles: ['supervisor', 'auditor'] } }), 'deny', ['administrators-touch-no-records']],
  ['two administrators in one, at proofs', sealedLook({ principal: { roles: ['sysadmin', 'auditor'] }, resource: { isSealed: false }, action: 'ledger.prove' }), 'deny', ['administrators-are-three-people']],
  ['the auditor, at proofs', sealedLook({ principal: { roles: ['auditor'] }, resource: { isSealed: false }, action: 'ledger.prove' }), 'allow', ['proofs-are-for-supervision-and-audit']],
  ['the system administrator, at proofs', sealedLook({ principal: { roles: ['sysadmin'] }, resource: { isSealed: false }, action: 'ledger.prove' }), 'deny', []],
  ['a role nobody knows', sealedLook({ principal: { roles: ['chief'] }, resource: { isSealed: false } }), 'deny', []],
  ['a batch of two organs', sealedLook({ principal: { roles: ['clerk'] }, resource: { isSealed: false }, action: 'intake.submitBatch' }), 'deny', []],
  ['a batch of the own organ', sealedLook({ principal: { roles: ['clerk'] }, resource: { isSealed: false, organs: ['court/A01'] }, action: 'intake.submitBatch' }), 'allow', ['organ-sends-its-own-records']],
];

for (const [what, request, decision, policies] of rows) {
  test(`${what}: ${decision}${policies.length === 0 ? ', because nothing permits it' : ` by ${policies.join(', ')}`}`, () => {
    assert.deepEqual(decide(request), { decision, policies, policySetHash });
  });
}

test('an act the set does not know is denied, and so is a request that does not fit the schema', () => {
  const unknown = { ...sealedLook(), action: 'case.erase' } as unknown as AccessRequest;
  const misfit = { ...sealedLook(), context: { ...sealedLook().context, approvals: [7] } } as unknown as AccessRequest;
  assert.equal(decide(unknown).decision, 'deny');
  assert.equal(decide(misfit).decision, 'deny');
});

for (const [what, policy] of [
  ['that does not parse', 'permit (principal'],
  ['that names an act nobody knows', 'permit (principal, action == Fengcun::Action::"case.erase", resource);'],
  ['that asks for an attribute nobody has', 'permit (principal, action, resource) when { principal.rank > 3 };'],
  ['that can never hold', 'permit (principal, action, resource) when { false };'],
] as const) {
  test(`a set with a policy ${what} stops the start`, () => {
    const policies = { ...ACCESS_POLICY_SET.policies, added: policy };
    assert.throws(() => cedarAuthorizer({ ...ACCESS_POLICY_SET, policies }), { code: 'POLICY_SET_INVALID' });
  });
}
