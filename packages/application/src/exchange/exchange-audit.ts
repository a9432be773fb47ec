import { canonicalJson, type Json, sha256Hex } from '@fengcun/kernel';
import type { AuditEntry } from '@fengcun/ledger';
import type { QueuedEntry } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { queued } from '../intake/act.ts';
import { organCode } from '../service/entry-of-line.ts';

/** An act of the exchange as the log keeps it; `detail` is told by its digest only. */
export type ExchangeAct = Readonly<{
  act: 'exchange.receive' | 'exchange.refuse' | 'exchange.deliver' | 'exchange.settle' | 'exchange.replay';
  /** A code that says more, such as why something was refused. */
  code?: string;
  actorId: string; organ: string; decision: 'allow' | 'deny'; detail: Json;
  /** The intent this is the outcome of. */
  intentId?: string;
  /** The message it is about. */
  messageId?: string;
}>;

/** Makes entries of acts; `entryId` is the transaction's. */
export type ExchangeAudit = (act: ExchangeAct, entryId: string) => QueuedEntry;

/** Entry of an act, without the parts that are queue. */
const entryOf = (
  { pseudonyms, clock }: Pick<Deployment, 'pseudonyms' | 'clock'>, policy: string, act: ExchangeAct,
): Omit<AuditEntry, 'id'> => ({
  v: 1, t: new Date(clock()).toISOString(), act: act.code === undefined ? act.act : `${act.act}:${act.code}`,
  actor: pseudonyms.textOf('actor', act.actorId), role: 'exchange', org: organCode(act.organ),
  purpose: 'interOrganExchange', legalBasis: 'unstated', decision: act.decision, policy, approvals: [],
  req: sha256Hex(canonicalJson(act.detail)),
  ...(act.messageId === undefined ? {} : { record: act.messageId }),
  ...(act.intentId === undefined ? { phase: 'intent' } : { phase: 'outcome', prev: act.intentId }),
});

/** Shard of an entry: drawn with its id, so that it tells nothing. */
const shardOf = (entryId: string): number => Buffer.from(entryId.slice(-4), 'hex').readUInt16BE() % 4096;

/** Entries under the pseudonyms of a deployment; `policy` is the hash of the organs that are let in. */
export const exchangeAudit = (
  deployment: Pick<Deployment, 'pseudonyms' | 'clock'>, policy: string,
): ExchangeAudit => (act, entryId) =>
  queued({ ...entryOf(deployment, policy, act), id: entryId }, shardOf(entryId));
