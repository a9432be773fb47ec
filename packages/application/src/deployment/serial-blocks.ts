import { uint64 } from '@fengcun/crypto';
import { assert, Fault, present } from '@fengcun/kernel';
import type { KeyStore, KeyTree } from '@fengcun/vault';

/** Erasure serials for new rows; every serial is given once, over all processes and all restores. */
export type SerialSource = Readonly<{
  /** Makes sure that `next` can be called `count` times. */
  reserve: (count: number) => Promise<void>;
  next: () => number;
}>;

/** Serials of one step of the counter. LIMIT: a start of the program gives up at most so many. */
const BLOCK = 4096;
const RETRIES_MAX = 16;

const stateName = (tree: KeyTree): string => `serials-${tree}`;

const claim = async (keyStore: KeyStore, tree: KeyTree, count: number): Promise<number> => {
  for (let tries = 0; tries < RETRIES_MAX; tries += 1) {
    const state = await keyStore.readState(stateName(tree));
    const first = state === undefined ? 0 : Number(Buffer.from(state.bytes).readBigUInt64BE());
    assert(first + count <= 2 ** 32, 'serials have 32 bits');
    const moved = await keyStore.replaceState(stateName(tree), state?.version ?? 0, uint64(first + count));
    if (moved.ok) return first;
  }
  throw new Fault('KEY_STORE_BUSY', 'Other processes change the key store all the time; try again later.');
};

/**
 * Serials in blocks, claimed by compare-and-swap in the key store: the counter lives where no backup of the
 * database reaches, so a restored database never gives the serial of an erased person a second time.
 */
export const serialBlocks = (keyStore: KeyStore, tree: KeyTree): SerialSource => {
  const ranges: { next: number; end: number }[] = [];
  const left = (): number => ranges.reduce((sum, range) => sum + range.end - range.next, 0);
  return {
    reserve: async (count) => {
      while (left() < count) {
        const size = Math.max(BLOCK, count);
        const first = await claim(keyStore, tree, size);
        ranges.push({ next: first, end: first + size });
      }
    },
    next: () => {
      const range = present(ranges[0], 'a reserved serial');
      const serial = range.next;
      range.next += 1;
      if (range.next === range.end) ranges.shift();
      return serial;
    },
  };
};
