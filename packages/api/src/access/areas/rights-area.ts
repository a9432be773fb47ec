import { type Area, hasRole, isOwn } from './area.ts';

const LOOKING = ['rights.list', 'rights.read', 'rights.paper'];

/** Rights of the person concerned. */
export const RIGHTS_AREA = {
  actions: {
    'rights.file': 'records', 'rights.list': 'records', 'rights.read': 'records', 'rights.ownStep': 'records',
    'rights.step': 'records', 'rights.decide': 'records', 'rights.looks': 'records',
    'rights.paper': 'records', 'rights.identity': 'records',
  },
  acts: [
    'RIGHTS_REQUEST_FILED', 'RIGHTS_REQUESTS_LISTED', 'RIGHTS_REQUEST_READ', 'RIGHTS_OWN_STEP_TAKEN',
    'RIGHTS_STEP_TAKEN', 'RIGHTS_REQUEST_DECIDED', 'OWN_LOOKS_READ',
    'RIGHTS_PAPER_READ', 'OWN_IDENTITY_READ',
  ],
  policies: {
    'people-ask-for-their-rights': `
      permit (principal, action == Fengcun::Action::"rights.file", resource)
      when {
        principal.roles.containsAny(["citizen", "clerk"]) && resource.organs == [principal.organ]
      };`,

    'people-see-who-looked': `
      permit (principal, action in [Fengcun::Action::"rights.looks", Fengcun::Action::"rights.identity"],
        resource)
      when { principal.roles.contains("citizen") && resource.organs == [principal.organ] };`,

    'who-asked-goes-on': `
      permit (principal, action == Fengcun::Action::"rights.ownStep", resource)
      when {
        principal.roles.containsAny(["citizen", "clerk"]) && resource.organs == [principal.organ]
      };`,

    'people-and-organs-see-requests': `
      permit (principal, action in [Fengcun::Action::"rights.list", Fengcun::Action::"rights.read",
        Fengcun::Action::"rights.paper"], resource)
      when {
        principal.roles.containsAny(["citizen", "clerk", "reviewer", "approver"])
        && resource.organs == [principal.organ]
      };`,

    'officers-work-on-requests': `
      permit (principal, action == Fengcun::Action::"rights.step", resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer"]) && resource.organs == [principal.organ]
      };`,

    'approvers-answer-requests': `
      permit (principal, action == Fengcun::Action::"rights.decide", resource)
      when { principal.roles.contains("approver") && resource.organs == [principal.organ] };`,

    'answering-requests-needs-a-second-factor': `
      forbid (principal, action == Fengcun::Action::"rights.decide", resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    const { action } = asked;
    if (!isOwn(asked)) return false;
    if (action === 'rights.file' || action === 'rights.ownStep') return hasRole(asked, 'citizen', 'clerk');
    if (action === 'rights.looks' || action === 'rights.identity') return hasRole(asked, 'citizen');
    if (LOOKING.includes(action)) return hasRole(asked, 'citizen', 'clerk', 'reviewer', 'approver');
    return action === 'rights.step' ? hasRole(asked, 'clerk', 'reviewer') : hasRole(asked, 'approver');
  },
  forbids: ({ action, principal }) => action === 'rights.decide' && !principal.hasSecondFactor,
} as const satisfies Area;
