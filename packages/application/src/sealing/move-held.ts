import { ok } from '@fengcun/kernel';
import type { HeldMessage, SealingStores } from '@fengcun/store';
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

/** Exceptions about the record go behind the wall with it; what was held there comes back with its case. */
export const moveHeld = async (ready: Ready, stores: SealingStores): Promise<Done<void>> => {
  const { moving, found, traces, keys, claims } = ready;
  const { caseId } = found.home;
  const keyThere = keysThere(claims);
  const held: HeldMessage[] = [];
  for (const item of traces.exceptions) {
    const messageKey = keyThere(item.messageKey);
    const kept = await holdException(keys, moving.act, { item, caseId, messageKey });
    if (!kept.ok) return kept;
    held.push(kept.value);
  }
  await stores.held.add(held);
  if (moving.from.tree === 'open' || !found.isLastOfCase) return ok(undefined);
  for (const message of await stores.held.ofCase(caseId)) {
    if (message.reason === GROUND) {
      await stores.held.remove(message.heldId);
      continue;
    }
    const item = await releaseHeld(keys, moving.act, message);
    if (!item.ok) return item;
    await stores.operations.exceptions.put([item.value]);
    await stores.held.remove(message.heldId);
  }
  return ok(undefined);
};
