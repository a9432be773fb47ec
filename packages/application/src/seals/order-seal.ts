import { err, ok, present, type Result } from '@fengcun/kernel';
import {
  type DraftedOrder, decideSealing, type OrderConfidential, type RecordStatus, type SealingCommand,
  type SealingRefusal, type SealingState,
} from '@fengcun/registry';
import type {
  Append, HolderRow, OutboxMessage, QueuedEntry, SealingStores, StreamEvent,
} from '@fengcun/store';
import type { MessageMaker } from '../exchange/sending/new-messages.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { type SealRefusal, sealRecords } from '../sealing/seal-record.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { type HolderPlan, planHolders, putHolders } from './order-holders.ts';
import { orderMessages } from './order-message.ts';
import { prepareAppend, sealOf } from './seal-stream.ts';
import { type SealsParts, SEALING_ACCOUNT } from './seals-parts.ts';

/** An order on one record, with what its holders need to find their copies. */
export type OrderToMake = Readonly<{
  recordId: string; drafted: DraftedOrder; confidential: OrderConfidential; actor?: string;
  /** `later`: keys of the open copies are erased once for a whole run. */
  settle?: 'later';
  /** Number of the procuratorate's opinion that a corrective seal rests on. @see 2022 Measures art. 22 */
  opinion?: string;
}>;

/** Why no order was made. */
export type OrderRefused =
  SealRefusal | SealingRefusal | Readonly<{ code: 'STREAM_BUSY' | 'DECIDED_BY_PEOPLE' }>;

/** An order that was made: the state after it, and how many holders it went to. */
export type OrderMade = Readonly<{ state: SealingState; sentTo: number }>;

const holderRows = (
  { recordId, drafted }: OrderToMake, changedAt: string,
): readonly HolderRow[] => [
  ...drafted.draft.holders.map(({ holder, dueOn }): HolderRow =>
    ({ recordId, organ: holder, state: 'sealOrdered', dueOn, changedAt })),
  // Holds its file until its term begins: no order yet, and the record is not shown sealed.
  ...drafted.waiting.map(({ holder }): HolderRow =>
    ({ recordId, organ: holder, state: 'holding', dueOn: null, changedAt })),
];

/**
 * LAW: what people rescinded, or exempted under article 7, is not sealed again by the service alone: the same
 * facts would undo their decision every night. A person orders it, or an opinion corrects it (art. 22).
 */
const DECIDED: ReadonlySet<RecordStatus> = new Set(['rescinded', 'exempt']);

const commandOf = (
  { drafted, opinion }: OrderToMake, by: Readonly<{ at: string; actor: string }>,
): SealingCommand =>
  (opinion === undefined ? { type: 'OrderSeal', order: drafted.draft, ...by }
    : { type: 'CorrectSeal', order: drafted.draft, documentNumber: opinion, ...by });

type Making = Readonly<{
  keys: SideKeys; act: CustodyAct; at: string; pseudonym: string; actor: string;
  /** Of each record, so that a transaction that is run again takes nothing of another record. */
  makers: ReadonlyMap<string, Readonly<{ order: OrderToMake; maker: MessageMaker; serial: number }>>;
}>;

/** What an order writes: its stream, its holders, its messages and its entry. */
type Written = Readonly<{
  append: Append | undefined; holders: HolderPlan; messages: readonly OutboxMessage[]; entry: QueuedEntry;
  made: OrderMade;
}>;

type Stored = Readonly<{ events: readonly StreamEvent[]; holders: readonly HolderRow[] }>;

/** Decides one order as its seal stands now; nothing is written. */
const decideOne = async (
  { keys, act, at, pseudonym, actor, makers }: Making, recordId: string, stored: Stored,
): Promise<Result<Written, OrderRefused>> => {
  const { order, maker, serial } = present(makers.get(recordId), 'the order on a record');
  const stream = await sealOf({ keys, act }, recordId, stored.events);
  const isByService = actor === SEALING_ACCOUNT;
  if (isByService && DECIDED.has(stream.state.status)) return err({ code: 'DECIDED_BY_PEOPLE' });
  const decided = decideSealing(commandOf(order, { at, actor: pseudonym }), stream.state);
  if (!decided.ok) return decided;
  const entryId = act.mint();
  const streamKeys = { keys, nextSerial: () => serial };
  const { append, after } = prepareAppend(streamKeys, { stream, events: decided.value, entryId });
  const organs = order.drafted.draft.holders.map(({ holder }) => holder);
  maker.rewind();
  return ok({
    append, holders: planHolders(holderRows(order, at), stored.holders),
    messages: maker.make(orderMessages(after.state, organs, order.confidential)),
    entry: act.outcome(entryId, { act: 'seal.order' }), made: { state: after.state, sentTo: organs.length },
  });
};

type Refusals = ReadonlyMap<string, OrderRefused>;
const BUSY: OrderRefused = { code: 'STREAM_BUSY' };

