import { Fault, ok, sha256Hex } from '@fengcun/kernel';
import type { AuditEntry } from '@fengcun/ledger';
import type { Deployment } from '../deployment/open-deployment.ts';
import { logIdOf, minter, queued } from '../intake/act.ts';

/** What is done with the whole registry. */
export type WholeAct = 'registry.backup' | 'registry.restore';

/** Who does it, and about which backup (an id or a digest; no personal data). */
export type WholeActOf = Readonly<{
  account: string; act: WholeAct; about: string; prev?: string; id?: string;
}>;

/** Level 3: local backup and recovery of important data. @see GB/T 22239-2019 8.1.4.9 */
const LEGAL_BASIS = 'gbt-22239-2019:8.1.4.9';

/**
 * Commits an entry about the whole registry: an intent, or the outcome of the intent `prev`. Its id. Nothing
 * is read before the intent of a backup is durable.
 */
export const commitWholeAct = async (deployment: Deployment, what: WholeActOf): Promise<string> => {
  const { account, act, about, prev } = what;
  const id = what.id ?? minter(deployment)();
  const t = new Date(deployment.clock()).toISOString();
  const base = {
    v: 1, id, t, act, actor: deployment.pseudonyms.textOf('actor', account), role: 'sysadmin',
    org: 'registry', purpose: 'backup', legalBasis: LEGAL_BASIS, decision: 'allow',
    policy: sha256Hex('command-line'), approvals: [], req: sha256Hex(`${act}|${about}`),
  } as const;
  const entry: AuditEntry = prev === undefined
    ? { ...base, phase: 'intent' } : { ...base, phase: 'outcome', prev };
  const done = await deployment.database.write({ entryId: id }, async ({ audit }) => {
    await audit.append([{ ...queued(entry, 0), logId: logIdOf(t) }]);
    return ok(undefined);
  });
  if (!done.ok) throw new Fault('AUDIT_NOT_COMMITTED', 'The log did not take the intent; nothing was done.');
  return id;
};
