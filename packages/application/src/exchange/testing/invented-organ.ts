import { createPrivateKey, randomBytes } from 'node:crypto';
import { err, type Json, ok, present } from '@fengcun/kernel';
import type { WriterStores } from '@fengcun/store';
import { memoryKeyStore } from '@fengcun/vault';
import { type Deployment, type DeploymentConfig, openDeployment } from '../../deployment/index.ts';
import { type DeploymentExchange, deploymentExchange, dispatcherOf, receivingOrgan } from '../deployment-exchange.ts';
import { type ExchangeSigner, exchangeSigner } from '../message/exchange-signer.ts';
import { type ExchangeOrgan, organDirectory } from '../message/organ-directory.ts';
import { eachMessage, type MessageHandlers } from '../receiving/message-handler.ts';
import { parcelReceiver } from '../receiving/parcel-receiver.ts';
import type { DeliveryPolicy } from '../sending/delivery-policy.ts';
import type { DispatcherParts } from '../sending/dispatch-round.ts';
import type { Receiver, Transport } from '../transport/transport.ts';

/** A clock that stands still until it is moved. */
export type InventedClock = { now: number };

/** An organ with a database of its own that notes every effect its messages had. */
export type InventedOrgan = Readonly<{
  organ: string; signer: ExchangeSigner; deployment: Deployment; clock: InventedClock;
  /** Knows these organs from now on. */
  meet: (organs: readonly ExchangeOrgan[], transport: Transport, policy?: Partial<DeliveryPolicy>) => Meeting;
  /** Messages whose effect is there, with how often it was had. */
  effects: (messageIds: readonly string[]) => Promise<readonly number[]>;
}>;

/** An organ that knows others: it sends and it receives. */
export type Meeting = Readonly<{
  exchange: DeploymentExchange; parts: DispatcherParts; receiver: Receiver;
  /** Puts messages into the outbox as the act of something; their ids. */
  put: (messages: readonly Readonly<{ recipient: string; data?: Json; streamId?: string; sequence?: number; kind?: string; dueAt?: string }>[]) => Promise<readonly string[]>;
  faults: readonly unknown[];
}>;

/** The key of an invented organ: the same in every process. */
export const inventedKey = (organ: string): ExchangeSigner => {
  const seed = Buffer.alloc(32, organ);
  return exchangeSigner(organ, createPrivateKey({ key: seed, format: 'raw-private', asymmetricKeyType: 'ed25519' }));
};

/** How an invented organ appears in the directory of others. */
export const entryOf = (organ: string, address: string): ExchangeOrgan => {
  const { keyId, publicKey } = inventedKey(organ);
  return { organ, address, keys: [{ keyId, publicKey }] };
};

const countOf = async (stores: Pick<WriterStores, 'operations'>, id: string): Promise<number> =>
  Number(await stores.operations.jobs.read(`effect/${id}`) ?? 0);

/** Handlers of invented messages: each notes its effect, then does what its data say. */
export const inventedHandlers = (): MessageHandlers => ({
  note: eachMessage(async ({ messageId, data }, { stores, receivedAt }) => {
    const count = await countOf(stores, messageId);
    await stores.operations.jobs.write({ job: `effect/${messageId}`, position: String(count + 1), changedAt: receivedAt });
    const wish: unknown = Reflect.get(Object(data), 'wish');
    if (wish === 'refuse') return err({ code: 'INVENTED_REFUSAL' });
    if (wish === 'break') throw new Error('an invented disk is full');
    return ok(undefined);
  }),
});

const meeting = (
  deployment: Deployment, signer: ExchangeSigner,
  given: Readonly<{ organs: readonly ExchangeOrgan[]; transport: Transport; policy?: Partial<DeliveryPolicy> }>,
): Meeting => {
  const faults: unknown[] = [];
  const directory = organDirectory(given.organs);
  const exchange = deploymentExchange(deployment, signer, directory);
  const organ = receivingOrgan(exchange, inventedHandlers(), ({ error }) => { faults.push(error); });
  return {
    exchange, faults, parts: dispatcherOf(exchange, given.transport, given.policy),
    receiver: parcelReceiver(organ, { directory, authorities: () => [] }),
    put: async (messages) => {
      const rows = await exchange.make(messages.map((message) =>
        ({ streamId: exchange.mint(), sequence: 1, kind: 'note', data: {}, ...message })));
      const entryId = exchange.mint();
      await deployment.database.write({ entryId }, async (stores) => {
        await stores.audit.append([exchange.audit({ act: 'exchange.deliver', actorId: 'test', organ: signer.organ, decision: 'allow', detail: [] }, entryId)]);
        await stores.operations.outbox.put(rows);
        return ok(undefined);
      });
      return rows.map(({ messageId }) => messageId);
    },
  };
};

/** Opens an invented organ; the caller closes its deployment. */
export const inventedOrgan = async (
  organ: string, database: DeploymentConfig['database'] = { kind: 'memory' },
): Promise<InventedOrgan> => {
  const clock: InventedClock = { now: Date.parse('2026-11-21T08:00:00.000Z') };
  const random = (length: number): Uint8Array => randomBytes(length);
  const deployment = await openDeployment({ database, keys: { type: 'store', keyStore: memoryKeyStore(random) }, clock: () => clock.now, random });
  const signer = inventedKey(organ);
  return {
    organ, signer, deployment, clock,
    meet: (organs, transport, policy) => meeting(deployment, signer, { organs, transport, ...(policy === undefined ? {} : { policy }) }),
    effects: async (ids) => {
      const read = await deployment.database.operate(async (operations) => ok(await Promise.all(ids.map((id) => countOf({ operations }, id)))));
      return present(read.ok ? read.value : undefined, 'effects');
    },
  };
};
