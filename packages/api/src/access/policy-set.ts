/**
 * Types of the access decisions, in Cedar's schema language. `records` and `accounts` of acts are what the
 * separation of administrators is stated over.
 * @see Cedar schema grammar, docs.cedarpolicy.com/schema
 */
export const ACCESS_SCHEMA = `namespace Fengcun {
  entity Account = { account: String, organ: String, roles: Set<String>, hasSecondFactor: Bool };
  entity Thing = { organs: Set<String>, isSealed: Bool };
  type Grounds = {
    purpose?: String, legalBasis?: String, caseCode?: String, approvals: Set<String>, channel: String
  };
  action "records", "proofs", "public";
  action "intake.submit", "intake.submitBatch", "intake.receiveEvents", "exchange.receiveEvents",
    "exception.list", "exception.read", "exception.resolve", "case.timeline",
    "attachment.begin", "attachment.progress", "attachment.append", "attachment.list", "attachment.read",
    "seal.list", "seal.read", "seal.overdue", "seal.timeline",
    "seal.proposeUnseal", "seal.approveUnseal", "seal.refuseUnseal"
    in ["records"] appliesTo { principal: Account, resource: Thing, context: Grounds };
  action "ledger.checkpoint", "ledger.tile", "ledger.entries", "ledger.prove"
    in ["proofs"] appliesTo { principal: Account, resource: Thing, context: Grounds };
  action "service.live", "service.ready", "service.describe"
    in ["public"] appliesTo { principal: Account, resource: Thing, context: Grounds };
}
`;

/**
 * Who may do what, by id. Cedar denies what no policy permits, and one `forbid` outweighs every `permit`.
 * Sealed things: each ground is asked for by a policy of its own, so that a refusal names what was missing.
 */
export const ACCESS_POLICIES: Readonly<Record<string, string>> = {
  'public-is-public': 'permit (principal, action in Fengcun::Action::"public", resource);',

  'organ-sends-its-own-records': `
    permit (principal, action in [Fengcun::Action::"intake.submit", Fengcun::Action::"intake.submitBatch",
      Fengcun::Action::"intake.receiveEvents"], resource)
    when { principal.roles.contains("clerk") && resource.organs == [principal.organ] };`,

  'organ-sends-its-own-messages': `
    permit (principal, action == Fengcun::Action::"exchange.receiveEvents", resource)
    when { principal.roles.contains("clerk") && resource.organs == [principal.organ] };`,

  'organ-resolves-its-own-exceptions': `
    permit (principal, action in [Fengcun::Action::"exception.list", Fengcun::Action::"exception.read",
      Fengcun::Action::"exception.resolve"], resource)
    when { principal.roles.containsAny(["clerk", "reviewer"]) && resource.organs == [principal.organ] };`,

  'organs-of-a-case-follow-it': `
    permit (principal, action == Fengcun::Action::"case.timeline", resource)
    when {
      principal.roles.containsAny(["clerk", "reviewer", "approver", "supervisor"])
      && resource.organs.contains(principal.organ) && context has purpose
    };`,

  'organs-of-a-case-add-to-it': `
    permit (principal, action in [Fengcun::Action::"attachment.begin",
      Fengcun::Action::"attachment.progress", Fengcun::Action::"attachment.append"], resource)
    when { principal.roles.contains("clerk") && resource.organs.contains(principal.organ) };`,

  'organs-of-a-case-read-its-attachments': `
    permit (principal, action in [Fengcun::Action::"attachment.list", Fengcun::Action::"attachment.read"],
      resource)
    when {
      principal.roles.containsAny(["clerk", "reviewer", "approver", "supervisor"])
      && resource.organs.contains(principal.organ) && context has purpose
    };`,

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
      Fengcun::Action::"seal.proposeUnseal", Fengcun::Action::"seal.approveUnseal",
      Fengcun::Action::"seal.refuseUnseal"], resource)
    unless { principal.hasSecondFactor };`,

  'proofs-are-for-supervision-and-audit': `
    permit (principal, action in [Fengcun::Action::"ledger.checkpoint", Fengcun::Action::"ledger.tile",
      Fengcun::Action::"ledger.prove"], resource)
    when { principal.roles.containsAny(["supervisor", "auditor"]) };`,

  'entries-are-for-audit': `
    permit (principal, action == Fengcun::Action::"ledger.entries", resource)
    when { principal.roles.contains("auditor") };`,

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
    forbid (principal, action in [Fengcun::Action::"records", Fengcun::Action::"proofs"], resource)
    when {
      principal.roles.containsAll(["sysadmin", "securityAdmin"])
      || principal.roles.containsAll(["sysadmin", "auditor"])
      || principal.roles.containsAll(["securityAdmin", "auditor"])
    };`,
};
