import { type Area, hasRole, isOwn } from './area.ts';

const READING = ['certificate.list', 'certificate.read', 'certificate.paper'];

/** Certificates for the person concerned, and their verification. */
export const CERTIFICATE_AREA = {
  actions: {
    'certificate.apply': 'records', 'certificate.list': 'records', 'certificate.read': 'records',
    'certificate.paper': 'records', 'certificate.step': 'records', 'certificate.approve': 'records',
    'certificate.verify': 'public',
  },
  acts: [
    'CERTIFICATE_APPLIED', 'CERTIFICATES_LISTED', 'CERTIFICATE_READ', 'CERTIFICATE_PAPER_READ',
    'CERTIFICATE_STEP_TAKEN', 'CERTIFICATE_STEP_DECIDED',
  ],
  policies: {
    'people-apply-for-certificates': `
      permit (principal, action == Fengcun::Action::"certificate.apply", resource)
      when {
        principal.roles.containsAny(["clerk", "citizen"]) && resource.organs == [principal.organ]
      };`,

    'people-see-their-certificates': `
      permit (principal, action in [Fengcun::Action::"certificate.list",
        Fengcun::Action::"certificate.read", Fengcun::Action::"certificate.paper"], resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer", "approver", "citizen"])
        && resource.organs == [principal.organ]
      };`,

    'officers-verify-for-certificates': `
      permit (principal, action == Fengcun::Action::"certificate.step", resource)
      when { principal.roles.contains("reviewer") && resource.organs == [principal.organ] };`,

    'heads-approve-for-certificates': `
      permit (principal, action == Fengcun::Action::"certificate.approve", resource)
      when { principal.roles.contains("approver") && resource.organs == [principal.organ] };`,

    'approving-certificates-needs-a-second-factor': `
      forbid (principal, action == Fengcun::Action::"certificate.approve", resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    const { action } = asked;
    if (action === 'certificate.verify') return true;
    if (!isOwn(asked)) return false;
    if (action === 'certificate.apply') return hasRole(asked, 'clerk', 'citizen');
    if (READING.includes(action)) return hasRole(asked, 'clerk', 'reviewer', 'approver', 'citizen');
    return action === 'certificate.step' ? hasRole(asked, 'reviewer') : hasRole(asked, 'approver');
  },
  forbids: ({ action, principal }) => action === 'certificate.approve' && !principal.hasSecondFactor,
} as const satisfies Area;
