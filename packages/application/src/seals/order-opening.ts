import { assert, type CivilDate, err, ok, present, type Result } from '@fengcun/kernel';
import {
  decideSealing, OPEN_GROUND, type OpenGround, type OrderConfidential, type OrderDraft, removesEntry,
  type SealingCommand, type SealingRefusal, type SealingState, termDue, type TermRule,
} from '@fengcun/registry';
import { hasDueDate } from '@fengcun/statute';
import type { SealingStores } from '@fengcun/store';
import type { CustodyAct } from '../keys/custody-act.ts';
import { type SealRefusal, unsealRecord } from '../sealing/seal-record.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { confidentialOf, orderMessages } from './order-message.ts';
import { orderNumber } from './order-number.ts';
import { beginSealAct, type SealAct, type SealActor } from './person-act.ts';
import { appendSeal, loadSeal, type StreamBusy, type StreamKeys } from './seal-stream.ts';
import { keyOf, readCaseOf } from './sealed-case.ts';
import type { SealsParts } from './seals-parts.ts';
import type { StepAt } from './take-step.ts';

/** An opening to be ordered; `commandOf`: on an approval, or on the three wills of article 7. */
export type OpeningToOrder = Readonly<{
  recordId: string; by: SealActor; basis: SealAct['basis']; act: string; ground: OpenGround;
  effectiveFrom: CivilDate;
  /** Entries of approvals that this act consumes. */
  approvals?: readonly string[];
  commandOf: (order: OrderDraft, at: Omit<StepAt, 'entryId'>) => SealingCommand;
}>;

/** Why nothing was opened. `CASE_UNREADABLE`: the record is not sealed, or fsck has something to say. */
export type OpeningRefused =
  SealRefusal | SealingRefusal | StreamBusy | Readonly<{ code: 'CASE_UNREADABLE' }>;

/** An opening that was ordered: the state after it, and how many holders it went to. */
export type OpeningMade = Readonly<{ state: SealingState; sentTo: number; isWithheld: boolean }>;

/**
 * LAW: no text names a term for opening a copy; it is ordered like a seal by order, in the days of this
 * deployment. An annulled decision that was published is withdrawn in three. @see 《行政处罚法》第48条
 */
const ruleOf = (ground: OpenGround): TermRule => (removesEntry(ground) ? 'withdrawPublished' : 'sealByOrder');

/** The order to open, to every holder that ever had an order. */
export const openingDraft = (
  parts: Pick<SealsParts, 'deployment' | 'today' | 'settings'>, state: SealingState,
  { ground, effectiveFrom }: Pick<OpeningToOrder, 'ground' | 'effectiveFrom'>,
): OrderDraft | undefined => {
  const { order } = state;
  const rule = ruleOf(ground);
  const due = termDue({ rule, from: parts.today(), settings: parts.settings });
  if (order === undefined || !hasDueDate(due)) return undefined;
  const { recordId, caseCode, orderedBy } = order;
  return {
    recordId, caseCode, orderNumber: orderNumber(parts.deployment), ground, effectiveFrom, orderedBy,
    cites: OPEN_GROUND[ground].cites,
    holders: [...state.copies.keys()].sort().map((holder) => ({ holder, dueOn: due.dueOn, rule })),
  };
};

const setHolders = async (
  stores: SealingStores, side: 'open' | 'sealed', order: OrderDraft, changedAt: string,
): Promise<boolean> => {
  const { recordId } = order;
  const rows = await stores[side].holders.of(recordId);
  for (const { holder, dueOn } of order.holders) {
    const known = rows.find(({ organ }) => organ === holder);
    const row = { recordId, organ: holder, state: 'unsealOrdered', dueOn, changedAt } as const;
    if (known === undefined) await stores[side].holders.put([row]);
    else if (!(await stores[side].holders.change(row, known.state)).ok) return false;
  }
  return true;
};

type Opening = Readonly<{
  parts: SealsParts; opening: OpeningToOrder; act: CustodyAct; confidential: OrderConfidential;
  draft: OrderDraft; at: string; actor: string;
}>;

