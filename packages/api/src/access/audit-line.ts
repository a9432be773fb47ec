import type { Action } from './access-request.ts';
import type { AreaAct } from './areas/all-areas.ts';
import type { ProblemCode } from '../problems/problem-table.ts';

/** What was done, one name an act; the ledger keeps it. */
export type AuditAct = AreaAct;

/** What a route knows about its act before it runs; pseudonyms and codes, never content. */
export type AuditSubject = Readonly<{
  /** Purpose and legal basis as codes; `unstated` where the act needs none. */
  purpose: string;
  legalBasis?: string;
  /** 一案一码; the adapter writes a commitment of it, never the code itself. */
  caseCode?: string;
  /** Exception, attachment, record or ledger entry that the act is about. */
  objectId?: string;
  /** How many messages. */
  messages?: number;
}>;

/**
 * One line of audit. `intent` is written before the handler runs; `refusal` says that nothing was done, and
 * why; `failure` that an intended act broke off. An intent without either was carried out.
 */
export type AuditLine = AuditSubject & Readonly<{
  what: AuditAct;
  phase: 'intent' | 'refusal' | 'failure';
  action: Action | 'none';
  decision: 'allow' | 'deny';
  policies: readonly string[];
  policySetHash: string;
  actorId: string;
  /** The person behind the account, where it is known. */
  person?: string;
  organ: string;
  roles: readonly string[];
  requestId: string;
  /** Instant, UTC. */
  at: string;
  problem?: ProblemCode;
  /** Refusals of unauthenticated senders that were only counted since the last line. */
  suppressed?: number;
}>;