/** Makes the orders on these records in the transaction that moves them, or says which of them cannot be. */
const makeAll = async (
  making: Making, stores: SealingStores, recordIds: readonly string[],
): Promise<Result<ReadonlyMap<string, OrderMade>, Refusals>> => {
  const asked = { side: 'sealed', ids: recordIds } as const;
  const events = await stores.wall.gathering.events(asked);
  const holders = Map.groupBy(await stores.wall.gathering.holders(asked), ({ recordId }) => recordId);
  const [written, refused] = [new Map<string, Written>(), new Map<string, OrderRefused>()];
  for (const id of recordIds) {
    const stored = { events: events.get(id) ?? [], holders: holders.get(id) ?? [] };
    const one = await decideOne(making, id, stored);
    if (one.ok) written.set(id, one.value);
    else refused.set(id, one.error);
  }
  if (refused.size > 0) return err(refused);
  const all = [...written.values()];
  // Only the record that others moved on is refused; the transaction is run again without it.
  const appended = await stores.sealed.events.appendAll(all.flatMap(({ append }) => append ?? []));
  if (!appended.ok) return err(new Map([[appended.error.streamId, BUSY]]));
  const busy = await putHolders(stores, all.map((one) => one.holders));
  if (busy.length > 0) return err(new Map(busy.map((id) => [id, BUSY])));
  await stores.operations.outbox.put(all.flatMap(({ messages }) => messages));
  await stores.audit.append(all.map(({ entry }) => entry));
  return ok(new Map([...written].map(([id, { made }]) => [id, made])));
};

/** Orders on one ground by one account, made together. */
const orderGroup = async (
  { deployment, exchange, act: standing, now }: SealsParts, orders: readonly OrderToMake[],
): Promise<ReadonlyMap<string, Result<OrderMade, OrderRefused>>> => {
  const { drafted: { draft: { ground } }, actor = SEALING_ACCOUNT, settle } = present(orders[0], 'an order');
  const [at, act] = [new Date(now()).toISOString(), await standing.current()];
  const serials = await deployment.sealedSerials.reserve(orders.length);
  const makers = new Map<string, Readonly<{ order: OrderToMake; maker: MessageMaker; serial: number }>>();
  const prepared = await exchange.makers(orders.map(({ drafted }) => drafted.draft.holders.length));
  for (const [place, order] of orders.entries()) {
    const maker = present(prepared[place], 'a maker for each order');
    makers.set(order.recordId, { order, maker, serial: serials.next() });
  }
  const pseudonym = deployment.pseudonyms.textOf('actor', actor);
  const making = { keys: await loadSideKeys(deployment, 'sealed'), act, at, pseudonym, actor, makers };
  const [made, refusals] = [new Map<string, OrderMade>(), new Map<string, OrderRefused>()];
  const moved = await sealRecords(deployment, {
    recordIds: [...makers.keys()], ground, decidedBy: actor, at, ...(settle === undefined ? {} : { settle }),
    alongside: async (stores, recordIds) => {
      const done = await makeAll(making, stores, recordIds);
      if (done.ok) for (const [id, one] of done.value) made.set(id, one);
      else for (const [id, refusal] of done.error) refusals.set(id, refusal);
      return done.ok ? new Map() : done.error;
    },
  });
  for (const { maker } of makers.values()) maker.release();
  serials.release();
  // A record that was behind the wall already got its order there too: `alongside` ran all the same.
  const answerOf = (id: string, answer: Result<unknown, OrderRefused>): Result<OrderMade, OrderRefused> =>
    (answer.ok ? ok(present(made.get(id), 'a record that was moved has its order'))
      : err(refusals.get(id) ?? answer.error));
  return new Map([...moved].map(([id, answer]) => [id, answerOf(id, answer)]));
};

/**
 * Orders seals: the platform's own copies go behind the wall at once, and in the same transaction the orders,
 * their standing with every holder, and one message for each are written, with the audit entries. Whoever is
 * late after this, nobody is told anything any more. An order that is refused does not hold up the others.
 * LIMIT: one order on each record. @see 2022 Measures arts 2, 10, 11
 */
export const orderSeals = async (
  parts: SealsParts, orders: readonly OrderToMake[],
): Promise<ReadonlyMap<string, Result<OrderMade, OrderRefused>>> => {
  const groups = Map.groupBy(orders, ({ drafted, actor, settle }) =>
    [drafted.draft.ground, actor ?? '', settle ?? ''].join(' '));
  const answers = new Map<string, Result<OrderMade, OrderRefused>>();
  for (const group of groups.values()) {
    for (const [id, answer] of await orderGroup(parts, group)) answers.set(id, answer);
  }
  return answers;
};

/** Orders one seal, as `orderSeals` does many. */
export const orderSeal = async (
  parts: SealsParts, order: OrderToMake,
): Promise<Result<OrderMade, OrderRefused>> =>
  present((await orderSeals(parts, [order])).get(order.recordId), 'an answer for the order');
