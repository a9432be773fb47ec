import type { ExchangeEvent, ExchangeReceipt, ExchangeResult } from '@fengcun/api';
import { err, ok, type Result } from '@fengcun/kernel';
import type { QueuedEntry, WriterStores } from '@fengcun/store';
import type { ExchangeAudit } from '../exchange-audit.ts';
import { kindOf } from '../message/event-text.ts';
import type { ExchangeSigner } from '../message/exchange-signer.ts';
import { signReceipt } from '../message/receipt.ts';
import type { MessageMaker } from '../sending/new-messages.ts';
import { type MessageRefusal, REPLIES_EACH } from './message-handler.ts';
import { takeBatch, type TakingParts } from './take-batch.ts';

/** A transaction in one act, of the ordinary role or of the sealing service. */
export type RunAct<S extends WriterStores> = <T, E>(
  act: Readonly<{ entryId: string }>, work: (stores: S) => Promise<Result<T, E>>,
) => Promise<Result<T, E>>;

/** What an organ that takes messages consists of. */
export type ReceivingOrgan<S extends WriterStores> = TakingParts<S> & Readonly<{
  run: RunAct<S>; signer: ExchangeSigner; audit: ExchangeAudit; clock: () => number;
  maker: (count: number) => Promise<MessageMaker>;
  /** Hears of messages that could not be taken for a reason of ours; they are sent again. */
  tell: (failure: Readonly<{ messageId: string; error: unknown }>) => void;
}>;

/** Messages of one sender, whose signature was checked. */
export type ReceivedBatch = Readonly<{
  sender: Readonly<{ id: string; organ: string }>; digest: string; events: readonly ExchangeEvent[];
  /** Runs first in the transaction; its refusal is that of the whole batch. */
  guard?: (stores: WriterStores) => Promise<boolean>;
  /** The entry of a transaction; without it each is an act of its own. */
  entry?: (entryId: string) => QueuedEntry;
}>;

/** Takes batches; refused as a whole only when the signature was used before. */
export type EventReceiver =
  (batch: ReceivedBatch) => Promise<Result<ExchangeReceipt, Readonly<{ code: 'SIGNATURE_REPLAYED' }>>>;

type Organ = ReceivingOrgan<WriterStores>;

const REPLAYED = { code: 'SIGNATURE_REPLAYED' } as const;

/** Messages that are not for us, or of a kind nobody here takes, never reach the inbox. */
const hopeless = (event: ExchangeEvent, { signer, handlers }: Pick<Organ, 'signer'> & Readonly<{
  handlers: Readonly<Record<string, unknown>>;
}>): string | undefined => {
  if (event.recipient !== signer.organ) return 'RECIPIENT_WRONG';
  return Object.hasOwn(handlers, kindOf(event)) ? undefined : 'KIND_UNKNOWN';
};

const takeIn = async <S extends WriterStores>(
  organ: ReceivingOrgan<S>, batch: ReceivedBatch,
): Promise<Result<readonly ExchangeResult[], MessageRefusal>> => {
  const entryId = organ.mint();
  const { sender, events, digest } = batch;
  const receivedAt = new Date(organ.clock()).toISOString();
  const { make, rewind, release } = await organ.maker(events.length * REPLIES_EACH);
  const taken = await organ.run({ entryId }, async (stores) => {
    rewind();
    if (batch.guard !== undefined && !(await batch.guard(stores))) return err(REPLAYED);
    const entry = batch.entry?.(entryId) ?? organ.audit({
      act: 'exchange.receive', actorId: sender.id, organ: sender.organ, decision: 'allow',
      detail: { digest, ids: events.map(({ id }) => id) },
    }, entryId);
    await stores.audit.append([entry]);
    return takeBatch({ sender: sender.organ, events }, { stores, entryId, receivedAt, make }, organ);
  });
  // Not after a fault: whether it was committed, and what it used with it, is not known then.
  release();
  return taken;
};

