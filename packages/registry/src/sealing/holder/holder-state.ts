import type { HolderKey, Receipt, SealOrder } from '../lifecycle/order.ts';

/**
 * One organ's copies of one record. `standing` is the newest order taken; `receipt` the answer to it once the
 * copies were brought to its target. Both are facts of events: what is not stored here is lost in a crash and
 * comes again, because the platform sends until it is answered.
 */
export type HolderState = Readonly<{
  holder: HolderKey;
  standing: SealOrder | undefined;
  receipt: Receipt | undefined;
  /** Copies that turned up under the standing order and are not brought to its target yet, by id. */
  found: ReadonlySet<string>;
}>;

/** Before the first order: the organ's copies are whatever they are. */
export const noStandingOrder = (holder: HolderKey): HolderState =>
  ({ holder, standing: undefined, receipt: undefined, found: new Set() });

/** Sequence of the newest order taken; 0 before the first. */
export const standingSequence = (state: HolderState): number => state.standing?.sequence ?? 0;
