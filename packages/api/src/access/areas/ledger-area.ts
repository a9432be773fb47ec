import { type Area, hasRole } from './area.ts';

/** Proofs of the ledger, for supervision and audit. */
export const LEDGER_AREA = {
  actions: {
    'ledger.checkpoint': 'proofs', 'ledger.policy': 'proofs', 'ledger.tile': 'proofs',
    'ledger.entries': 'proofs', 'ledger.prove': 'proofs',
  },
  acts: ['LEDGER_ENTRIES_READ', 'LEDGER_PROOF_READ'],
  policies: {
    'proofs-are-for-supervision-and-audit': `
      permit (principal, action in [Fengcun::Action::"ledger.checkpoint", Fengcun::Action::"ledger.policy",
        Fengcun::Action::"ledger.tile",
        Fengcun::Action::"ledger.prove"], resource)
      when { principal.roles.containsAny(["supervisor", "auditor"]) };`,

    'entries-are-for-audit': `
      permit (principal, action == Fengcun::Action::"ledger.entries", resource)
      when { principal.roles.contains("auditor") };`,
  },
  permits: (asked) => (asked.action === 'ledger.entries'
    ? hasRole(asked, 'auditor') : hasRole(asked, 'supervisor', 'auditor')),
  forbids: () => false,
} as const satisfies Area;
