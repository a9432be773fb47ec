import { type Area, type Asked, hasRole, isOwn } from './area.ts';

const OWN_SESSION = [
  'session.open', 'session.read', 'session.end', 'secondFactor.propose', 'secondFactor.confirm',
  'secondFactor.challenge', 'secondFactor.use',
];
const ALARM = ['alarm.list', 'alarm.see', 'alarm.review'];
const RECOVERY = ['account.askRecovery', 'account.agreeRecovery'];

/** LIMIT: no session is longer than a working day, whatever is configured. */
export const SESSION_MINUTES_MAX = 480;
/** LIMIT: a second factor counts for a quarter of an hour at most, whatever is configured. */
export const SECOND_FACTOR_MINUTES_MAX = 15;
// LIMIT: second factors are given back by day, when the people who agree to it can be called.
const [DAY_BEGINS, DAY_ENDS] = [6, 22];

const isKeeping = ({ action }: Asked): boolean =>
  action.startsWith('account.') || action.startsWith('breakGlass.') || action === 'alarm.review';

/** Signing in and out, second factors, accounts, break-glass. */
export const SIGN_IN_AREA = {
  actions: {
    'session.begin': 'public',
    'session.open': 'accounts', 'session.read': 'accounts', 'session.end': 'accounts',
    'secondFactor.propose': 'accounts', 'secondFactor.confirm': 'accounts',
    'secondFactor.challenge': 'accounts', 'secondFactor.use': 'accounts',
    'account.list': 'accounts', 'account.endSessions': 'accounts',
    'account.askRecovery': 'accounts', 'account.agreeRecovery': 'accounts',
    'breakGlass.ask': 'accounts', 'breakGlass.agree': 'accounts', 'breakGlass.refuse': 'accounts',
    'breakGlass.read': 'accounts',
    'alarm.list': 'accounts', 'alarm.see': 'accounts', 'alarm.review': 'accounts',
  },
  acts: [
    'SESSION_OPENED', 'SESSION_READ', 'SESSION_ENDED', 'SECOND_FACTOR_PROPOSED', 'SECOND_FACTOR_CONFIRMED',
    'SECOND_FACTOR_CHALLENGED', 'SECOND_FACTOR_USED', 'ACCOUNTS_LISTED', 'SESSIONS_OF_ACCOUNT_ENDED',
    'RECOVERY_ASKED', 'RECOVERY_AGREED', 'BREAK_GLASS_ASKED', 'BREAK_GLASS_AGREED', 'BREAK_GLASS_REFUSED',
    'BREAK_GLASS_READ', 'ALARMS_LISTED', 'ALARM_SEEN', 'ALARM_REVIEWED',
  ],
  policies: {
    'everybody-keeps-their-own-session': `
      permit (principal, action in [${OWN_SESSION.map((name) => `Fengcun::Action::"${name}"`).join(', ')}],
        resource)
      when { !principal.roles.isEmpty() && resource.organs == [principal.organ] };`,

    'security-administrators-keep-accounts': `
      permit (principal, action in [Fengcun::Action::"account.list", Fengcun::Action::"account.endSessions",
        Fengcun::Action::"account.askRecovery"], resource)
      when { principal.roles.contains("securityAdmin") };`,

    'another-administrator-agrees-to-recovery': `
      permit (principal, action == Fengcun::Action::"account.agreeRecovery", resource)
      when { principal.roles.containsAny(["securityAdmin", "sysadmin"]) };`,

    'whoever-works-on-cases-may-ask-to-break-the-glass': `
      permit (principal, action == Fengcun::Action::"breakGlass.ask", resource)
      when {
        principal.roles.containsAny(["reviewer", "approver", "inquirer"])
        && resource.organs == [principal.organ]
      };`,

    'approvers-and-supervisors-decide-on-breaking-the-glass': `
      permit (principal, action in [Fengcun::Action::"breakGlass.agree",
        Fengcun::Action::"breakGlass.refuse", Fengcun::Action::"breakGlass.read"], resource)
      when {
        principal.roles.contains("supervisor")
        || (principal.roles.contains("approver") && resource.organs == [principal.organ])
      };`,

    'procurators-see-alarms-of-emergencies': `
      permit (principal, action in [Fengcun::Action::"alarm.list", Fengcun::Action::"alarm.see",
        Fengcun::Action::"alarm.review"], resource)
      when { principal.roles.contains("supervisor") && resource.organs == [principal.organ] };`,

    'accounts-need-a-second-factor': `
      forbid (principal, action in [Fengcun::Action::"account.list", Fengcun::Action::"account.endSessions",
        Fengcun::Action::"account.askRecovery", Fengcun::Action::"account.agreeRecovery",
        Fengcun::Action::"breakGlass.ask", Fengcun::Action::"breakGlass.agree",
        Fengcun::Action::"breakGlass.refuse", Fengcun::Action::"breakGlass.read",
        Fengcun::Action::"alarm.review"], resource)
      unless { principal.hasSecondFactor };`,

    'second-factors-are-given-back-by-day': `
      forbid (principal, action in [Fengcun::Action::"account.askRecovery",
        Fengcun::Action::"account.agreeRecovery"], resource)
      when { context has hour && (context.hour < ${DAY_BEGINS} || context.hour >= ${DAY_ENDS}) };`,

    'sessions-have-an-end': `
      forbid (principal, action, resource)
      when { context has sessionMinutes && context.sessionMinutes > ${SESSION_MINUTES_MAX} };`,

    'sealed-only-soon-after-a-second-factor': `
      forbid (principal, action, resource)
      when {
        resource.isSealed && context has secondFactorMinutes
        && context.secondFactorMinutes > ${SECOND_FACTOR_MINUTES_MAX}
      };`,
  },
  permits: (asked) => {
    const { action, principal } = asked;
    if (action === 'session.begin') return true;
    if (OWN_SESSION.includes(action)) return principal.roles.length > 0 && isOwn(asked);
    if (action === 'account.agreeRecovery') return hasRole(asked, 'securityAdmin', 'sysadmin');
    if (action.startsWith('account.')) return hasRole(asked, 'securityAdmin');
    if (ALARM.includes(action)) return hasRole(asked, 'supervisor') && isOwn(asked);
    if (action === 'breakGlass.ask') {
      return hasRole(asked, 'reviewer', 'approver', 'inquirer') && isOwn(asked);
    }
    return hasRole(asked, 'supervisor') || (hasRole(asked, 'approver') && isOwn(asked));
  },
  forbids: (asked) => {
    const { action, principal, resource, context: { hour = DAY_BEGINS, ...context } } = asked;
    return (isKeeping(asked) && !principal.hasSecondFactor)
      || (RECOVERY.includes(action) && (hour < DAY_BEGINS || hour >= DAY_ENDS))
      || (context.sessionMinutes ?? 0) > SESSION_MINUTES_MAX
      || (resource.isSealed && (context.secondFactorMinutes ?? 0) > SECOND_FACTOR_MINUTES_MAX);
  },
} as const satisfies Area;
