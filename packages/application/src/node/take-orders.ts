import { err, type Json, ok, type Result } from '@fengcun/kernel';
import {
  answerTo, decideHolder, type OrderMessage, parseSealMessage, PLATFORM_SOURCE, type Receipt, recipientOf,
  SEAL_ORDER_TYPE, type SealOrder,
} from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { NewMessage } from '../exchange/sending/new-messages.ts';
import {
  eachMessage, type IncomingMessage, type MessageHandlers, type MessageRefusal, type Taking,
} from '../exchange/receiving/message-handler.ts';
import type { ReceivingOrgan } from '../exchange/receiving/receive-events.ts';
import { SEAL_KINDS } from '../seals/seal-kinds.ts';
import { appendJournal, type HolderJournal, loadJournal } from './holder-journal.ts';
import { getReady, type NodeParts, ORDERS_MAX, type Ready, release, rewind } from './node-parts.ts';
import { chaseHandlers } from './take-chases.ts';
import { noteNumbers } from './order-terms.ts';

/** LIMIT: revisions of one answer; orders and their answers keep their order in the outbox by this. */
const REVISIONS = 10_000;
const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An answer as a message to the platform; nothing confidential is in it. */
export const receiptMessage = (platform: string, receipt: Receipt): NewMessage => ({
  streamId: receipt.recordId, sequence: receipt.sequence * REVISIONS + receipt.revision, recipient: platform,
  kind: SEAL_KINDS.receipt, data: { receipt } satisfies Json,
});

const member = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

/** The id an order has by what it says; a text that no order has where it says nothing. */
const idIn = (order: unknown): string => {
  const holders = member(order, 'holders');
  const holder = Array.isArray(holders) ? member(holders[0], 'holder') : undefined;
  return `${String(member(order, 'recordId'))}.${String(member(order, 'sequence'))}.${String(holder)}`;
};

/** Reads an order: attacker-controlled until the signature was checked, and checked here all the same. */
const readOrder = (data: unknown): Result<OrderMessage, MessageRefusal> => {
  const read = parseSealMessage({
    specversion: '1.0', id: idIn(member(data, 'order')).slice(0, 200), source: PLATFORM_SOURCE,
    type: SEAL_ORDER_TYPE, datacontenttype: 'application/json', data,
  });
  if (!read.ok || read.value.type !== SEAL_ORDER_TYPE) return err({ code: 'ORDER_MALFORMED' });
  return RECORD_ID.test(read.value.order.recordId) ? ok(read.value) : err({ code: 'ORDER_MALFORMED' });
};

/** Stores of the sealing service, with the keys that were got ready before the transaction. */
type NodeStores = SealingStores & Readonly<{ ready: Ready; taken: Set<string>; fresh: SealOrder[] }>;

/** What may be told of an order: its number, and what copies shall be. */
export const toldOrder = (
  { orderNumber, sequence, target }: SealOrder,
): Pick<SealOrder, 'orderNumber' | 'sequence' | 'target'> => ({ orderNumber, sequence, target });

const answer = async (
  parts: NodeParts, { stores, make }: Taking<NodeStores>, after: HolderJournal, { order }: OrderMessage,
): Promise<void> => {
  const receipt = answerTo(after.holder, order);
  if (receipt === undefined) return;
  await stores.operations.outbox.put(make([receiptMessage(parts.platform, receipt)]));
};

const takeOne = async (
  parts: NodeParts, message: IncomingMessage, taking: Taking<NodeStores>,
): Promise<Result<void, MessageRefusal>> => {
  // TRUST: the signature proved who sent it. Only the platform orders; another organ's order is none.
  if (message.sender !== parts.platform) return err({ code: 'SENDER_NOT_PLATFORM' });
  const read = readOrder(message.data);
  if (!read.ok) return read;
  const { order, confidential } = read.value;
  if (recipientOf(read.value) !== parts.organ) return err({ code: 'NOT_ADDRESSED' });
  const { stores, receivedAt } = taking;
  const { ready } = stores;
  const { recordId } = order;
  const journal = await loadJournal(stores, ready, { organ: parts.organ, recordId });
  const decided = decideHolder({ type: 'ReceiveOrder', order, at: receivedAt }, journal.holder);
  if (!decided.ok) return err({ code: decided.error.code });
  const entryId = ready.act.mint();
  const after = await appendJournal(stores, ready, { journal, events: decided.value, entryId, confidential });
  // Thrown, so that the message is taken again with the journal as it is then.
  if (!after.ok) throw new TypeError('the journal changed meanwhile; the order is taken again');
  if (decided.value.length > 0) {
    const numbers = { code: order.caseCode, references: confidential.references ?? [] };
    await noteNumbers(stores, ready.sealedNames, { recordId, numbers });
    await stores.audit.append([ready.act.outcome(entryId, { act: 'copy.orderTaken' })]);
    stores.taken.add(recordId);
    stores.fresh.push(order);
  }
  await answer(parts, taking, after.value, read.value);
  return ok(undefined);
};

/**
 * The receiving side of a node: an order is noted with what its copies are found by and acknowledged as
 * received; the work begins after the commit, and the answer follows when it is done. `onTaken` hears of
 * records with new work once their transaction has committed.
 */
export const nodeReceiver = (
  parts: NodeParts, tell: ReceivingOrgan<SealingStores>['tell'],
  onTaken: (recordIds: ReadonlySet<string>) => void,
): ReceivingOrgan<NodeStores> => {
  const { deployment, exchange } = parts;
  const take = eachMessage<NodeStores>((message, taking) => takeOne(parts, message, taking));
  const chased = chaseHandlers<NodeStores>(parts, ({ stores }, recordId) => stores.taken.add(recordId));
  const handlers: MessageHandlers<NodeStores> = { [SEAL_KINDS.order]: take, ...chased };
  return {
    handlers, tell, signer: exchange.signer, audit: exchange.audit, mint: exchange.mint,
    maker: exchange.maker, clock: deployment.clock,
    digest: (domain, text) => deployment.pseudonyms.bytesOf(domain, text),
    run: async (act, work) => {
      const ready = await getReady(parts, ORDERS_MAX);
      const taken = new Set<string>();
      const fresh: SealOrder[] = [];
      const done = await deployment.database.seal(act, async (stores) => {
        rewind(ready);
        taken.clear();
        fresh.length = 0;
        return work({ ...stores, ready, taken, fresh });
      });
      release(ready);
      if (done.ok) {
        for (const order of fresh) parts.tell({ event: 'taken', order: toldOrder(order) });
        if (taken.size > 0) onTaken(taken);
      }
      return done;
    },
  };
};
