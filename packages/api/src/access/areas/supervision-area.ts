import { type Area, hasRole, isOwn } from './area.ts';

const WORKING = [
  'supervision.open', 'supervision.step', 'supervision.patterns', 'supervision.statistics',
];

const FACTOR = ['supervision.decide', 'supervision.patterns', 'incident.decide'];

/** The procurator's eye: supervision cases, patterns, incidents. */
export const SUPERVISION_AREA = {
  actions: {
    'supervision.open': 'records', 'supervision.list': 'records', 'supervision.read': 'records',
    'supervision.step': 'records', 'supervision.decide': 'records', 'supervision.reply': 'records',
    'supervision.patterns': 'records', 'supervision.statistics': 'records',
    'incident.report': 'records', 'incident.list': 'records', 'incident.read': 'records',
    'incident.step': 'records', 'incident.decide': 'records',
    'supervision.paper': 'records', 'incident.paper': 'records', 'duties.list': 'records',
  },
  acts: [
    'SUPERVISION_OPENED', 'SUPERVISION_LISTED', 'SUPERVISION_READ', 'SUPERVISION_STEP_TAKEN',
    'OPINION_DECIDED', 'SUPERVISION_REPLIED', 'PATTERNS_READ', 'STATISTICS_READ',
    'INCIDENT_REPORTED', 'INCIDENTS_LISTED', 'INCIDENT_READ', 'INCIDENT_STEP_TAKEN',
    'INCIDENT_DECIDED', 'SUPERVISION_PAPER_READ', 'INCIDENT_PAPER_READ', 'DUTIES_LISTED',
  ],
  policies: {
    'procurators-supervise': `
      permit (principal, action in [Fengcun::Action::"supervision.open",
        Fengcun::Action::"supervision.step", Fengcun::Action::"supervision.patterns",
        Fengcun::Action::"supervision.statistics"], resource)
      when { principal.roles.contains("supervisor") && resource.organs == [principal.organ] };`,

    'procurators-decide-on-opinions': `
      permit (principal, action == Fengcun::Action::"supervision.decide", resource)
      when { principal.roles.contains("supervisor") && resource.organs == [principal.organ] };`,

    'those-concerned-see-matters': `
      permit (principal, action in [Fengcun::Action::"supervision.list",
        Fengcun::Action::"supervision.read", Fengcun::Action::"supervision.paper"], resource)
      when {
        principal.roles.containsAny(["supervisor", "reviewer", "approver"])
        && resource.organs == [principal.organ]
      };`,

    'units-answer-the-procuratorate': `
      permit (principal, action == Fengcun::Action::"supervision.reply", resource)
      when {
        principal.roles.containsAny(["reviewer", "approver"]) && resource.organs == [principal.organ]
      };`,

    'organs-report-and-mend-leaks': `
      permit (principal, action in [Fengcun::Action::"incident.report", Fengcun::Action::"incident.list",
        Fengcun::Action::"incident.read", Fengcun::Action::"incident.paper",
        Fengcun::Action::"incident.step"], resource)
      when {
        principal.roles.containsAny(["reviewer", "approver", "supervisor"])
        && resource.organs == [principal.organ]
      };`,

    'heads-spare-a-notice': `
      permit (principal, action == Fengcun::Action::"incident.decide", resource)
      when {
        principal.roles.containsAny(["approver", "supervisor"]) && resource.organs == [principal.organ]
      };`,

    'organs-see-their-terms': `
      permit (principal, action == Fengcun::Action::"duties.list", resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer", "approver", "supervisor"])
        && resource.organs == [principal.organ]
      };`,

    'supervision-needs-a-second-factor': `
      forbid (principal, action in [Fengcun::Action::"supervision.decide",
        Fengcun::Action::"supervision.patterns", Fengcun::Action::"incident.decide"], resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    const { action } = asked;
    if (!isOwn(asked)) return false;
    if (action === 'supervision.decide' || WORKING.includes(action)) return hasRole(asked, 'supervisor');
    if (action === 'supervision.reply') return hasRole(asked, 'reviewer', 'approver');
    if (action === 'duties.list') return hasRole(asked, 'clerk', 'reviewer', 'approver', 'supervisor');
    if (action === 'incident.decide') return hasRole(asked, 'approver', 'supervisor');
    return hasRole(asked, 'supervisor', 'reviewer', 'approver');
  },
  forbids: ({ action, principal }) =>
    FACTOR.includes(action) && !principal.hasSecondFactor,
} as const satisfies Area;