/** The refusal of a message, in the log: whoever keeps sending what is refused shall be seen. */
const auditRefusal = async <S extends WriterStores>(
  organ: ReceivingOrgan<S>, { sender }: ReceivedBatch, refused: Readonly<{ id: string; code: string }>,
): Promise<ExchangeResult> => {
  const entryId = organ.mint();
  await organ.run({ entryId }, async ({ audit }) => {
    await audit.append([organ.audit({
      act: 'exchange.refuse', code: refused.code, actorId: sender.id, organ: sender.organ, decision: 'deny',
      messageId: refused.id, detail: { message: refused.id, code: refused.code },
    }, entryId)]);
    return ok(undefined);
  });
  return { id: refused.id, code: refused.code, outcome: 'refused' };
};

/** One message in a transaction of its own. */
const takeApart = async <S extends WriterStores>(
  organ: ReceivingOrgan<S>, batch: ReceivedBatch, event: ExchangeEvent,
): Promise<ExchangeResult> => {
  try {
    const taken = await takeIn(organ, { ...batch, events: [event] });
    if (!taken.ok) return { id: event.id, outcome: 'refused', code: taken.error.code };
    return taken.value[0] ?? { id: event.id, outcome: 'later' };
  } catch (error) {
    organ.tell({ messageId: event.id, error });
    return { id: event.id, outcome: 'later' };
  }
};

/** All at once, the fast way; undefined when one was refused or failed and each must be tried apart. */
const takeTogether = async <S extends WriterStores>(
  organ: ReceivingOrgan<S>, batch: ReceivedBatch,
): Promise<Result<readonly ExchangeResult[] | undefined, typeof REPLAYED>> => {
  if (batch.events.length === 0) return ok([]);
  try {
    const taken = await takeIn(organ, batch);
    if (taken.ok) return ok(taken.value);
    return taken.error.code === REPLAYED.code ? err(REPLAYED) : ok(undefined);
  } catch {
    // One message may be the cause; which one, and why, is told when they are taken apart.
    return ok(undefined);
  }
};

/** Runs the guard alone, before messages are taken apart. */
const guardAlone = async <S extends WriterStores>(
  organ: ReceivingOrgan<S>, batch: ReceivedBatch,
): Promise<boolean> => {
  const { guard, events, digest, sender } = batch;
  if (guard === undefined) return true;
  const entryId = organ.mint();
  const run = await organ.run({ entryId }, async (stores) => {
    if (!(await guard(stores))) return err(REPLAYED);
    await stores.audit.append([organ.audit({
      act: 'exchange.receive', actorId: sender.id, organ: sender.organ, decision: 'allow',
      detail: { digest, ids: events.map(({ id }) => id) },
    }, entryId)]);
    return ok(undefined);
  });
  return run.ok;
};

/**
 * Takes a batch of messages: every message once, its effect and the note of it in one transaction, whatever
 * is sent how often; and a signed receipt with one result a message, in their order. Refused as a whole only
 * when its signature was used before.
 */
export const receiveEvents = async <S extends WriterStores>(
  organ: ReceivingOrgan<S>, batch: ReceivedBatch,
): Promise<Result<ExchangeReceipt, typeof REPLAYED>> => {
  const hopes = batch.events.filter((event) => hopeless(event, organ) === undefined);
  const { guard: _guard, ...unguarded } = batch;
  const together = await takeTogether(organ, { ...batch, events: hopes });
  if (!together.ok) return together;
  if (together.value === undefined && !(await guardAlone(organ, batch))) return err(REPLAYED);
  const taken = new Map((together.value ?? []).map((result) => [result.id, result]));
  const resultOf = async (event: ExchangeEvent): Promise<ExchangeResult> => {
    const code = hopeless(event, organ);
    if (code !== undefined) return auditRefusal(organ, batch, { id: event.id, code });
    const result = taken.get(event.id) ?? await takeApart(organ, unguarded, event);
    return result.outcome === 'refused' ? auditRefusal(organ, batch, result) : result;
  };
  const results: ExchangeResult[] = [];
  for (const event of batch.events) results.push(await resultOf(event));
  const answeredAt = new Date(organ.clock()).toISOString();
  const { signer } = organ;
  return ok(signReceipt({ receiver: signer.organ, digest: batch.digest, answeredAt, results }, signer));
};

/** An organ as the one who takes batches, whichever role its handlers work in. */
export const eventReceiver = <S extends WriterStores>(organ: ReceivingOrgan<S>): EventReceiver =>
  (batch) => receiveEvents(organ, batch);
