import { ok, type Result } from '@fengcun/kernel';
import { orderFor } from '@fengcun/registry';
import type { HolderRow, SealingStores } from '@fengcun/store';
import type { NewMessage } from '../exchange/sending/new-messages.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { chaseMessages } from './chase-message.ts';
import { chase } from './chase-record.ts';
import { readWorklist } from './determine.ts';
import { orderMessages } from './order-message.ts';
import { confidentialOfRecord, holdersToTellAgain, type Reopening } from './resend-orders.ts';
import { appendSeal, loadSeal } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';

/**
 * What one look at everything awaited came to. `left`: changed by others meanwhile, or failed; next time.
 * `unsupervised`: escalations that are owed and wait for a person to name the supervisor.
 */
export type Ticked = Readonly<{
  looked: number; reminded: number; escalated: number; sentAgain: number; left: number; unsupervised: number;
}>;

const NOTHING: Ticked =
  { looked: 0, reminded: 0, escalated: 0, sentAgain: 0, left: 0, unsupervised: 0 };

const sum = (one: Ticked, other: Ticked): Ticked => ({
  looked: one.looked + other.looked, reminded: one.reminded + other.reminded,
  escalated: one.escalated + other.escalated, sentAgain: one.sentAgain + other.sentAgain,
  left: one.left + other.left, unsupervised: one.unsupervised + other.unsupervised,
});

/** LIMIT: holders read at once; more than any record has. */
const PAGE = 500;
/** LIMIT: records of one transaction. */
const TOGETHER = 20;
/** LIMIT: messages about one holder in one look: its reminders, the escalation, its order again. */
const MESSAGES_EACH = 8;
/** Two looks at once wait for each other on this row, so that none sends what the other has just sent. */
const TURN = 'seal.tick';

type Look = Readonly<{ parts: SealsParts; reopening: Reopening; make: Making }>;
type Making = (messages: readonly NewMessage[]) => ReturnType<Awaited<
  ReturnType<SealsParts['exchange']['maker']>>['make']>;

const beginsNone = (): never => { throw new TypeError('bug: a look begins no stream'); };

const again = async (
  { parts, reopening }: Look, recordId: string, stream: Awaited<ReturnType<typeof loadSeal>>,
): Promise<readonly NewMessage[]> => {
  const { outbox } = reopening.stores.operations;
  const messages = await outbox.ofStream(recordId);
  const holders = holdersToTellAgain(stream.state, messages, parts.deployment.clock());
  if (!holders.some((holder) => orderFor(stream.state, holder) !== undefined)) return [];
  const confidential = await confidentialOfRecord(reopening, recordId);
  return confidential === undefined ? [] : orderMessages(stream.state, holders, confidential);
};

const lookAt = async (look: Look, recordId: string): Promise<Ticked> => {
  const { parts, reopening: { stores, act, keys }, make } = look;
  const streamKeys = { keys: keys.sealed, act, nextSerial: beginsNone };
  const stream = await loadSeal(stores, streamKeys, recordId);
  const { events, state, unsupervised } = chase(parts, stream.state);
  const entryId = act.mint();
  const appended = await appendSeal(stores, streamKeys, { stream, events, entryId });
  if (!appended.ok) return { ...NOTHING, looked: 1, left: 1 };
  const orders = await again(look, recordId, stream);
  await stores.operations.outbox.put(make([...orders, ...chaseMessages(state, events)]));
  const escalated = events.filter(({ type }) => type === 'Escalated').length;
  if (events.length > 0) {
    const code = escalated > 0 ? 'seal.escalate' : 'seal.remind';
    await stores.audit.append([act.outcome(entryId, { act: code })]);
  }
  if (orders.length > 0) await stores.audit.append([act.outcome(act.mint(), { act: 'seal.sendAgain' })]);
  return {
    looked: 1, reminded: events.length - escalated, escalated, sentAgain: orders.length, left: 0,
    unsupervised: unsupervised.length,
  };
};

const lookTogether = async (
  parts: SealsParts, records: readonly string[], holders: number,
): Promise<Ticked> => {
  const { deployment, exchange, act: standing, now } = parts;
  const act = await standing.current();
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const { make, rewind, release } = await exchange.maker(holders * MESSAGES_EACH);
  const entryId = act.mint();
  const work = async (stores: SealingStores): Promise<Result<Ticked, never>> => {
    rewind();
    await stores.operations.jobs.write({
      job: TURN, position: parts.today(), changedAt: new Date(now()).toISOString(),
    });
    await stores.audit.append([act.outcome(entryId, { act: 'seal.look' })]);
    let all = NOTHING;
    const look = { parts, reopening: { stores, act, keys }, make };
    for (const recordId of records) all = sum(all, await lookAt(look, recordId));
    return ok(all);
  };
  const done = await deployment.database.seal({ entryId }, work);
  release();
  return done.ok ? done.value : NOTHING;
};

/** One that cannot be read must not keep the others from being looked at: each is then looked at alone. */
const lookAtAll = async (
  parts: SealsParts, groups: readonly (readonly HolderRow[])[], tell: (fault: unknown) => void,
): Promise<Ticked> => {
  const records = groups.flatMap(([first]) => (first === undefined ? [] : [first.recordId]));
  const holders = groups.reduce((count, rows) => count + rows.length, 0);
  try {
    return await lookTogether(parts, records, holders);
  } catch (error) {
    if (groups.length <= 1) {
      tell(error);
      return { ...NOTHING, looked: 1, left: 1 };
    }
    let all = NOTHING;
    for (const group of groups) all = sum(all, await lookAtAll(parts, [group], tell));
    return all;
  }
};

/** Whole records of a page: the last may go on beyond it. */
const wholeRecords = (rows: readonly HolderRow[]): readonly (readonly HolderRow[])[] => {
  const groups = [...Map.groupBy(rows, ({ recordId }) => recordId).values()];
  return rows.length < PAGE || groups.length === 1 ? groups : groups.slice(0, -1);
};

/**
 * Looks at every holder whose answer is missing, by the legal day: reminds, escalates, and sends again what
 * is owed and not on its way. What was done is in the streams and the outbox, in the transaction of the
 * messages: done again after a kill, or by two processes at once, it does nothing twice. `tell` hears of a
 * record that could not be looked at; the others are.
 */
export const tick = async (
  parts: SealsParts, tell: (fault: unknown) => void = () => undefined,
): Promise<Ticked> => {
  let all = NOTHING;
  let afterId: string | undefined;
  for (;;) {
    const page = { limit: PAGE, ...(afterId === undefined ? {} : { afterId }) };
    const rows = await readWorklist(parts, ({ worklists }) => worklists.awaited(page));
    const groups = wholeRecords(rows);
    for (let from = 0; from < groups.length; from += TOGETHER) {
      all = sum(all, await lookAtAll(parts, groups.slice(from, from + TOGETHER), tell));
    }
    afterId = groups.at(-1)?.[0]?.recordId;
    if (rows.length < PAGE || afterId === undefined) return all;
  }
};