/** What belongs to the transaction of the move: order, standing of holders, messages, audit entry. */
const alongsideOf = async ({ parts, opening, act, confidential, draft, at, actor }: Opening) => {
  const { deployment, exchange } = parts;
  const keys = await loadSideKeys(deployment, 'sealed');
  const maker = await exchange.maker(draft.holders.length);
  const beginsNone = (): never => { throw new TypeError('bug: an opening begins no stream'); };
  const streamKeys: StreamKeys = { keys, act, nextSerial: beginsNone };
  let made: OpeningMade | undefined;
  let refusal: SealingRefusal | StreamBusy | undefined;
  const isWithheld = removesEntry(opening.ground);
  const run = async (stores: SealingStores): Promise<Result<void, SealingRefusal | StreamBusy>> => {
    maker.rewind();
    const stream = await loadSeal(stores, streamKeys, draft.recordId);
    const decided = decideSealing(opening.commandOf(draft, { at, actor }), stream.state);
    if (!decided.ok) {
      refusal = decided.error;
      return decided;
    }
    const entryId = act.mint();
    const after = await appendSeal(stores, streamKeys, { stream, events: decided.value, entryId });
    const side = isWithheld ? 'sealed' : 'open';
    if (!after.ok || !(await setHolders(stores, side, draft, at))) {
      refusal = { code: 'STREAM_BUSY' };
      return err(refusal);
    }
    const holders = draft.holders.map(({ holder }) => holder);
    await stores.operations.outbox.put(maker.make(orderMessages(after.value.state, holders, confidential)));
    await stores.audit.append([act.outcome(entryId, { act: opening.act })]);
    made = { state: after.value.state, sentTo: holders.length, isWithheld };
    return ok(undefined);
  };
  return { run, release: maker.release, made: () => made, refusal: () => refusal };
};

/** Before the act: the order to be made, and what its holders need to find their copies. */
const prepare = async (
  parts: SealsParts, opening: OpeningToOrder, act: CustodyAct,
): Promise<Readonly<{ draft: OrderDraft; confidential: OrderConfidential }> | undefined> => {
  const { deployment } = parts;
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const nextSerial = (): never => { throw new TypeError('bug: reading begins no stream'); };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const { state } = await loadSeal(stores, { keys: keys.sealed, act, nextSerial }, opening.recordId);
    const draft = openingDraft(parts, state, opening);
    const key = await keyOf(stores.sealed, opening.recordId);
    const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
    const found = key === undefined ? undefined : await readCaseOf(reading, 'sealed', key);
    const confidential = found === undefined ? undefined : confidentialOf(found.state, found.subject);
    await stores.audit.append([act.outcome(entryId, { act: 'seal.examine' })]);
    return ok(draft === undefined || confidential === undefined ? undefined : { draft, confidential });
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};

/**
 * Orders an opening: the record comes back to the open side in the same transaction as its order, its
 * standing with every holder, and one message for each. An entry that an annulled decision takes away is
 * not shown: it stays behind the wall, and every copy is withdrawn. @see 2022 Measures arts 18, 19
 */
export const orderOpening = async (
  parts: SealsParts, opening: OpeningToOrder,
): Promise<Result<OpeningMade, OpeningRefused>> => {
  const { deployment } = parts;
  const { recordId, by, ground, basis, approvals } = opening;
  const request = `${recordId}|${ground}`;
  const act = await beginSealAct(deployment, { by, act: opening.act, basis, request });
  const ready = await prepare(parts, opening, act);
  if (ready === undefined) return err({ code: 'CASE_UNREADABLE' });
  const at = new Date(parts.now()).toISOString();
  const actor = deployment.pseudonyms.textOf('actor', by.account);
  const alongside = await alongsideOf({ parts, opening, act, at, actor, ...ready });
  const { run, release } = alongside;
  const done = removesEntry(ground)
    ? await deployment.database.seal({ entryId: act.mint() }, run)
    : await unsealRecord(deployment, {
      recordId, ground, decidedBy: by.account, at, alongside: run,
      ...(approvals === undefined ? {} : { approvals }),
    });
  release();
  const refusal = alongside.refusal();
  if (refusal !== undefined) return err(refusal);
  if (!done.ok) return done;
  const made = alongside.made();
  assert(made !== undefined, 'a record that was opened has its order');
  return ok(made);
};
