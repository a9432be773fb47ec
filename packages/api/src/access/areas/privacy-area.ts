import { type Area, hasRole } from './area.ts';

const LOOKERS = ['supervisor', 'auditor', 'researcher', 'reviewer', 'approver'] as const;
const FACTOR = ['privacy.agree', 'privacy.refuse', 'statistics.release'];

/**
 * Privacy computing: what ran between which organs, and what was published. Nothing here is about a person:
 * who supervises, audits or studies may look, whatever their organ; reviewers and approvers see the jobs
 * their organ is a party of. An approver agrees for a party, a supervisor for a procuratorate that is one.
 */
export const PRIVACY_AREA = {
  actions: {
    'privacy.jobs': 'proofs', 'privacy.job': 'proofs', 'privacy.releases': 'proofs',
    'privacy.release': 'proofs', 'privacy.budget': 'proofs', 'recogniser.quality': 'proofs',
    'statistics.propose': 'records', 'privacy.agree': 'records', 'privacy.refuse': 'records',
    'statistics.release': 'records',
  },
  acts: [
    'PRIVACY_JOBS_READ', 'PRIVACY_JOB_READ', 'STATISTICS_RELEASES_READ', 'STATISTICS_RELEASE_READ',
    'PRIVACY_BUDGET_READ', 'RECOGNISER_QUALITY_READ', 'STATISTICS_PROPOSED', 'PRIVACY_JOB_AGREED',
    'PRIVACY_JOB_REFUSED', 'STATISTICS_RELEASED',
  ],
  policies: {
    'privacy-is-open-to-supervision-audit-and-study': `
      permit (principal, action in [Fengcun::Action::"privacy.jobs", Fengcun::Action::"privacy.job",
        Fengcun::Action::"privacy.releases", Fengcun::Action::"privacy.release",
        Fengcun::Action::"privacy.budget"], resource)
      when {
        principal.roles.containsAny(["supervisor", "auditor", "researcher", "reviewer", "approver"])
      };`,

    'whoever-works-with-proposals-knows-how-good-they-are': `
      permit (principal, action == Fengcun::Action::"recogniser.quality", resource)
      when {
        principal.roles.containsAny(["supervisor", "auditor", "researcher", "reviewer", "approver", "clerk"])
      };`,

    'statistics-are-proposed-by-study-and-organs': `
      permit (principal, action == Fengcun::Action::"statistics.propose", resource)
      when { principal.roles.containsAny(["researcher", "reviewer", "approver"]) };`,

    'heads-and-procurators-agree-to-jobs': `
      permit (principal, action == Fengcun::Action::"privacy.agree", resource)
      when { principal.roles.containsAny(["approver", "supervisor"]) };`,

    'jobs-are-refused-or-withdrawn': `
      permit (principal, action == Fengcun::Action::"privacy.refuse", resource)
      when {
        principal.roles.containsAny(["approver", "supervisor", "researcher", "reviewer"])
      };`,

    'heads-publish': `
      permit (principal, action == Fengcun::Action::"statistics.release", resource)
      when { principal.roles.contains("approver") };`,

    'jobs-need-a-second-factor': `
      forbid (principal, action in [Fengcun::Action::"privacy.agree", Fengcun::Action::"privacy.refuse",
        Fengcun::Action::"statistics.release"], resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    switch (asked.action) {
      case 'recogniser.quality': return hasRole(asked, ...LOOKERS, 'clerk');
      case 'statistics.propose': return hasRole(asked, 'researcher', 'reviewer', 'approver');
      case 'privacy.agree': return hasRole(asked, 'approver', 'supervisor');
      case 'privacy.refuse': return hasRole(asked, 'approver', 'supervisor', 'researcher', 'reviewer');
      case 'statistics.release': return hasRole(asked, 'approver');
      default: return hasRole(asked, ...LOOKERS);
    }
  },
  forbids: ({ action, principal }) => FACTOR.includes(action) && !principal.hasSecondFactor,
} as const satisfies Area;
