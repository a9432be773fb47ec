import type { Draft, Slot } from './drafts.ts';

/**
 * A draft with what a second instance maintained put under it; `isAffirmed` when anything but names
 * came from there.
 */
export type MergedDraft = Readonly<{ draft: Draft; isAffirmed: boolean }>;

const KINDS = ['main', 'suspension', 'fine', 'confiscation', 'rights', 'expulsion'] as const;

const isEmpty = (slot: Slot | undefined): boolean =>
  slot === undefined || KINDS.every((kind) => slot[kind] === undefined);

/** Fills the gaps of `slot` from the maintained slot; true when something was taken. */
const fill = (slot: Slot, maintained: Slot): boolean => {
  let taken = false;
  for (const kind of KINDS) {
    // 有期徒刑 anew replaces the whole main penalty with its suspension; only accessories stay.
    if (slot[kind] !== undefined || maintained[kind] === undefined) continue;
    if (kind === 'suspension' && slot.main !== undefined) continue;
    Object.assign(slot, { [kind]: maintained[kind] });
    taken = true;
  }
  return taken;
};

/** 改判有期徒刑二年 names no charge: with one maintained charge the new penalty is that charge's. */
const takeCharges = (draft: Draft, maintained: Draft): boolean => {
  const [only, ...others] = maintained.charges;
  if (only === undefined) return false;
  const slot = draft.executed ?? draft.slot;
  if (others.length === 0) {
    const taken = fill(slot, only.slot);
    draft.charges.push({ name: only.name, slot });
    return taken;
  }
  draft.executed ??= slot;
  draft.charges.push(...maintained.charges);
  return true;
};

/** Lays the new sentence over the maintained one (维持第一项…, 撤销第二项…). */
export const overMaintained = (draft: Draft | undefined, maintained: Draft | undefined): MergedDraft
  | undefined => {
  if (draft === undefined) return maintained === undefined
    ? undefined : { draft: maintained, isAffirmed: true };
  if (maintained === undefined) return { draft, isAffirmed: false };
  if (draft.acquittal !== undefined) return { draft, isAffirmed: false };
  if (draft.charges.length === 0) return { draft, isAffirmed: takeCharges(draft, maintained) };
  let isAffirmed = false;
  for (const old of maintained.charges) {
    const same = draft.charges.find((charge) => charge.name.name === old.name.name);
    if (same !== undefined) isAffirmed = fill(same.slot, old.slot) || isAffirmed;
    else if (!isEmpty(old.slot)) {
      draft.charges.push(old);
      isAffirmed = true;
    }
  }
  return { draft, isAffirmed };
};
