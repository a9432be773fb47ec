import { type Area, hasRole } from './area.ts';

/**
 * Privacy computing: what ran between which organs, and what was published. Nothing here is about a person,
 * so that who supervises, audits or studies may look, whatever their organ.
 */
export const PRIVACY_AREA = {
  actions: {
    'privacy.jobs': 'proofs', 'privacy.releases': 'proofs', 'privacy.release': 'proofs',
    'privacy.budget': 'proofs',
  },
  acts: ['PRIVACY_JOBS_READ', 'STATISTICS_RELEASES_READ', 'STATISTICS_RELEASE_READ', 'PRIVACY_BUDGET_READ'],
  policies: {
    'privacy-is-open-to-supervision-audit-and-study': `
      permit (principal, action in [Fengcun::Action::"privacy.jobs", Fengcun::Action::"privacy.releases",
        Fengcun::Action::"privacy.release", Fengcun::Action::"privacy.budget"], resource)
      when { principal.roles.containsAny(["supervisor", "auditor", "researcher"]) };`,
  },
  permits: (asked) => hasRole(asked, 'supervisor', 'auditor', 'researcher'),
  forbids: () => false,
} as const satisfies Area;
