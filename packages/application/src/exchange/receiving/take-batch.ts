import type { ExchangeEvent, ExchangeResult } from '@fengcun/api';
import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import type { Arrival, InboxRow, WriterStores } from '@fengcun/store';
import { kindOf } from '../message/event-text.ts';
import type { IncomingMessage, MessageHandlers, MessageRefusal, Taking } from './message-handler.ts';

/** What taking needs besides the transaction. `digest`: 32 bytes, keyed, of a text in a domain. */
export type TakingParts<S extends WriterStores> = Readonly<{
  handlers: MessageHandlers<S>; digest: (domain: string, text: string) => Uint8Array; mint: () => string;
}>;

type Arrived = Readonly<{ event: ExchangeEvent; row: InboxRow }>;

const rowOf = (
  event: ExchangeEvent, sender: string, { digest, mint }: Pick<TakingParts<WriterStores>, 'digest' | 'mint'>,
): Omit<InboxRow, 'receivedAt'> => ({
  source: `exchange:${sender}`, takenAs: mint(),
  messageKey: digest('exchange-message', `${sender}|${event.id}`),
  // Its sender writes a message the same way every time, so the order of members may count.
  bodyHash: digest('exchange-body', JSON.stringify(event)),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** In the order of keys, so that two batches never wait for each other in a circle. */
const arrivalsOf = async (
  arrived: readonly Arrived[], stores: WriterStores,
): Promise<ReadonlyMap<Arrived, Arrival>> => {
  const sorted = arrived.toSorted((a, b) => (hex(a.row.messageKey) < hex(b.row.messageKey) ? -1 : 1));
  const arrivals = await stores.open.inbox.takeAll(sorted.map(({ row }) => row));
  return new Map(sorted.map((one, at) => [one, present(arrivals[at], 'one arrival a message')]));
};

const messageOf = (event: ExchangeEvent, sender: string): IncomingMessage => ({
  messageId: event.id, sender, kind: kindOf(event), streamId: event.partitionkey,
  sequence: Number(event.sequence), sentAt: event.time, data: event.data,
});

/** Hands fresh messages to their handlers, runs of one kind together, in the order they came. */
const handleAll = async <S extends WriterStores>(
  messages: readonly IncomingMessage[], taking: Taking<S>, handlers: MessageHandlers<S>,
): Promise<Result<void, MessageRefusal>> => {
  for (let at = 0; at < messages.length;) {
    const { kind } = present(messages[at], 'a message');
    const next = messages.findIndex((message, index) => index > at && message.kind !== kind);
    const run = messages.slice(at, next < 0 ? messages.length : next);
    const handler = present(Object.hasOwn(handlers, kind) ? handlers[kind] : undefined, 'a known kind');
    const answers = await handler(run, taking);
    assert(answers.length === run.length, 'a handler answers once for every message');
    const refused = answers.find((answer) => !answer.ok);
    if (refused !== undefined) return refused;
    at += run.length;
  }
  return ok(undefined);
};

const resultOf = ({ event, row }: Arrived, { arrival, takenAs }: Arrival): ExchangeResult => {
  const receiptId = takenAs ?? row.takenAs;
  if (arrival === 'contradictory' || receiptId === null) {
    return { id: event.id, outcome: 'refused', code: 'MESSAGE_ID_REUSED' };
  }
  return { id: event.id, outcome: arrival === 'new' ? 'accepted' : 'repeated', receiptId };
};

/**
 * Takes messages of one sender within a transaction: those that are new go to their handlers, those that were
 * taken before are told their receipt again. A refusal of one handler undoes all of them; the caller tries
 * them apart, so that what is refused leaves nothing behind and the others are taken.
 */
export const takeBatch = async <S extends WriterStores>(
  given: Readonly<{ sender: string; events: readonly ExchangeEvent[] }>, taking: Taking<S>,
  parts: TakingParts<S>,
): Promise<Result<readonly ExchangeResult[], MessageRefusal>> => {
  const { sender, events } = given;
  const arrived = events.map((event): Arrived =>
    ({ event, row: { ...rowOf(event, sender, parts), receivedAt: taking.receivedAt } }));
  const arrivals = await arrivalsOf(arrived, taking.stores);
  const arrivalOf = (one: Arrived): Arrival => present(arrivals.get(one), 'the arrival of a message');
  const fresh = arrived.filter((one) => arrivalOf(one).arrival === 'new');
  const handled = await handleAll(fresh.map(({ event }) => messageOf(event, sender)), taking, parts.handlers);
  if (!handled.ok) return err(handled.error);
  return ok(arrived.map((one) => resultOf(one, arrivalOf(one))));
};
