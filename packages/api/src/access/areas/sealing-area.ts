import { type Area, hasRole, isConcerned, isOwn } from './area.ts';

const CARRYING_OUT = ['seal.duties', 'seal.duty', 'seal.notice', 'seal.acknowledge'];

/** How seals stand, and opening by two people. */
export const SEALING_AREA = {
  actions: {
    'seal.list': 'records', 'seal.read': 'records', 'seal.overdue': 'records', 'seal.timeline': 'records',
    'seal.duties': 'records', 'seal.duty': 'records', 'seal.notice': 'records',
    'seal.acknowledge': 'records',
    'seal.proposeUnseal': 'records', 'seal.approveUnseal': 'records', 'seal.refuseUnseal': 'records',
  },
  acts: [
    'SEALS_LISTED', 'SEAL_READ', 'OVERDUE_SEALS_LISTED', 'SEAL_TIMELINE_READ',
    'SEAL_DUTIES_LISTED', 'SEAL_DUTY_READ', 'SEAL_NOTICE_READ', 'SEAL_ACKNOWLEDGED',
    'UNSEAL_PROPOSED', 'UNSEAL_APPROVED', 'UNSEAL_REFUSED',
  ],
  policies: {
    'organs-of-a-seal-see-how-it-stands': `
      permit (principal, action in [Fengcun::Action::"seal.list", Fengcun::Action::"seal.read",
        Fengcun::Action::"seal.overdue"], resource)
      when {
        principal.roles.containsAny(["reviewer", "approver", "supervisor"])
        && resource.organs.contains(principal.organ)
      };`,

    'organs-of-a-seal-follow-it': `
      permit (principal, action == Fengcun::Action::"seal.timeline", resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer", "approver", "supervisor"])
        && resource.organs.contains(principal.organ)
      };`,

    'holders-carry-out-what-was-ordered': `
      permit (principal, action in [Fengcun::Action::"seal.duties", Fengcun::Action::"seal.duty",
        Fengcun::Action::"seal.notice", Fengcun::Action::"seal.acknowledge"], resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer", "approver"]) && resource.organs == [principal.organ]
      };`,

    'who-ordered-a-seal-proposes-to-open-it': `
      permit (principal, action == Fengcun::Action::"seal.proposeUnseal", resource)
      when {
        principal.roles.containsAny(["reviewer", "approver"]) && resource.organs == [principal.organ]
      };`,

    'approvers-decide-on-opening': `
      permit (principal, action in [Fengcun::Action::"seal.approveUnseal",
        Fengcun::Action::"seal.refuseUnseal"], resource)
      when { principal.roles.contains("approver") && resource.organs == [principal.organ] };`,

    'seals-need-a-second-factor': `
      forbid (principal, action in [Fengcun::Action::"seal.list", Fengcun::Action::"seal.read",
        Fengcun::Action::"seal.overdue", Fengcun::Action::"seal.timeline",
        Fengcun::Action::"seal.duty", Fengcun::Action::"seal.notice", Fengcun::Action::"seal.acknowledge",
        Fengcun::Action::"seal.proposeUnseal", Fengcun::Action::"seal.approveUnseal",
        Fengcun::Action::"seal.refuseUnseal"], resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    const { action } = asked;
    if (action === 'seal.proposeUnseal') return hasRole(asked, 'reviewer', 'approver') && isOwn(asked);
    if (CARRYING_OUT.includes(action)) return hasRole(asked, 'clerk', 'reviewer', 'approver') && isOwn(asked);
    if (action === 'seal.approveUnseal' || action === 'seal.refuseUnseal') {
      return hasRole(asked, 'approver') && isOwn(asked);
    }
    return isConcerned(asked) && (hasRole(asked, 'reviewer', 'approver', 'supervisor')
      || (action === 'seal.timeline' && hasRole(asked, 'clerk')));
  },
  // The list names nobody and nothing but numbers and days: it may stand on the first page of the day.
  forbids: ({ action, principal }) =>
    action.startsWith('seal.') && action !== 'seal.duties' && !principal.hasSecondFactor,
} as const satisfies Area;
