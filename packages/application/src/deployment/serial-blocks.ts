import { uint64 } from '@fengcun/crypto';
import { assert, Fault, present } from '@fengcun/kernel';
import type { KeyStore, KeyTree } from '@fengcun/vault';

/** Serials reserved for one batch of rows. */
export type SerialBatch = Readonly<{
  next: () => number;
  /** Begins again: what was given since belongs to rows that were rolled back. */
  rewind: () => void;
  /** Gives back what was not used, once the rows are committed. */
  release: () => void;
}>;

/** Erasure serials for new rows; every serial is given once, over all processes and all restores. */
export type SerialSource = Readonly<{ reserve: (count: number) => Promise<SerialBatch> }>;

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

type Range = Readonly<{ first: number; end: number }>;

/** Cuts `count` serials off the front of the ranges. */
const cut = (ranges: Range[], count: number): readonly number[] => {
  const serials: number[] = [];
  while (serials.length < count) {
    const range = present(ranges.shift(), 'enough serials');
    const end = Math.min(range.end, range.first + count - serials.length);
    for (let serial = range.first; serial < end; serial += 1) serials.push(serial);
    if (end < range.end) ranges.unshift({ first: end, end: range.end });
  }
  return serials;
};

/** Serials that follow each other as one range, so that the list of ranges stays short. */
const rangesOf = (serials: readonly number[]): readonly Range[] => {
  const ranges: Range[] = [];
  for (const serial of serials) {
    const last = ranges.at(-1);
    if (last?.end === serial) ranges[ranges.length - 1] = { first: last.first, end: serial + 1 };
    else ranges.push({ first: serial, end: serial + 1 });
  }
  return ranges;
};

const batchOf = (serials: readonly number[], giveBack: (range: Range) => void): SerialBatch => {
  let given = 0;
  return {
    next: () => {
      const serial = present(serials[given], 'a reserved serial');
      given += 1;
      return serial;
    },
    rewind: () => { given = 0; },
    release: () => {
      for (const range of rangesOf(serials.slice(given))) giveBack(range);
      given = serials.length;
    },
  };
};

/**
 * Serials in blocks, claimed by compare-and-swap in the key store: the counter lives where no backup of the
 * database reaches, so a restored database never gives the serial of an erased person a second time.
 */
export const serialBlocks = (keyStore: KeyStore, tree: KeyTree): SerialSource => {
  const ranges: Range[] = [];
  const left = (): number => ranges.reduce((sum, range) => sum + range.end - range.first, 0);
  const more = async (count: number): Promise<void> => {
    const size = Math.max(BLOCK, count);
    const first = await claim(keyStore, tree, size);
    ranges.push({ first, end: first + size });
  };
  let claiming: Promise<void> | undefined;
  return {
    reserve: async (count) => {
      while (left() < count) {
        // One claim at a time, for whoever waits: two at once would only undo each other.
        claiming ??= more(count).finally(() => { claiming = undefined; });
        await claiming;
      }
      return batchOf(cut(ranges, count), (range) => {
        const first = ranges[0];
        if (first?.first === range.end) ranges[0] = { first: range.first, end: first.end };
        else ranges.unshift(range);
      });
    },
  };
};
