import { assert } from '@fengcun/kernel';

/** A set of tags of one width, built once, in flat memory: 4 bytes and the tag for each. */
export type TagTable = Readonly<{
  /** Adds a tag; false if it is there already. */
  add: (tag: Uint8Array) => boolean;
  has: (tag: Uint8Array) => boolean;
  size: () => number;
}>;

const isEqual = (bytes: Uint8Array, from: number, tag: Uint8Array): boolean => {
  for (let i = 0; i < tag.length; i += 1) if (bytes[from + i] !== tag[i]) return false;
  return true;
};

/**
 * A table for up to `capacity` tags of `width` bytes. The first four bytes of a tag are its hash: tags are
 * outputs of a group nobody can steer, so collisions cannot be forced.
 */
export const tagTable = (capacity: number, width: number): TagTable => {
  let slots = 16;
  while (slots < 2 * capacity) slots *= 2;
  const index = new Uint32Array(slots);
  const tags = new Uint8Array(Math.max(capacity, 1) * width);
  let count = 0;
  /** Slot of the tag, or the free one where it would stand. */
  const slotOf = (tag: Uint8Array): number => {
    const hash = new DataView(tag.buffer, tag.byteOffset, 4).getUint32(0, true);
    let slot = hash & (slots - 1);
    for (; index[slot] !== 0; slot = (slot + 1) & (slots - 1)) {
      if (isEqual(tags, ((index[slot] ?? 1) - 1) * width, tag)) return slot;
    }
    return slot;
  };
  return {
    add: (tag) => {
      const slot = slotOf(tag);
      if (index[slot] !== 0) return false;
      assert(tag.length === width && count < capacity, 'a tag that fits the table');
      tags.set(tag, count * width);
      count += 1;
      index[slot] = count;
      return true;
    },
    has: (tag) => index[slotOf(tag)] !== 0,
    size: () => count,
  };
};
