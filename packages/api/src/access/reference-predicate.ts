import { present } from '@fengcun/kernel';
import type { AccessRequest } from './access-request.ts';
import { ALL_AREAS, AREA_OF } from './areas/all-areas.ts';

const administratorRoles = ({ principal }: AccessRequest): number =>
  new Set(principal.roles.filter((role) => ['sysadmin', 'securityAdmin', 'auditor'].includes(role))).size;

const forbidsEverywhere = (request: AccessRequest, group: string | undefined): boolean => {
  const { principal, resource, context } = request;
  const isGrounded = context.purpose !== undefined && context.legalBasis !== undefined
    && principal.hasSecondFactor && context.approvals.length > 0;
  const administrators = administratorRoles(request);
  return (resource.isSealed && !isGrounded)
    || context.approvals.includes(principal.id)
    || (group === 'records' && administrators > 0)
    || (group !== 'public' && administrators > 1);
};

/**
 * The same rules as the policy set, written a second time in plain TypeScript by hand: the differential test
 * compares the two. Never used to decide a request.
 */
export const isPermitted = (request: AccessRequest): boolean => {
  const area = present(AREA_OF.get(request.action), 'the area of an act');
  return area.permits(request) && !forbidsEverywhere(request, area.actions[request.action])
    && !ALL_AREAS.some(({ forbids }) => forbids(request));
};
