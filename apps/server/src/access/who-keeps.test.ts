import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Action, ROLES, type Role } from '@fengcun/api';
import { cedarAuthorizer } from './cedar-authorizer.ts';

/** Who may do what of accounts, dead letters, timers and the directory, as it reads in docs/access.md; everybody else may not. */
const MAY: Readonly<Partial<Record<Action, readonly Role[]>>> = {
  'directory.add': ['securityAdmin'], 'directory.askRoles': ['securityAdmin'], 'directory.suspend': ['securityAdmin'],
  'directory.agreeRoles': ['sysadmin'], 'directory.refuseRoles': ['sysadmin'],
  'directory.roleChanges': ['sysadmin', 'securityAdmin', 'auditor'],
  'letters.list': ['sysadmin', 'auditor'], 'letters.retry': ['sysadmin'], 'letters.rest': ['sysadmin'],
  'administration.timers': ['sysadmin', 'auditor'], 'administration.directory': ['sysadmin', 'auditor'],
};
const LOOKS = ['directory.roleChanges', 'letters.list', 'administration.timers', 'administration.directory'];

const { decide } = cedarAuthorizer();
const isAllowed = (action: string, roles: readonly Role[], hasSecondFactor: boolean): boolean => decide({
  principal: { id: 'somebody', organ: 'platform/P01', roles, hasSecondFactor }, action: action as Action,
  resource: { organs: [], isSealed: false },
  context: { purpose: 'accessControl', legalBasis: 'csl-21', approvals: [], channel: 'session' },
}).decision === 'allow';

for (const [action, may] of Object.entries(MAY)) {
  test(`${action}: ${may.join(', ')}, and nobody else`, () => {
    assert.deepEqual(ROLES.filter((role) => isAllowed(action, [role], true)).toSorted(), may.toSorted());
  });

  test(`${action}: ${LOOKS.includes(action) ? 'a look, also' : 'an act, never'} without a second factor`, () => {
    assert.equal(ROLES.some((role) => isAllowed(action, [role], false)), LOOKS.includes(action));
  });

  test(`${action}: not for whoever would be two of 三员 at once`, () => {
    for (const beside of ['sysadmin', 'securityAdmin', 'auditor'] as const) {
      for (const role of may) if (role !== beside) assert.ok(!isAllowed(action, [role, beside], true), `${role} and ${beside}`);
    }
  });
}
