import { ALL_AREAS } from './areas/all-areas.ts';
import { ACTION_GROUPS } from './areas/area.ts';

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

const declared = (group: string): string => {
  const names = ALL_AREAS.flatMap(({ actions }) =>
    Object.entries(actions).filter(([, of]) => of === group).map(([name]) => name));
  return names.length === 0 ? '' : `
  action ${quoted(names)}
    in ["${group}"] appliesTo { principal: Account, resource: Thing, context: Grounds };`;
};

/**
 * Types of the access decisions, in Cedar's schema language. The groups of acts are what the separation of
 * administrators is stated over.
 * @see Cedar schema grammar, docs.cedarpolicy.com/schema
 */
export const ACCESS_SCHEMA = `namespace Fengcun {
  entity Account = { account: String, organ: String, roles: Set<String>, hasSecondFactor: Bool };
  entity Thing = { organs: Set<String>, isSealed: Bool };
  type Grounds = {
    purpose?: String, legalBasis?: String, caseCode?: String, approvals: Set<String>, channel: String,
    hour?: Long, sessionMinutes?: Long, secondFactorMinutes?: Long
  };
  action ${quoted(ACTION_GROUPS)};${ACTION_GROUPS.map(declared).join('')}
}
`;

/** What holds in every area. */
const COMMON: Readonly<Record<string, string>> = {
  'sealed-without-purpose': `
    forbid (principal, action, resource) when { resource.isSealed } unless { context has purpose };`,

  'sealed-without-legal-basis': `
    forbid (principal, action, resource) when { resource.isSealed } unless { context has legalBasis };`,

  'sealed-without-second-factor': `
    forbid (principal, action, resource) when { resource.isSealed && !principal.hasSecondFactor };`,

  'sealed-without-approval': `
    forbid (principal, action, resource) when { resource.isSealed && context.approvals.isEmpty() };`,

  'nobody-approves-their-own-act': `
    forbid (principal, action, resource) when { context.approvals.contains(principal.account) };`,

  'administrators-touch-no-records': `
    forbid (principal, action in Fengcun::Action::"records", resource)
    when { principal.roles.containsAny(["sysadmin", "securityAdmin", "auditor"]) };`,

  'administrators-are-three-people': `
    forbid (principal, action in [Fengcun::Action::"records", Fengcun::Action::"proofs",
      Fengcun::Action::"accounts"], resource)
    when {
      principal.roles.containsAll(["sysadmin", "securityAdmin"])
      || principal.roles.containsAll(["sysadmin", "auditor"])
      || principal.roles.containsAll(["securityAdmin", "auditor"])
    };`,
};

/**
 * Who may do what, by id. Cedar denies what no policy permits, and one `forbid` outweighs every `permit`.
 * Sealed things: each ground is asked for by a policy of its own, so that a refusal names what was missing.
 */
export const ACCESS_POLICIES: Readonly<Record<string, string>> =
  Object.assign({}, ...ALL_AREAS.map(({ policies }) => policies), COMMON);
