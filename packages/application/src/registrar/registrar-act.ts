import { canonicalJson, type Json, sha256Hex } from '@fengcun/kernel';
import type { AuditEntry } from '@fengcun/ledger';
import type { Deployment } from '../deployment/open-deployment.ts';
import { organCode, pseudonymOfActor } from '../service/entry-of-line.ts';
import { type CommittedAct, commitEntry } from '../service/service-act.ts';

/** Who acts from the command line, and who agreed where two people are needed; accounts, never names. */
export type Registrar = Readonly<{ account: string; organ: string; approvedBy?: string }>;

/** Acts of a registrar, as the ledger names them. */
export type RegistrarActName =
  | 'exception.list' | 'exception.read' | 'exception.resolve' | 'exception.dismiss'
  | 'case.code' | 'case.read' | 'case.merge' | 'case.split'
  | 'subject.read' | 'subject.merge' | 'subject.split';

/**
 * What an act is about: pseudonyms and ids stand in its entry, `detail` is told by its digest only, so that
 * it can be proven what was asked for.
 */
export type RegistrarAct =
  Readonly<{ act: RegistrarActName; about?: Readonly<Pick<AuditEntry, 'case' | 'record'>>; detail: Json }>;

/** No policy set decides about whoever has the data directory and its keys; the entry says so. */
const NO_POLICIES = sha256Hex('command-line');

/**
 * Begins an act of the command line: its intent is committed when this returns. Where a second person agreed,
 * their agreement is an entry of its own before it, and the act names it. LIMIT: both accounts are what the
 * operator says; signing in comes with the web interface.
 */
export const beginRegistrarAct = async (
  deployment: Deployment, registrar: Registrar, { act, about = {}, detail }: RegistrarAct,
): Promise<CommittedAct> => {
  const { pseudonyms } = deployment;
  const { account, organ, approvedBy } = registrar;
  const headOf = (actor: string, approvals: readonly string[]) => ({
    v: 1, actor: pseudonymOfActor(pseudonyms, actor), role: 'registrar', org: organCode(organ),
    purpose: 'intake', legalBasis: 'opinion-2012-10', decision: 'allow', policy: NO_POLICIES, approvals,
    req: sha256Hex(canonicalJson(detail)),
  } as const);
  if (approvedBy === undefined) return commitEntry(deployment, { act, about, head: headOf(account, []) });
  const approval = { act: `${act}.approve`, about, head: headOf(approvedBy, []) };
  const { entryId } = await commitEntry(deployment, approval);
  return commitEntry(deployment, { act, about, head: headOf(account, [entryId]) });
};
