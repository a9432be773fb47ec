import { Fault, ok, present, sha256Hex } from '@fengcun/kernel';
import type { AuditEntry } from '@fengcun/ledger';
import { type QueuedEntry, SHARD_KEYS } from '@fengcun/store';
import {
  type AuditPort, commitIntent, type CommittedIntent, type IntentEntry, type RecordPlace,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type MintId, minter, queued } from '../intake/act.ts';

/** An act of key custody or sealing: who, as what, what for, on which ground. Codes, never free text. */
export type CustodyOrder = Readonly<{
  act: string; account: string; role: string; purpose: string; legalBasis: string;
  /** What was asked for, in one text; only its digest enters the log. */
  request: string;
  approvals?: readonly string[];
}>;

/**
 * The head of acts on wrapping keys: whoever holds the keys changes them in time.
 * @see 《密码法》(2019) 第27条; GB/T 39786-2021
 */
export const KEY_CUSTODY =
  { role: 'keyCustodian', purpose: 'keyCustody', legalBasis: 'cryptography-law-27' } as const;

/** What an act writes besides its own outcome: which record it was about, as a commitment. */
export type OutcomeAbout = Readonly<Partial<Pick<AuditEntry, 'act' | 'record'>>>;

/** An act whose intent is committed. */
export type CustodyAct = Readonly<{
  intentId: string; mint: MintId;
  /** Proof for these places; each opens once. */
  intentFor: (places: readonly RecordPlace[], now: number) => Promise<CommittedIntent>;
  /** An entry that says it was carried out. */
  outcome: (entryId: string, about?: OutcomeAbout) => QueuedEntry;
}>;

type From = Pick<Deployment, 'clock' | 'random' | 'pseudonyms' | 'database'>;

/** No policy pack decides about keys: the digest of no packs. */
const NO_POLICY = sha256Hex('');

/** Shard of an act, out of its id. */
const shardOf = (entryId: string): number =>
  Buffer.from(entryId.slice(-4), 'hex').readUInt16BE() % SHARD_KEYS;

const headOf = ({ pseudonyms }: From, order: CustodyOrder) => ({
  v: 1 as const, actor: pseudonyms.textOf('actor', order.account), role: order.role, org: 'registry',
  purpose: order.purpose, legalBasis: order.legalBasis, decision: 'allow' as const, policy: NO_POLICY,
  approvals: order.approvals ?? [],
  // Keyed, so that the digest of a guessed request proves nothing.
  req: sha256Hex(pseudonyms.bytesOf('request', order.request)),
});

/**
 * Commits the intent in a transaction of its own: before it is durable no key is used and nothing changes.
 * Fault: AUDIT_NOT_COMMITTED, and those of the database.
 */
export const beginCustody = async (from: From, order: CustodyOrder): Promise<CustodyAct> => {
  const mint = minter(from);
  const [intentId, head] = [mint(), headOf(from, order)];
  const instant = (): string => new Date(from.clock()).toISOString();
  const entry: AuditEntry = { ...head, id: intentId, t: instant(), act: order.act, phase: 'intent' };
  const done = await from.database.write({ entryId: intentId }, async ({ audit }) => {
    await audit.append([queued(entry, shardOf(intentId))]);
    return ok(undefined);
  });
  if (!done.ok) throw new Fault('AUDIT_NOT_COMMITTED', 'The log did not take the intent; nothing was done.');
  // The entry is durable: the transaction above has committed before anybody gets this port.
  const port: AuditPort<IntentEntry> = { commit: async ({ id }) => ok({ entryId: id }) };
  return {
    intentId, mint,
    intentFor: async (places, now) => {
      const proof = await commitIntent(port, { entry, places, now });
      return present(proof.ok ? proof.value : undefined, 'a proof of a committed intent');
    },
    outcome: (entryId, about = {}) => queued(
      { ...head, act: order.act, ...about, id: entryId, t: instant(), phase: 'outcome', prev: intentId },
      shardOf(entryId)),
  };
};

/** Hands in the outcome of an act that changed rows in several transactions. */
export const endCustody = async (from: From, act: CustodyAct): Promise<void> => {
  const entryId = act.mint();
  await from.database.write({ entryId }, async ({ audit }) => {
    await audit.append([act.outcome(entryId)]);
    return ok(undefined);
  });
};
