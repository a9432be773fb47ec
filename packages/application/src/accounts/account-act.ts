import type { Result } from '@fengcun/kernel';
import type { QueuedEntry, WriterStores } from '@fengcun/store';
import type { CommittedIntent, RecordPlace } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { MintId } from '../intake/act.ts';
import { beginCustody } from '../keys/custody-act.ts';

/** An act on accounts whose intent is committed, whether it came over HTTP or from the command line. */
export type AccountAct = Readonly<{
  mint: MintId;
  intentFor: (places: readonly RecordPlace[], now: number) => Promise<CommittedIntent>;
  /** The entry that says it was carried out. */
  outcome: (entryId: string) => QueuedEntry;
}>;

/** Acts of whoever keeps accounts at the command line. @see 《网络安全法》第21条 */
export type KeeperAct = 'account.add' | 'account.list' | 'account.disable' | 'account.roles';

/** Commits the intent to use what two people agreed on; an act of its own beside the one it is used for. */
export const beginBreaking = (
  from: From, { account, role, request }: Readonly<{ account: string; role: string; request: string }>,
): Promise<AccountAct> => beginCustody(from, {
  act: 'breakGlass.use', account, role, request, purpose: 'breakGlass', legalBasis: 'csl-21',
});

type From = Pick<Deployment, 'clock' | 'random' | 'pseudonyms' | 'database'>;

/** Commits the intent of an act of the command line; `request` is told by its keyed digest only. */
export const beginKeeping = (
  from: From, act: KeeperAct, { account, request }: Readonly<{ account: string; request: string }>,
): Promise<AccountAct> => beginCustody(from, {
  act, account, request, role: 'securityAdmin', purpose: 'accessControl', legalBasis: 'csl-21',
});

/** Changes rows in one transaction with the outcome of the act; a refusal undoes both. */
export const concludeWith = <T, E>(
  { database }: Pick<Deployment, 'database'>, act: AccountAct,
  work: (stores: WriterStores) => Promise<Result<T, E>>,
): Promise<Result<T, E>> => {
  const entryId = act.mint();
  return database.write({ entryId }, async (stores) => {
    const done = await work(stores);
    if (done.ok) await stores.audit.append([act.outcome(entryId)]);
    return done;
  });
};
