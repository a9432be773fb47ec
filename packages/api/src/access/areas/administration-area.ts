import { type Area, hasRole } from './area.ts';

/** What the platform tells about itself, to those who run and audit it. */
export const ADMINISTRATION_AREA = {
  actions: {
    'administration.status': 'accounts', 'administration.settings': 'accounts',
    'administration.organs': 'accounts', 'administration.jointActs': 'accounts',
    'administration.timers': 'accounts', 'administration.directory': 'accounts',
  },
  acts: [
    'PLATFORM_STATUS_READ', 'PLATFORM_SETTINGS_READ', 'PLATFORM_TIMERS_READ', 'ORGAN_DIRECTORY_READ',
    'JOINT_ACTS_LISTED',
  ],
  policies: {
    'system-administrators-see-how-it-runs': `
      permit (principal, action == Fengcun::Action::"administration.status", resource)
      when { principal.roles.contains("sysadmin") };`,

    'who-runs-and-who-audits-see-timers-and-the-directory': `
      permit (principal, action in [Fengcun::Action::"administration.timers",
        Fengcun::Action::"administration.directory"], resource)
      when { principal.roles.containsAny(["sysadmin", "auditor"]) };`,

    'security-administrators-see-joint-acts': `
      permit (principal, action == Fengcun::Action::"administration.jointActs", resource)
      when { principal.roles.contains("securityAdmin") };`,

    'settings-are-open-to-administrators': `
      permit (principal, action == Fengcun::Action::"administration.settings", resource)
      when { principal.roles.containsAny(["sysadmin", "securityAdmin", "auditor"]) };`,

    'everybody-may-name-an-organ': `
      permit (principal, action == Fengcun::Action::"administration.organs", resource)
      when { !principal.roles.isEmpty() };`,
  },
  permits: (asked) => {
    if (asked.action === 'administration.organs') return asked.principal.roles.length > 0;
    if (asked.action === 'administration.jointActs') return hasRole(asked, 'securityAdmin');
    if (asked.action === 'administration.timers' || asked.action === 'administration.directory') {
      return hasRole(asked, 'sysadmin', 'auditor');
    }
    return asked.action === 'administration.settings'
      ? hasRole(asked, 'sysadmin', 'securityAdmin', 'auditor') : hasRole(asked, 'sysadmin');
  },
  forbids: () => false,
} as const satisfies Area;
