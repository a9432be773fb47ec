import { ok } from '@fengcun/kernel';
import type { ExceptionItem, HeldMessage, SealingStores } from '@fengcun/store';
import { digits } from './claims-of-side.ts';
import type { AllClaims } from './crossing-claims.ts';
import { GROUND, holdException, releaseHeld } from './held-content.ts';
import type { Done, Ready } from './ready.ts';

const NO_KEY = new Uint8Array(32);

/** The digest a message has on the other side. */
const keysThere = ({ leavingHere, leavingThere }: AllClaims): ((messageKey: Uint8Array) => Uint8Array) => {
  const known = new Map(leavingHere.map(({ arrival }, at) =>
    [digits(arrival.messageKey), leavingThere[at]?.arrival.messageKey ?? NO_KEY]));
  return (messageKey) => known.get(digits(messageKey)) ?? NO_KEY;
};

/** What a move does with exceptions and held messages. */
export type HeldPlan = Readonly<{
  hold: readonly HeldMessage[]; release: readonly ExceptionItem[]; removed: readonly string[];
}>;

/** Exceptions about the record go behind the wall with it; what was held there comes back with its case. */
export const planHeld = async (
  { moving, found, traces, keys, claims, held }: Ready,
): Promise<Done<HeldPlan>> => {
  const { caseId } = found.home;
  const keyThere = keysThere(claims);
  const hold: HeldMessage[] = [];
  for (const item of traces.exceptions) {
    const messageKey = keyThere(item.messageKey);
    const kept = await holdException(keys, moving.act, { item, caseId, messageKey });
    if (!kept.ok) return kept;
    hold.push(kept.value);
  }
  const release: ExceptionItem[] = [];
  for (const message of held.filter(({ reason }) => reason !== GROUND)) {
    const item = await releaseHeld(keys, moving.act, message);
    if (!item.ok) return item;
    release.push(item.value);
  }
  return ok({ hold, release, removed: held.map(({ heldId }) => heldId) });
};

/** Writes what was planned. */
export const moveHeld = async (
  { hold, release, removed }: HeldPlan, { held, operations }: SealingStores,
): Promise<void> => {
  await held.add(hold);
  if (release.length > 0) await operations.exceptions.put(release);
  for (const heldId of removed) await held.remove(heldId);
};
