import { assert, err, ok, type Result } from '@fengcun/kernel';
import {
  type DraftedOrder, decideSealing, type OrderConfidential, type RecordStatus, type SealingCommand,
  type SealingRefusal, type SealingState,
} from '@fengcun/registry';
import type { HolderRow, SealingStores } from '@fengcun/store';
import { type SealRefusal, sealRecord } from '../sealing/seal-record.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { orderMessages } from './order-message.ts';
import { appendSeal, loadSeal, type StreamKeys } from './seal-stream.ts';
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

const kindOf = (organ: string): string => organ.slice(0, organ.indexOf('/') + 1);

/** A holder of which only the kind was told stands as the kind alone: `police/`. */
const isKindOnly = ({ organ }: HolderRow): boolean => organ.endsWith('/');

/**
 * Sets the standing of every holder of an order. A holder known by its kind only goes where an organ of the
 * kind is named now; else it stays, unanswered, so that the record is not shown sealed without it.
 */
export const putHolders = async (
  { sealed: { holders } }: Pick<SealingStores, 'sealed'>, recordId: string, rows: readonly HolderRow[],
): Promise<boolean> => {
  const stored = await holders.of(recordId);
  const named = new Set(rows.map(({ organ }) => kindOf(organ)));
  for (const row of rows) {
    const known = stored.find(({ organ }) => organ === row.organ);
    if (known === undefined) await holders.put([row]);
    else if (!(await holders.change(row, known.state)).ok) return false;
  }
  for (const row of stored.filter(isKindOnly)) {
    if (named.has(row.organ)) await holders.remove(recordId, row.organ);
    else if (!(await holders.change({ ...row, state: 'holding' }, row.state)).ok) return false;
  }
  return true;
};

const commandOf = (
  { drafted, opinion }: OrderToMake, by: Readonly<{ at: string; actor: string }>,
): SealingCommand =>
  (opinion === undefined ? { type: 'OrderSeal', order: drafted.draft, ...by }
    : { type: 'CorrectSeal', order: drafted.draft, documentNumber: opinion, ...by });

/**
 * Orders a seal: the platform's own copy goes behind the wall at once, and in the same transaction the order,
 * its standing with every holder, and one message for each are written, with the audit entry. Whoever is late
 * after this, nobody is told anything any more. @see 2022 Measures arts 2, 10, 11
 */
export const orderSeal = async (
  { deployment, exchange, act: standing, now }: SealsParts, order: OrderToMake,
): Promise<Result<OrderMade, OrderRefused>> => {
  const { recordId, drafted, confidential, actor = SEALING_ACCOUNT } = order;
  const at = new Date(now()).toISOString();
  const act = await standing.current();
  const serials = await deployment.sealedSerials.reserve(1);
  const keys = await loadSideKeys(deployment, 'sealed');
  const maker = await exchange.maker(drafted.draft.holders.length);
  const pseudonym = deployment.pseudonyms.textOf('actor', actor);
  let made: OrderMade | undefined;
  let refusal: OrderRefused | undefined;
  const alongside = async (stores: SealingStores): Promise<Result<void, Readonly<{ code: string }>>> => {
    serials.rewind();
    maker.rewind();
    const streamKeys: StreamKeys = { keys, act, nextSerial: serials.next };
    const stream = await loadSeal(stores, streamKeys, recordId);
    if (actor === SEALING_ACCOUNT && DECIDED.has(stream.state.status)) {
      refusal = { code: 'DECIDED_BY_PEOPLE' };
      return err(refusal);
    }
    const decided = decideSealing(commandOf(order, { at, actor: pseudonym }), stream.state);
    if (!decided.ok) {
      refusal = decided.error;
      return decided;
    }
    const entryId = act.mint();
    const after = await appendSeal(stores, streamKeys, { stream, events: decided.value, entryId });
    if (!after.ok || !(await putHolders(stores, recordId, holderRows(order, at)))) {
      refusal = { code: 'STREAM_BUSY' };
      return err(refusal);
    }
    const holders = drafted.draft.holders.map(({ holder }) => holder);
    await stores.operations.outbox.put(maker.make(orderMessages(after.value.state, holders, confidential)));
    await stores.audit.append([act.outcome(entryId, { act: 'seal.order' })]);
    made = { state: after.value.state, sentTo: holders.length };
    return ok(undefined);
  };
  const done = await sealRecord(deployment, {
    recordId, ground: drafted.draft.ground, decidedBy: actor, at, alongside,
    ...(order.settle === undefined ? {} : { settle: order.settle }),
  });
  maker.release();
  serials.release();
  if (!done.ok) return err(refusal ?? done.error);
  // A record that was behind the wall already got its order there too: `alongside` ran all the same.
  assert(made !== undefined, 'a record that was moved has its order');
  return ok(made);
};
