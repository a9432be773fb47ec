import { err, ok, type Result } from '@fengcun/kernel';
import {
  decideSealing, isOpenGround, newestSequence, type Receipt, receiptField, removesEntry, type SealingState,
} from '@fengcun/registry';
import type { HolderRow, SealingStores } from '@fengcun/store';
import {
  eachMessage, type IncomingMessage, type MessageHandlers, type MessageRefusal, type Taking,
} from '../exchange/receiving/message-handler.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { SEAL_KINDS } from './seal-kinds.ts';
import { appendSeal, loadSeal, type SealStream } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';

type Refused = Result<void, MessageRefusal>;

/** LIMIT: seals kept in memory between two answers; each is a few kilobytes and holds nothing of a person. */
const KEPT_MAX = 2_000;

/** A copy that was opened is held again; one that was withdrawn is held no more, and its answer stands. */
const isHeldAgain = ({ order }: SealingState): boolean =>
  order?.target === 'open' && !(isOpenGround(order.ground) && removesEntry(order.ground));

const holderRow = (receipt: Receipt, state: SealingState, changedAt: string): HolderRow => ({
  recordId: receipt.recordId, organ: receipt.holder, changedAt,
  state: isHeldAgain(state) ? 'holding' : 'acknowledged', dueOn: null,
});

/** The standing of a holder is where the record is: after an opening that is the open side. */
const setHolder = async (stores: SealingStores, row: HolderRow): Promise<void> => {
  for (const { holders } of [stores.sealed, stores.open]) {
    const known = (await holders.of(row.recordId)).find(({ organ }) => organ === row.organ);
    if (known !== undefined) await holders.change(row, known.state);
  }
};

/**
 * What answers are taken with: keys and intent are got ready before a transaction, streams are kept by their
 * version, which the append compares, so that a stale one is only slower, never wrong.
 */
type Standing = { keys: SideKeys; act: CustodyAct; readonly kept: Map<string, SealStream> };

const keep = (kept: Map<string, SealStream>, stream: SealStream): void => {
  kept.delete(stream.recordId);
  kept.set(stream.recordId, { ...stream, events: [] });
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) break;
    kept.delete(oldest);
  }
};

const beginsNone = (): never => { throw new TypeError('bug: an answer begins no stream'); };

const takeOne = async (
  parts: SealsParts, standing: Standing,
  at: Readonly<{ message: IncomingMessage; receipt: Receipt; taking: Taking<SealingStores> }>,
): Promise<Refused> => {
  const { message, receipt, taking: { stores } } = at;
  const receivedAt = new Date(parts.now()).toISOString();
  // TRUST: the signature proved who sent it; nobody answers for another.
  if (receipt.holder !== message.sender) return err({ code: 'HOLDER_IS_NOT_SENDER' });
  const { act, keys, kept } = standing;
  const streamKeys = { keys, act, nextSerial: beginsNone };
  const actor = parts.deployment.pseudonyms.textOf('actor', message.sender);
  const command = { type: 'Acknowledge', receipt, at: receivedAt, actor } as const;
  let known = kept.get(receipt.recordId);
  kept.delete(receipt.recordId);
  // What is remembered may be old: an order or a holder that it does not know is looked up.
  const isNewest = known !== undefined && newestSequence(known.state) === receipt.sequence
    && known.state.copies.has(receipt.holder);
  if (known === undefined || !isNewest) known = await loadSeal(stores, streamKeys, receipt.recordId);
  const decided = decideSealing(command, known.state);
  if (!decided.ok) return err({ code: decided.error.code });
  const entryId = act.mint();
  const after = await appendSeal(stores, streamKeys, { stream: known, events: decided.value, entryId });
  // Thrown, so that the whole is tried again with the stream as it is now.
  if (!after.ok) throw new TypeError('the seal changed meanwhile; the answer is taken again');
  if (decided.value.length > 0) {
    await setHolder(stores, holderRow(receipt, after.value.state, receivedAt));
    await stores.audit.append([act.outcome(entryId, { act: 'seal.acknowledge' })]);
  }
  keep(kept, after.value);
  return ok(undefined);
};

const memberOf = (data: unknown, name: string): unknown =>
  (typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined);

/** The way answers of holders come in. `ready` is called before each transaction they are taken in. */
export type ReceiptTaking =
  Readonly<{ handlers: MessageHandlers<SealingStores>; ready: () => Promise<void> }>;

/**
 * Takes the answers of holders: each once, whoever sends it twice; an answer to an older order changes
 * nothing; one to an order never made is refused loudly.
 */
export const receiptTaking = (parts: SealsParts): ReceiptTaking => {
  let standing: Standing | undefined;
  const kept = new Map<string, SealStream>();
  const ready = async (): Promise<void> => {
    const act = await parts.act.current();
    const { ring, clock } = parts.deployment;
    const tree = await ring.eraseTree('sealed', clock());
    // Keys are dropped after every erasure, of an opening as well: those that were held open nothing then.
    if (standing?.act === act && tree.ok && tree.value === standing.keys.eraseTree) return;
    standing = { act, keys: await loadSideKeys(parts.deployment, 'sealed'), kept };
  };
  const take = eachMessage<SealingStores>(async (message, taking) => {
    const receipt = receiptField.parse(memberOf(message.data, 'receipt'), '/receipt');
    if (!receipt.ok) return err({ code: 'RECEIPT_MALFORMED' });
    if (standing === undefined) throw new TypeError('bug: answers are taken before the intent is committed');
    return takeOne(parts, standing, { message, receipt: receipt.value, taking });
  });
  return { handlers: { [SEAL_KINDS.receipt]: take }, ready };
};
