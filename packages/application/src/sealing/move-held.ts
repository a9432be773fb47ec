import { ok, sha256Hex } from '@fengcun/kernel';
import type { ExceptionItem, HeldMessage, InboxRow, SealingStores } from '@fengcun/store';
import { digits } from './claims-of-side.ts';
import type { AllClaims } from './crossing-claims.ts';
import { GROUND, holdException, releaseHeld } from './held-content.ts';
import type { Done, Ready } from './ready.ts';

const NO_KEY = new Uint8Array(32);

type KeyThere = (messageKey: Uint8Array) => Uint8Array | undefined;

/** The digest a message has on the other side. */
const keysThere = ({ leavingHere, leavingThere }: AllClaims): KeyThere => {
  const known = new Map(leavingHere.map(({ arrival }, at) =>
    [digits(arrival.messageKey), leavingThere[at]?.arrival.messageKey]));
  return (messageKey) => known.get(digits(messageKey));
};

/** What a move does with exceptions and held messages; `known`: claims by which they are found again. */
export type HeldPlan = Readonly<{
  hold: readonly HeldMessage[]; release: readonly ExceptionItem[]; removed: readonly string[];
  known: readonly InboxRow[];
}>;

type Holding = Pick<HeldPlan, 'known'> & Readonly<{ message: HeldMessage }>;

/** Goes behind the wall; what came from there before is known there again by the key it had. */
const holdOne = async (
  { moving, found, traces, keys }: Ready, keyThere: KeyThere, item: ExceptionItem,
): Promise<Done<Holding>> => {
  const { record: { recordId, caseId } } = found;
  const claim = traces.claims.find(({ takenAs, messageKey }) =>
    takenAs === recordId && digits(messageKey) === digits(item.messageKey));
  const messageKey = claim?.messageKey ?? keyThere(item.messageKey) ?? NO_KEY;
  const held = await holdException(keys, moving.act, { item, caseId, messageKey });
  if (!held.ok) return held;
  const known = claim === undefined ? [] : [{ ...claim, takenAs: held.value.heldId }];
  return ok({ message: held.value, known });
};

type Releasing = Pick<HeldPlan, 'known'> & Readonly<{ item: ExceptionItem }>;

/**
 * Comes back, and is claimed by the record: sealed again, the record takes it along. LIMIT: of a case with
 * several records by the one whose opening brought the case back.
 */
const releaseOne = async (
  { moving, found, traces, keys }: Ready, keyThere: KeyThere, held: HeldMessage,
): Promise<Done<Releasing>> => {
  const exceptionId = moving.act.mint();
  // What came late is claimed behind the wall by what it says; the same claim finds it there again.
  const claim = traces.claims.find(({ takenAs }) => takenAs === held.heldId);
  const told = claim === undefined ? keyThere(held.messageKey) : undefined;
  // A key of its own where it never had one: many without a key would be taken for one another.
  const messageKey = claim?.messageKey ?? told ?? Buffer.from(sha256Hex(exceptionId), 'hex');
  const item = await releaseHeld(keys, moving.act, { held, exceptionId, messageKey });
  if (!item.ok) return item;
  const row: InboxRow = {
    source: held.source, messageKey, bodyHash: claim?.bodyHash ?? messageKey,
    takenAs: found.record.recordId, receivedAt: held.recordedAt,
  };
  return ok({ item: item.value, known: told === undefined ? [row] : [] });
};

/** Exceptions about the record go behind the wall with it; what was held there comes back with its case. */
export const planHeld = async (ready: Ready): Promise<Done<HeldPlan>> => {
  const { traces, claims, held } = ready;
  const keyThere = keysThere(claims);
  const [hold, release, known]: [HeldMessage[], ExceptionItem[], InboxRow[]] = [[], [], []];
  for (const item of traces.exceptions) {
    const kept = await holdOne(ready, keyThere, item);
    if (!kept.ok) return kept;
    hold.push(kept.value.message);
    known.push(...kept.value.known);
  }
  for (const message of held.filter(({ reason }) => reason !== GROUND)) {
    const back = await releaseOne(ready, keyThere, message);
    if (!back.ok) return back;
    release.push(back.value.item);
    known.push(...back.value.known);
  }
  return ok({ hold, release, known, removed: held.map(({ heldId }) => heldId) });
};

/** Writes what was planned. */
export const moveHeld = async (
  { hold, release, removed }: Omit<HeldPlan, 'known'>, { held, operations }: SealingStores,
): Promise<void> => {
  await held.add(hold);
  if (release.length > 0) await operations.exceptions.put(release);
  for (const heldId of removed) await held.remove(heldId);
};
