import { createServer } from 'node:net';
import { ok, present } from '@fengcun/kernel';
import type { Json } from '@fengcun/kernel';
import {
  deploymentExchange, dispatchOnce, dispatcherOf, eachMessage, type ExchangeOrgan, httpTransport, openHttpDoor, organDirectory,
  parcelReceiver, receivingOrgan, SEAL_KINDS, type Transport,
} from '@fengcun/application';
import { confidentialJson, type OrderConfidential, type Receipt, type SealOrder } from '@fengcun/registry';
import { entryOf, inventedKey, inventedOrgan } from '../../packages/application/src/exchange/testing/invented-organ.ts';

/** The name under which the stub orders. */
export const PLATFORM = 'platform/P01';

/** A port nobody listens on now. */
export const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

/** A platform that orders what a test tells it and notes the answers; its door can be shut. */
export type StubPlatform = Readonly<{
  entry: ExchangeOrgan;
  /** Knows these organs from now on. */
  meet: (organs: readonly ExchangeOrgan[]) => Promise<void>;
  /** Sends an order once, with whatever waits beside it; whether it was delivered. */
  order: (order: SealOrder, confidential: OrderConfidential, from?: Readonly<{ transport?: Transport; recipient?: string }>) => Promise<'delivered' | 'failed'>;
  /** Waits until so many answers have come in all, and gives them. */
  answers: (count: number) => Promise<readonly Receipt[]>;
  shut: () => Promise<void>; open: () => Promise<void>; close: () => Promise<void>;
}>;

export const stubPlatform = async (): Promise<StubPlatform> => {
  const { deployment, clock } = await inventedOrgan(PLATFORM);
  const port = await freePort();
  const transport = httpTransport();
  const taken: Receipt[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let meeting: Readonly<{ exchange: ReturnType<typeof deploymentExchange>; shut: () => Promise<void> }> | undefined;
  let known: readonly ExchangeOrgan[] = [];
  const now = (): void => { clock.now = Date.now(); };
  const take = eachMessage(async ({ data }) => {
    taken.push((data as Readonly<{ receipt: Receipt }>).receipt);
    for (const one of waiting) if (taken.length >= one.count) one.resolve();
    return ok(undefined);
  });
  const open = async (): Promise<void> => {
    const directory = organDirectory(known);
    const exchange = deploymentExchange(deployment, inventedKey(PLATFORM), directory);
    const receiver = parcelReceiver(receivingOrgan(exchange, { [SEAL_KINDS.receipt]: take }, () => undefined), { directory, authorities: () => [] });
    const door = await openHttpDoor((parcel) => { now(); return receiver(parcel); }, { port });
    meeting = { exchange, shut: door.close };
  };
  const shut = async (): Promise<void> => { await meeting?.shut(); };
  return {
    entry: entryOf(PLATFORM, `http://127.0.0.1:${port}`), open, shut,
    meet: async (organs) => { known = organs; await open(); },
    order: async (order, confidential, { transport: over = transport, recipient = present(order.holders[0], 'a holder').holder } = {}) => {
      now();
      const { exchange } = present(meeting, 'a platform that was opened');
      const data = { order, confidential: confidentialJson(confidential) } as unknown as Json;
      const rows = await exchange.make([{ streamId: order.recordId, sequence: order.sequence, recipient, kind: SEAL_KINDS.order, data }]);
      const entryId = exchange.mint();
      await deployment.database.write({ entryId }, async (stores) => {
        await stores.audit.append([exchange.audit({ act: 'exchange.deliver', actorId: 'test', organ: PLATFORM, decision: 'allow', detail: [] }, entryId)]);
        await stores.operations.outbox.put(rows);
        return ok(undefined);
      });
      await dispatchOnce(dispatcherOf(exchange, over));
      const read = await deployment.database.audit(async ({ select }) => ok(await select<Readonly<{ state: string }>>(
        'select state from ops.outbox where message_id = $1::uuid', [present(rows[0], 'a message').messageId])));
      return read.ok && read.value[0]?.state === 'delivered' ? 'delivered' : 'failed';
    },
    answers: async (count) => {
      if (taken.length < count) await new Promise<void>((resolve) => { waiting.push({ count, resolve }); });
      return taken;
    },
    close: async () => {
      await meeting?.shut();
      await transport.close();
      await deployment.close();
    },
  };
};
