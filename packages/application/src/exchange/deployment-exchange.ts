import type { OutboxMessage, SealingStores, WriterStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { minter, type MintId } from '../intake/act.ts';
import { keyStoreKey } from '../ledger/keys/log-key.ts';
import { deploymentSeals } from './deployment-seals.ts';
import { type ExchangeAudit, exchangeAudit } from './exchange-audit.ts';
import { exchangeSigner, type ExchangeSigner } from './message/exchange-signer.ts';
import type { OrganDirectory } from './message/organ-directory.ts';
import type { MessageHandlers } from './receiving/message-handler.ts';
import type { ReceivingOrgan } from './receiving/receive-events.ts';
import { DELIVERY_POLICY, type DeliveryPolicy } from './sending/delivery-policy.ts';
import type { DispatcherParts } from './sending/dispatch-round.ts';
import type { MessageSeals } from './sending/message-seals.ts';
import { type MessageMaker, messageMaker, messageMakers, type NewMessage } from './sending/new-messages.ts';
import type { Transport } from './transport/transport.ts';

/** Where the key of this organ stands in the key store. */
const SIGNING_KEY = 'exchange-signing';

/** What the exchange of one organ stands on. */
export type DeploymentExchange = Readonly<{
  signer: ExchangeSigner; seals: MessageSeals; audit: ExchangeAudit; mint: MintId; directory: OrganDirectory;
  deployment: Deployment;
  /** Prepares making messages within a transaction. */
  maker: (count: number) => Promise<MessageMaker>;
  /** The same for each of these numbers, each to begin again by itself. */
  makers: (counts: readonly number[]) => Promise<readonly MessageMaker[]>;
  /** Messages as rows for the outbox, made before the transaction they are put in. */
  make: (messages: readonly NewMessage[]) => Promise<readonly OutboxMessage[]>;
}>;

/** The signer of an organ, whose key is in its key store and made on the first use. */
export const deploymentSigner = async (
  { keyStore, random }: Pick<Deployment, 'keyStore' | 'random'>, organ: string,
): Promise<ExchangeSigner> => exchangeSigner(organ, await keyStoreKey(keyStore, SIGNING_KEY, random));

/** Joins a deployment with the organs it exchanges messages with. */
export const deploymentExchange = (
  deployment: Deployment, signer: ExchangeSigner, directory: OrganDirectory,
): DeploymentExchange => {
  const seals = deploymentSeals(deployment);
  const mint = minter(deployment);
  const making = { seals, mint, clock: deployment.clock };
  const maker = (count: number): Promise<MessageMaker> => messageMaker(making, count);
  return {
    deployment, signer, seals, mint, directory, maker, makers: (counts) => messageMakers(making, counts),
    audit: exchangeAudit(deployment, directory.hash),
    make: async (messages) => {
      const { make, release } = await maker(messages.length);
      const made = make(messages);
      release();
      return made;
    },
  };
};

/** The sending side over a transport. */
export const dispatcherOf = (
  exchange: DeploymentExchange, transport: Transport, policy: Partial<DeliveryPolicy> = {},
): DispatcherParts => {
  const { deployment: { database, clock, random }, signer, directory, audit, mint, seals } = exchange;
  return {
    database, clock, random, signer, directory, audit, mint, seals, transport,
    policy: { ...DELIVERY_POLICY, ...policy },
  };
};

/** Hears of what could not be taken for a reason of ours. */
export type TellFailure = ReceivingOrgan<WriterStores>['tell'];

const receiving = ({ deployment, signer, audit, mint, maker }: DeploymentExchange, tell: TellFailure) => ({
  signer, audit, mint, maker, tell, clock: deployment.clock,
  digest: (domain: string, text: string) => deployment.pseudonyms.bytesOf(domain, text),
});

/** The receiving side with handlers that work on open records. */
export const receivingOrgan = (
  exchange: DeploymentExchange, handlers: MessageHandlers, tell: TellFailure,
): ReceivingOrgan<WriterStores> =>
  ({ ...receiving(exchange, tell), handlers, run: exchange.deployment.database.write });

/** The receiving side with handlers of the sealing service: both sides of the wall. */
export const sealingOrgan = (
  exchange: DeploymentExchange, handlers: MessageHandlers<SealingStores>, tell: TellFailure,
): ReceivingOrgan<SealingStores> =>
  ({ ...receiving(exchange, tell), handlers, run: exchange.deployment.database.seal });
