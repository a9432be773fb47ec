import { type Area, hasRole } from './area.ts';

const LOOKS = ['keys.read', 'settings.history', 'directory.roleChanges', 'letters.list'];

/**
 * Keys and their rotation, settings and their changes, accounts and their roles, letters that did not go. Who
 * guards access asks for a rotation or a role and who runs the platform agrees, for settings the other way
 * round; who audits looks at everything and does nothing. @see GB/T 22239-2019 8.1.5
 */
export const KEEPING_AREA = {
  actions: {
    'keys.read': 'accounts', 'keys.askRotation': 'accounts', 'keys.agreeRotation': 'accounts',
    'keys.refuseRotation': 'accounts',
    'settings.history': 'accounts', 'settings.askChange': 'accounts', 'settings.agreeChange': 'accounts',
    'settings.refuseChange': 'accounts',
    'directory.add': 'accounts', 'directory.askRoles': 'accounts', 'directory.agreeRoles': 'accounts',
    'directory.refuseRoles': 'accounts', 'directory.suspend': 'accounts', 'directory.roleChanges': 'accounts',
    'letters.list': 'accounts', 'letters.retry': 'accounts', 'letters.rest': 'accounts',
  },
  acts: [
    'KEYS_READ', 'KEY_ROTATION_ASKED', 'KEY_ROTATION_AGREED', 'KEY_ROTATION_REFUSED',
    'SETTING_CHANGES_LISTED', 'SETTING_CHANGE_ASKED', 'SETTING_CHANGE_AGREED', 'SETTING_CHANGE_REFUSED',
    'ACCOUNT_ADDED', 'ROLE_CHANGE_ASKED', 'ROLE_CHANGE_AGREED', 'ROLE_CHANGE_REFUSED', 'ROLE_CHANGES_LISTED',
    'ACCOUNT_SUSPENDED', 'DEAD_LETTERS_LISTED', 'DEAD_LETTERS_RETRIED', 'DEAD_LETTERS_RESTED',
  ],
  policies: {
    'administrators-look-at-what-administrators-do': `
      permit (principal, action in [Fengcun::Action::"keys.read", Fengcun::Action::"settings.history",
        Fengcun::Action::"directory.roleChanges"], resource)
      when { principal.roles.containsAny(["sysadmin", "securityAdmin", "auditor"]) };`,

    'who-runs-and-who-audits-look-at-dead-letters': `
      permit (principal, action == Fengcun::Action::"letters.list", resource)
      when { principal.roles.containsAny(["sysadmin", "auditor"]) };`,

    'security-administrators-ask-for-rotations-and-roles-and-agree-to-settings': `
      permit (principal, action in [Fengcun::Action::"keys.askRotation",
        Fengcun::Action::"settings.agreeChange", Fengcun::Action::"settings.refuseChange",
        Fengcun::Action::"directory.add", Fengcun::Action::"directory.askRoles",
        Fengcun::Action::"directory.suspend"], resource)
      when { principal.roles.contains("securityAdmin") };`,

    'system-administrators-agree-to-rotations-and-roles-and-ask-for-settings': `
      permit (principal, action in [Fengcun::Action::"keys.agreeRotation",
        Fengcun::Action::"keys.refuseRotation", Fengcun::Action::"settings.askChange",
        Fengcun::Action::"directory.agreeRoles", Fengcun::Action::"directory.refuseRoles",
        Fengcun::Action::"letters.retry", Fengcun::Action::"letters.rest"], resource)
      when { principal.roles.contains("sysadmin") };`,

    'what-administrators-do-needs-a-second-factor': `
      forbid (principal, action in [Fengcun::Action::"keys.askRotation",
        Fengcun::Action::"keys.agreeRotation",
        Fengcun::Action::"keys.refuseRotation", Fengcun::Action::"settings.askChange",
        Fengcun::Action::"settings.agreeChange", Fengcun::Action::"settings.refuseChange",
        Fengcun::Action::"directory.add", Fengcun::Action::"directory.askRoles",
        Fengcun::Action::"directory.agreeRoles", Fengcun::Action::"directory.refuseRoles",
        Fengcun::Action::"directory.suspend", Fengcun::Action::"letters.retry",
        Fengcun::Action::"letters.rest"], resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    const { action } = asked;
    if (action === 'letters.list') return hasRole(asked, 'sysadmin', 'auditor');
    if (LOOKS.includes(action)) return hasRole(asked, 'sysadmin', 'securityAdmin', 'auditor');
    const isSettings = action.startsWith('settings.');
    const isAsking = /\.(?:ask|add|suspend)/.test(action);
    if (action.startsWith('letters.')) return hasRole(asked, 'sysadmin');
    return hasRole(asked, isSettings === isAsking ? 'sysadmin' : 'securityAdmin');
  },
  forbids: ({ action, principal }) => {
    const isOurs = /^(?:keys|settings|directory|letters)\./.test(action);
    return isOurs && !LOOKS.includes(action) && !principal.hasSecondFactor;
  },
} as const satisfies Area;
