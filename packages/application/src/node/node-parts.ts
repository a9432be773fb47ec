import { present, type Result } from '@fengcun/kernel';
import type { HolderKey, SealOrder } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import type { SerialBatch } from '../deployment/serial-blocks.ts';
import type { DeploymentExchange } from '../exchange/deployment-exchange.ts';
import type { MessageMaker } from '../exchange/sending/new-messages.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import type { OrganCopies } from '../organ-copies/organ-copies.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { type StandingAct, standingAct } from '../seals/standing-act.ts';

/** What a node tells while it runs: codes and numbers of orders, never content. */
export type NodeEvent =
  | Readonly<{ event: 'taken' | 'done'; order: Pick<SealOrder, 'orderNumber' | 'sequence' | 'target'> }>
  | Readonly<{ event: 'waits'; order: Pick<SealOrder, 'orderNumber'>; code: string }>
  | Readonly<{ event: 'found'; copies: number }>
  /** The platform waits for this organ's answer, or tells it as supervisor that another organ is late. */
  | Readonly<{
    event: 'reminded' | 'escalated'; order: Pick<SealOrder, 'orderNumber' | 'sequence'>; holder: HolderKey;
  }>
  | Readonly<{ event: 'fault'; error: unknown }>;

/** What the side of one organ stands on. */
export type NodeParts = Readonly<{
  deployment: Deployment; exchange: DeploymentExchange;
  /** The organ whose copies these are, and the only one it takes orders from. */
  organ: HolderKey; platform: string;
  /** Where its copies are: the records of this deployment, or a system of the organ's own. */
  copies: 'own' | OrganCopies;
  act: StandingAct;
  /** Waits before a copy is touched; for demonstrations only. */
  beforeCopies?: () => Promise<void>;
  tell: (event: NodeEvent) => void;
}>;

/** Account under which a node does what it was ordered; the log knows its pseudonym. */
export const NODE_ACCOUNT = 'organ-node';

/** The standing act of a node on the copies of its organ. */
export const nodeAct = (deployment: Deployment): StandingAct => standingAct(deployment, {
  act: 'copy.keep', account: NODE_ACCOUNT, role: 'sealingService', purpose: 'sealing',
  legalBasis: 'cpl-286',
});

/** Everything that rows of a node are written with, got ready before a transaction begins. */
export type Ready = Readonly<{
  act: CustodyAct; open: SideKeys; sealed: SideKeys; serials: SerialBatch; maker: MessageMaker;
  sealedNames: Pseudonyms;
}>;

/** What work within one transaction has. */
export type Within = Readonly<{ stores: SealingStores; ready: Ready }>;

/** LIMIT: orders of one parcel, each of which may begin a journal. */
export const ORDERS_MAX = 500;

/** Gets ready for one transaction; `release` once it has ended. */
export const getReady = async ({ deployment, exchange, act }: NodeParts, orders = 1): Promise<Ready> => ({
  act: await act.current(),
  open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  serials: await deployment.sealedSerials.reserve(Math.min(ORDERS_MAX, orders)),
  maker: await exchange.maker(1), sealedNames: await deployment.sealedIndex.pseudonyms(),
});

/** Begins a run of the transaction: what an earlier run used was undone with it. */
export const rewind = ({ serials, maker }: Ready): void => {
  serials.rewind();
  maker.rewind();
};

/** Gives back what was not used. */
export const release = ({ serials, maker }: Ready): void => {
  serials.release();
  maker.release();
};

/** One transaction of the node in its standing act, with its outcome in the log. */
export const inNodeAct = async <T, E>(
  parts: NodeParts, act: string, work: (stores: SealingStores, ready: Ready) => Promise<Result<T, E>>,
): Promise<Result<T, E>> => {
  const ready = await getReady(parts);
  const entryId = ready.act.mint();
  const done = await parts.deployment.database.seal({ entryId }, async (stores) => {
    rewind(ready);
    const worked = await work(stores, ready);
    if (worked.ok) await stores.audit.append([ready.act.outcome(entryId, { act })]);
    return worked;
  });
  release(ready);
  return done;
};

/** The value of work that is never refused. */
export const certain = <T>(result: Result<T, never>): T =>
  present(result.ok ? result : undefined, 'work that is never refused').value;
