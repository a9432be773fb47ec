import type { AuditLine, AuditReceipt } from '@fengcun/api';
import { Fault, ok, present } from '@fengcun/kernel';
import type { AuditEntry } from '@fengcun/ledger';
import { type QueuedEntry, SHARD_KEYS } from '@fengcun/store';
import { type AuditPort, commitIntent, type IntentEntry } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type ImportAct, type MintId, minter, queued } from '../intake/act.ts';
import { entryOfLine, type LineEntry } from './entry-of-line.ts';

/** An act of a request whose first entry is committed. */
export type ServiceAct = Readonly<{
  receipt: AuditReceipt; line: AuditLine; mint: MintId; act: ImportAct;
  /** The entry that says it was carried out, under the id of its transaction. */
  outcome: (entryId: string) => QueuedEntry;
}>;

/** Intents by request, so that the failure of an act names it. LIMIT: so many at once. */
export type OpenIntents = Readonly<{
  remember: (requestId: string, entryId: string) => void; of: (requestId: string) => string | undefined;
}>;

const INTENTS_MAX = 4096;

/** Remembers the newest intents and forgets the oldest. */
export const openIntents = (): OpenIntents => {
  const intents = new Map<string, string>();
  return {
    remember: (requestId, entryId) => {
      const [oldest] = intents.keys();
      if (intents.size >= INTENTS_MAX && oldest !== undefined) intents.delete(oldest);
      intents.set(requestId, entryId);
    },
    of: (requestId) => intents.get(requestId),
  };
};

/** Shard of an act, out of its id. */
const shardOf = (entryId: string): number =>
  Buffer.from(entryId.slice(-4), 'hex').readUInt16BE() % SHARD_KEYS;

const firstEntry = (
  { head, act, about }: LineEntry, at: Readonly<{ id: string; t: string; intentId: string | undefined }>,
): AuditEntry => {
  const { id, t, intentId } = at;
  const base = { ...head, ...about, id, t, act };
  if (intentId === undefined) return { ...base, phase: 'intent' };
  return { ...base, phase: 'outcome', prev: intentId };
};

/** An act whose first entry is committed, whoever it came from. */
export type CommittedAct = Readonly<{
  entryId: string; mint: MintId; act: ImportAct;
  /** The entry that says it was carried out, under the id of its transaction. */
  outcome: (entryId: string) => QueuedEntry;
}>;

/**
 * Commits the first entry of an act in a transaction of its own: before it is durable nothing is unwrapped,
 * read or changed.
 */
export const commitEntry = async (
  deployment: Deployment, described: LineEntry, intentId?: string,
): Promise<CommittedAct> => {
  const mint = minter(deployment);
  const id = mint();
  const entry = firstEntry(described, { id, t: new Date(deployment.clock()).toISOString(), intentId });
  const done = await deployment.database.write({ entryId: id }, async ({ audit }) => {
    await audit.append([queued(entry, shardOf(id))]);
    return ok(undefined);
  });
  if (!done.ok) throw new Fault('AUDIT_NOT_COMMITTED', 'The log did not take the intent; nothing was done.');
  // The entry is durable: the transaction above has committed before anybody gets this port.
  const port: AuditPort<IntentEntry> = { commit: async (one) => ok({ entryId: one.id }) };
  const intentFor: ImportAct['intentFor'] = async (places, now) => {
    const proof = await commitIntent(port, { entry: { ...entry, phase: 'intent', id }, places, now });
    return present(proof.ok ? proof.value : undefined, 'a proof of a committed intent');
  };
  const outcome: CommittedAct['outcome'] = (entryId) => queued({
    ...described.head, ...described.about, id: entryId, t: new Date(deployment.clock()).toISOString(),
    act: described.act, phase: 'outcome', prev: id,
  }, shardOf(entryId));
  return { entryId: id, mint, outcome, act: { intentId: id, head: described.head, intentFor } };
};

/**
 * Commits the first line of an act of a request. A refusal is an intent that was denied; a failure is the
 * outcome of its intent.
 */
export const commitLine = async (
  deployment: Deployment, intents: OpenIntents, line: AuditLine,
): Promise<ServiceAct> => {
  const intentId = line.phase === 'failure' ? intents.of(line.requestId) : undefined;
  const described = entryOfLine(deployment.pseudonyms, line);
  const { entryId, ...committed } = await commitEntry(deployment, described, intentId);
  if (line.phase === 'intent') intents.remember(line.requestId, entryId);
  return { ...committed, receipt: { entryId }, line };
};
