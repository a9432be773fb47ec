import { Fault, ok, present, sha256Hex } from '@fengcun/kernel';
import { type AuditEntry, encodeEntry } from '@fengcun/ledger';
import { mintId, type QueuedEntry, SHARD_KEYS, type TransactionRunner } from '@fengcun/store';
import {
  type AuditPort, commitIntent, type CommittedIntent, type IntentEntry, type RecordPlace,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';

/** Mints ids; without a shard in one drawn at random, so that the id tells nothing. */
export type MintId = (shardKey?: number) => string;

/** Mints ids from a clock and a random source. */
export const minter = ({ clock, random }: Pick<Deployment, 'clock' | 'random'>): MintId => {
  const drawn = (): number => Buffer.from(random(2)).readUInt16BE() % SHARD_KEYS;
  return (shardKey = drawn()) => mintId({ timeMillis: clock(), random: random(8), shardKey });
};

/** Who imports, under which policies; fixed for all entries of an import. */
export type ImportActor = Readonly<{ account: string; policyHash: string }>;

/** What every audit entry of one act has in common. */
export type ActHead = Readonly<Pick<AuditEntry, 'v' | 'actor' | 'role' | 'org' | 'purpose' | 'legalBasis'
  | 'decision' | 'policy' | 'approvals' | 'req'>>;

/** Head of the entries of an import; `request` is the list of pseudonyms it takes. */
export const importHead = (
  from: Pick<Deployment, 'pseudonyms'>, actor: ImportActor, request: readonly Uint8Array[],
): ActHead => ({
  v: 1, actor: from.pseudonyms.textOf('actor', actor.account), role: 'registrar', org: 'registry',
  purpose: 'intake', legalBasis: 'opinion-2012-10', decision: 'allow', policy: actor.policyHash,
  approvals: [],
  req: sha256Hex(Buffer.concat(request)),
});

/** SHA-256 over the hashes of the packs that decide, in order. */
export const policyHashOf = (packHashes: readonly string[]): string =>
  sha256Hex(packHashes.toSorted().join('\n'));

/** One log for each year, so that old ones can be closed. */
export const logIdOf = (now: string): string => `access/${now.slice(0, 4)}`;

/** An entry as the queue takes it; a form that the ledger refuses is a bug. */
export const queued = (entry: AuditEntry, shardKey: number): QueuedEntry => {
  const bytes = encodeEntry(entry);
  const encoded = present(bytes.ok ? bytes.value : undefined, 'an audit entry of the right form');
  return { logId: logIdOf(entry.t), entryId: entry.id, shardKey, entry: encoded };
};

/** An act under way: its intent is committed, and rows may be opened for it. */
export type ImportAct = Readonly<{
  intentId: string; head: ActHead;
  /** Proof for these places; each opens once. */
  intentFor: (places: readonly RecordPlace[], now: number) => Promise<CommittedIntent>;
}>;

/** Commits the intention of a batch: nothing is unwrapped and nothing taken before this is durable. */
export const beginAct = async (
  from: Pick<Deployment, 'clock'> & Readonly<{ database: Pick<TransactionRunner, 'write'> }>,
  mint: MintId, head: ActHead,
): Promise<ImportAct> => {
  const intentId = mint();
  const t = new Date(from.clock()).toISOString();
  const entry: AuditEntry = { ...head, id: intentId, t, act: 'records.import', phase: 'intent' };
  const queue = queued(entry, Buffer.from(intentId.slice(-4), 'hex').readUInt16BE() % SHARD_KEYS);
  const done = await from.database.write({ entryId: intentId }, async ({ audit }) => {
    await audit.append([queue]);
    return ok(undefined);
  });
  if (!done.ok) throw new Fault('AUDIT_NOT_COMMITTED', 'The log did not take the intent; nothing was read.');
  // The entry is durable: the transaction above has committed before anybody gets this port.
  const port: AuditPort<IntentEntry> = { commit: async ({ id }) => ok({ entryId: id }) };
  const intentFor: ImportAct['intentFor'] = async (places, now) => {
    const proof = await commitIntent(port, { entry: { ...entry, id: intentId }, places, now });
    return present(proof.ok ? proof.value : undefined, 'a proof of a committed intent');
  };
  return { intentId, head, intentFor };
};
