import { err, ok, present, type Result } from '@fengcun/kernel';
import {
  decideSealing, isOpenGround, type Receipt, receiptField, removesEntry, type SealingState,
} from '@fengcun/registry';
import type { Append, HolderName, HolderRow, QueuedEntry, SealingStores } from '@fengcun/store';
import type {
  IncomingMessage, MessageHandler, MessageHandlers, MessageRefusal,
} from '../exchange/receiving/message-handler.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { SEAL_KINDS } from './seal-kinds.ts';
import { prepareAppend, sealOf, type SealStream } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';

type Refused = Result<void, MessageRefusal>;

/** LIMIT: seals kept in memory between two answers; each is a few kilobytes and holds nothing of a person. */
const KEPT_MAX = 2_000;

/** A copy that was opened is held again; one that was withdrawn is held no more, and its answer stands. */
const isHeldAgain = ({ order }: SealingState): boolean =>
  order?.target === 'open' && !(isOpenGround(order.ground) && removesEntry(order.ground));

/** How a holder stands after its answer was taken. */
export const holderRow = (receipt: Receipt, state: SealingState, changedAt: string): HolderRow => ({
  recordId: receipt.recordId, organ: receipt.holder, changedAt,
  state: isHeldAgain(state) ? 'holding' : 'acknowledged', dueOn: null,
});

const nameOf = ({ recordId, organ }: HolderName): string => `${recordId} ${organ}`;

/** The standing of a holder is where the record is: after an opening that is the open side. */
export const setHolders = async (
  { sealed, open }: SealingStores, rows: readonly HolderRow[],
): Promise<void> => {
  const last = new Map(rows.map((row) => [nameOf(row), row]));
  for (const found of await sealed.holders.setAll([...last.values()])) last.delete(nameOf(found));
  await open.holders.setAll([...last.values()]);
};

/**
 * What answers are taken with: keys and intent are got ready before a transaction. Streams are kept; one that
 * no longer ends as it is stored, because others went on or what was kept was undone, is read again.
 */
type Standing = { keys: SideKeys; act: CustodyAct; readonly kept: Map<string, SealStream> };

const keep = (kept: Map<string, SealStream>, streams: Iterable<SealStream>): void => {
  for (const stream of streams) {
    kept.delete(stream.recordId);
    kept.set(stream.recordId, { ...stream, events: [] });
  }
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) break;
    kept.delete(oldest);
  }
};

const beginsNone = (): never => { throw new TypeError('bug: an answer begins no stream'); };

/** The seals of these records as they are stored now. */
const streamsOf = async (
  { wall: { gathering } }: SealingStores, { keys, act, kept }: Standing, ids: readonly string[],
): Promise<Map<string, SealStream>> => {
  const heads = await gathering.heads({ side: 'sealed', ids });
  const known = new Map<string, SealStream>();
  for (const id of ids) {
    const [stream, head] = [kept.get(id), heads.get(id)];
    const isAsStored = stream?.version === head?.version && stream?.newestEntry === head?.entryId;
    if (stream !== undefined && isAsStored) known.set(id, stream);
  }
  const unknown = ids.filter((id) => !known.has(id));
  const stored = unknown.length === 0 ? undefined : await gathering.events({ side: 'sealed', ids: unknown });
  for (const id of unknown) known.set(id, await sealOf({ keys, act }, id, stored?.get(id) ?? []));
  return known;
};

type Given = Readonly<{ sender: string; receipt: Receipt }>;

/** What answers come to together; each has an entry of its own. */
type Taken = Readonly<{ appends: Map<string, Append>; holders: HolderRow[]; entries: QueuedEntry[] }>;

/** Decides one answer on the stream as the answers before it left it. */
const decideOne = (
  { standing: { keys, act }, streams, taken }: Readonly<{
    standing: Standing; streams: Map<string, SealStream>; taken: Taken;
  }>,
  receipt: Receipt, by: Readonly<{ at: string; actor: string }>,
): Refused => {
  const stream = present(streams.get(receipt.recordId), 'the seal of a record that is answered for');
  const decided = decideSealing({ type: 'Acknowledge', receipt, ...by }, stream.state);
  if (!decided.ok) return err({ code: decided.error.code });
  const entryId = act.mint();
  const made = { stream, events: decided.value, entryId };
  const { append, after } = prepareAppend({ keys, nextSerial: beginsNone }, made);
  if (append === undefined) return ok(undefined);
  const before = taken.appends.get(receipt.recordId);
  taken.appends.set(receipt.recordId, before === undefined ? append
    : { ...before, events: [...before.events, ...append.events] });
  taken.holders.push(holderRow(receipt, after.state, by.at));
  taken.entries.push(act.outcome(entryId, { act: 'seal.acknowledge' }));
  streams.set(receipt.recordId, after);
  return ok(undefined);
};

/** Takes answers with one statement for each kind of row; the first that is refused undoes the others. */
const takeAll = async (
  parts: SealsParts, standing: Standing, { given, stores }: Readonly<{
    given: readonly Given[]; stores: SealingStores;
  }>,
): Promise<readonly Refused[]> => {
  const at = new Date(parts.now()).toISOString();
  const ids = [...new Set(given.map(({ receipt }) => receipt.recordId))];
  const streams = await streamsOf(stores, standing, ids);
  const taken: Taken = { appends: new Map(), holders: [], entries: [] };
  for (const [index, { sender, receipt }] of given.entries()) {
    const actor = parts.deployment.pseudonyms.textOf('actor', sender);
    const done = decideOne({ standing, streams, taken }, receipt, { at, actor });
    if (!done.ok) return given.map((_, other) => (other === index ? done : ok(undefined)));
  }
  const appended = await stores.sealed.events.appendAll([...taken.appends.values()]);
  // Thrown, so that the whole is tried again with the stream as it is now.
  if (!appended.ok) throw new TypeError('the seal changed meanwhile; the answer is taken again');
  if (taken.holders.length > 0) await setHolders(stores, taken.holders);
  await stores.audit.append(taken.entries);
  keep(standing.kept, streams.values());
  return given.map(() => ok(undefined));
};

const memberOf = (data: unknown, name: string): unknown =>
  (typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined);

const givenOf = ({ data, sender }: IncomingMessage): Result<Given, MessageRefusal> => {
  const receipt = receiptField.parse(memberOf(data, 'receipt'), '/receipt');
  if (!receipt.ok) return err({ code: 'RECEIPT_MALFORMED' });
  // TRUST: the signature proved who sent it; nobody answers for another.
  if (receipt.value.holder !== sender) return err({ code: 'HOLDER_IS_NOT_SENDER' });
  return ok({ sender, receipt: receipt.value });
};

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
  const take: MessageHandler<SealingStores> = async (messages, { stores }) => {
    const given = messages.map(givenOf);
    const refused = given.find((one) => !one.ok);
    // The transaction is undone anyway; each is tried apart.
    if (refused !== undefined) return given.map((one) => (one.ok ? ok(undefined) : one));
    if (standing === undefined) throw new TypeError('bug: answers are taken before the intent is committed');
    return takeAll(parts, standing, { given: given.flatMap((one) => (one.ok ? [one.value] : [])), stores });
  };
  return { handlers: { [SEAL_KINDS.receipt]: take }, ready };
};
