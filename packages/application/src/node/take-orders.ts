import { err, type Json, ok, present, type Result } from '@fengcun/kernel';
import {
  answerTo, decideHolder, type OrderMessage, parseSealMessage, PLATFORM_SOURCE, type Receipt, recipientOf,
  SEAL_ORDER_TYPE, type SealOrder,
} from '@fengcun/registry';
import type { Append, QueuedEntry, SealingStores } from '@fengcun/store';
import type { NewMessage } from '../exchange/sending/new-messages.ts';
import type {
  IncomingMessage, MessageHandler, MessageHandlers, MessageRefusal, Taking,
} from '../exchange/receiving/message-handler.ts';
import type { ReceivingOrgan } from '../exchange/receiving/receive-events.ts';
import { SEAL_KINDS } from '../seals/seal-kinds.ts';
import { type HolderJournal, loadJournals, prepareJournal } from './holder-journal.ts';
import { getReady, type NodeParts, ORDERS_MAX, type Ready, release, rewind } from './node-parts.ts';
import { chaseHandlers } from './take-chases.ts';
import { type CaseNumbers, noteNumbers } from './order-terms.ts';

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

const readMessage = (
  parts: NodeParts, message: IncomingMessage,
): Result<OrderMessage, MessageRefusal> => {
  // TRUST: the signature proved who sent it. Only the platform orders; another organ's order is none.
  if (message.sender !== parts.platform) return err({ code: 'SENDER_NOT_PLATFORM' });
  const read = readOrder(message.data);
  if (!read.ok) return read;
  return recipientOf(read.value) === parts.organ ? read : err({ code: 'NOT_ADDRESSED' });
};

/** What orders come to together; each has an entry of its own. */
type Noted = Readonly<{
  appends: Map<string, Append>; entries: QueuedEntry[]; answers: NewMessage[];
  numbers: Readonly<{ recordId: string; numbers: CaseNumbers }>[];
}>;

type Noting = Readonly<{
  parts: NodeParts; taking: Taking<NodeStores>; journals: Map<string, HolderJournal>; noted: Noted;
}>;

/** Decides one order on the journal as the orders before it left it. */
const noteOne = (
  { parts, taking: { stores, receivedAt }, journals, noted }: Noting, { order, confidential }: OrderMessage,
): Result<void, MessageRefusal> => {
  const { ready } = stores;
  const { recordId } = order;
  const journal = present(journals.get(recordId), 'the journal of an order');
  const decided = decideHolder({ type: 'ReceiveOrder', order, at: receivedAt }, journal.holder);
  if (!decided.ok) return err({ code: decided.error.code });
  const entryId = ready.act.mint();
  const { append, after } = prepareJournal(ready, { journal, events: decided.value, entryId, confidential });
  journals.set(recordId, after);
  const receipt = answerTo(after.holder, order);
  if (receipt !== undefined) noted.answers.push(receiptMessage(parts.platform, receipt));
  if (append === undefined) return ok(undefined);
  const before = noted.appends.get(recordId);
  noted.appends.set(recordId, before === undefined ? append
    : { ...before, events: [...before.events, ...append.events] });
  const references = confidential.references ?? [];
  noted.numbers.push({ recordId, numbers: { code: order.caseCode, references } });
  noted.entries.push(ready.act.outcome(entryId, { act: 'copy.orderTaken' }));
  stores.taken.add(recordId);
  stores.fresh.push(order);
  return ok(undefined);
};

/** Takes orders with one statement for each kind of row; the first that is refused undoes the others. */
const takeAll = async (
  parts: NodeParts, messages: readonly IncomingMessage[], taking: Taking<NodeStores>,
): Promise<readonly Result<void, MessageRefusal>[]> => {
  const refusedAt = (index: number, refused: Result<never, MessageRefusal>) =>
    messages.map((_, at) => (at === index ? refused : ok(undefined)));
  const orders: OrderMessage[] = [];
  for (const [at, message] of messages.entries()) {
    const read = readMessage(parts, message);
    if (!read.ok) return refusedAt(at, read);
    orders.push(read.value);
  }
  const { stores } = taking;
  const recordIds = [...new Set(orders.map(({ order }) => order.recordId))];
  const journals = await loadJournals(stores, stores.ready, { organ: parts.organ, recordIds });
  const noted: Noted = { appends: new Map(), entries: [], answers: [], numbers: [] };
  for (const [at, order] of orders.entries()) {
    const done = noteOne({ parts, taking, journals, noted }, order);
    if (!done.ok) return refusedAt(at, done);
  }
  const appended = await stores.sealed.events.appendAll([...noted.appends.values()]);
  // Thrown, so that the messages are taken again with the journals as they are then.
  if (!appended.ok) throw new TypeError('the journal changed meanwhile; the order is taken again');
  await noteNumbers(stores, stores.ready.sealedNames, noted.numbers);
  await stores.audit.append(noted.entries);
  await stores.operations.outbox.put(taking.make(noted.answers));
  return messages.map(() => ok(undefined));
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
  const take: MessageHandler<NodeStores> = (messages, taking) => takeAll(parts, messages, taking);
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
