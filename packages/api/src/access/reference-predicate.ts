import { assertNever } from '@fengcun/kernel';
import type { AccessRequest, Action } from './access-request.ts';

type Group = 'records' | 'proofs' | 'public';

const groupOf = (action: Action): Group => {
  switch (action) {
    case 'intake.submit': case 'intake.submitBatch': case 'intake.receiveEvents':
    case 'exchange.receiveEvents':
    case 'exception.list': case 'exception.read': case 'exception.resolve': case 'case.timeline':
    case 'attachment.begin': case 'attachment.progress': case 'attachment.append':
    case 'attachment.list': case 'attachment.read':
    case 'seal.list': case 'seal.read': case 'seal.overdue': case 'seal.timeline':
    case 'seal.proposeUnseal': case 'seal.approveUnseal': case 'seal.refuseUnseal':
      return 'records';
    case 'ledger.checkpoint': case 'ledger.tile': case 'ledger.entries': case 'ledger.prove':
      return 'proofs';
    case 'service.live': case 'service.ready': case 'service.describe':
      return 'public';
    default: return assertNever(action);
  }
};

const hasRole = ({ principal }: AccessRequest, ...roles: readonly string[]): boolean =>
  principal.roles.some((role) => roles.includes(role));

const isOwn = ({ principal, resource }: AccessRequest): boolean =>
  resource.organs.length > 0 && resource.organs.every((organ) => organ === principal.organ);

const administratorRoles = ({ principal }: AccessRequest): number =>
  new Set(principal.roles.filter((role) => ['sysadmin', 'securityAdmin', 'auditor'].includes(role))).size;

const permits = (request: AccessRequest): boolean => {
  const { principal, resource, context, action } = request;
  if (groupOf(action) === 'public') return true;
  if (['attachment.begin', 'attachment.progress', 'attachment.append'].includes(action)) {
    return hasRole(request, 'clerk') && resource.organs.includes(principal.organ);
  }
  if (['case.timeline', 'attachment.list', 'attachment.read'].includes(action)) {
    return hasRole(request, 'clerk', 'reviewer', 'approver', 'supervisor')
      && resource.organs.includes(principal.organ) && context.purpose !== undefined;
  }
  if (action === 'seal.proposeUnseal') return hasRole(request, 'reviewer', 'approver') && isOwn(request);
  if (['seal.approveUnseal', 'seal.refuseUnseal'].includes(action)) {
    return hasRole(request, 'approver') && isOwn(request);
  }
  if (action.startsWith('seal.')) {
    return (hasRole(request, 'reviewer', 'approver', 'supervisor')
      || (action === 'seal.timeline' && hasRole(request, 'clerk')))
      && resource.organs.includes(principal.organ);
  }
  if (action.startsWith('exception.')) return hasRole(request, 'clerk', 'reviewer') && isOwn(request);
  if (action.startsWith('intake.') || action.startsWith('exchange.')) {
    return hasRole(request, 'clerk') && isOwn(request);
  }
  if (action === 'ledger.entries') return hasRole(request, 'auditor');
  return hasRole(request, 'supervisor', 'auditor');
};

const forbids = (request: AccessRequest): boolean => {
  const { principal, resource, context, action } = request;
  const isGrounded = context.purpose !== undefined && context.legalBasis !== undefined
    && principal.hasSecondFactor && context.approvals.length > 0;
  const administrators = administratorRoles(request);
  const group = groupOf(action);
  return (resource.isSealed && !isGrounded)
    || (action.startsWith('seal.') && !principal.hasSecondFactor)
    || context.approvals.includes(principal.id)
    || (group === 'records' && administrators > 0)
    || (group === 'proofs' && administrators > 1);
};

/**
 * The same rules as the policy set, written a second time in plain TypeScript by hand: the differential test
 * compares the two. Never used to decide a request.
 */
export const isPermitted = (request: AccessRequest): boolean => permits(request) && !forbids(request);
