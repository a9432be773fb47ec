import { type Area, hasRole, isOwn } from './area.ts';

const OF_APPLICANT =
  ['inquiry.apply', 'inquiry.supplement', 'inquiry.withdraw', 'inquiry.sign', 'inquiry.disclose'];
const LOOKING = ['inquiry.list', 'inquiry.read', 'inquiry.paper'];
const NEEDS_SECOND_FACTOR = [
  'inquiry.decide', 'inquiry.prepare', 'inquiry.sign', 'inquiry.disclose', 'inquiry.review',
];

/**
 * Inquiries: who asks about whom, on which basis, and what may be shown. Whose application it is decides the
 * procedure itself; here stands who may take which step at all, and that nothing is decided or shown without
 * a second factor.
 */
export const INQUIRY_AREA = {
  actions: {
    'inquiry.apply': 'records', 'inquiry.supplement': 'records', 'inquiry.withdraw': 'records',
    'inquiry.sign': 'records', 'inquiry.disclose': 'records', 'inquiry.list': 'records',
    'inquiry.read': 'records', 'inquiry.paper': 'records', 'inquiry.step': 'records',
    'inquiry.decide': 'records', 'inquiry.prepare': 'records', 'inquiry.review': 'records',
  },
  acts: [
    'INQUIRY_APPLIED', 'INQUIRY_SUPPLEMENTED', 'INQUIRY_WITHDRAWN', 'INQUIRY_UNDERTAKEN', 'INQUIRY_DISCLOSED',
    'INQUIRIES_LISTED', 'INQUIRY_READ', 'INQUIRY_PAPER_READ', 'INQUIRY_STEP_TAKEN', 'INQUIRY_DECIDED',
    'INQUIRY_PREPARED', 'WITHHOLDING_REVIEWED',
  ],
  policies: {
    'inquirers-ask-and-are-answered': `
      permit (principal, action in [Fengcun::Action::"inquiry.apply", Fengcun::Action::"inquiry.supplement",
        Fengcun::Action::"inquiry.withdraw", Fengcun::Action::"inquiry.sign",
        Fengcun::Action::"inquiry.disclose"], resource)
      when { principal.roles.contains("inquirer") && resource.organs == [principal.organ] };`,

    'inquirers-and-officers-follow-inquiries': `
      permit (principal, action in [Fengcun::Action::"inquiry.list", Fengcun::Action::"inquiry.read",
        Fengcun::Action::"inquiry.paper"], resource)
      when {
        principal.roles.containsAny(["inquirer", "clerk", "reviewer", "approver"])
        && resource.organs == [principal.organ]
      };`,

    'officers-examine-inquiries': `
      permit (principal, action == Fengcun::Action::"inquiry.step", resource)
      when { principal.roles.contains("reviewer") && resource.organs == [principal.organ] };`,

    'archives-prepare-disclosures': `
      permit (principal, action == Fengcun::Action::"inquiry.prepare", resource)
      when { principal.roles.containsAny(["clerk", "reviewer"]) && resource.organs == [principal.organ] };`,

    'heads-decide-on-inquiries': `
      permit (principal, action in [Fengcun::Action::"inquiry.decide",
        Fengcun::Action::"inquiry.review"], resource)
      when { principal.roles.contains("approver") && resource.organs == [principal.organ] };`,

    'inquiries-are-decided-and-shown-with-a-second-factor': `
      forbid (principal, action in [Fengcun::Action::"inquiry.decide", Fengcun::Action::"inquiry.prepare",
        Fengcun::Action::"inquiry.sign", Fengcun::Action::"inquiry.disclose",
        Fengcun::Action::"inquiry.review"], resource)
      unless { principal.hasSecondFactor };`,
  },
  permits: (asked) => {
    const { action } = asked;
    if (!isOwn(asked)) return false;
    if (OF_APPLICANT.includes(action)) return hasRole(asked, 'inquirer');
    if (LOOKING.includes(action)) return hasRole(asked, 'inquirer', 'clerk', 'reviewer', 'approver');
    if (action === 'inquiry.step') return hasRole(asked, 'reviewer');
    return action === 'inquiry.prepare' ? hasRole(asked, 'clerk', 'reviewer') : hasRole(asked, 'approver');
  },
  forbids: ({ action, principal }) => NEEDS_SECOND_FACTOR.includes(action) && !principal.hasSecondFactor,
} as const satisfies Area;
