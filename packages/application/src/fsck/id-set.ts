/** A set of UUIDs in 8 bytes each, for millions. */
export type IdSet = Readonly<{ add: (id: string) => void; has: (id: string) => boolean; size: () => number }>;

const FIRST_CAPACITY = 4096;

/** Both halves of the id, mixed; random ids of version 7 keep their 62 random bits. */
const keyOf = (id: string): bigint => {
  const hex = id.replaceAll('-', '');
  return BigInt(`0x${hex.slice(0, 16)}`) ^ BigInt(`0x${hex.slice(16)}`);
};

const indexOf = (sorted: BigUint64Array, key: bigint): boolean => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0n) < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key;
};

/**
 * An empty set. LIMIT: an id that was never added is taken for a member with a probability of about size ÷
 * 2^62; good enough to find what is missing, not to grant anything.
 */
export const idSet = (): IdSet => {
  let keys = new BigUint64Array(FIRST_CAPACITY);
  let count = 0;
  let isSorted = true;
  return {
    add: (id) => {
      if (count === keys.length) {
        const wider = new BigUint64Array(keys.length * 2);
        wider.set(keys);
        keys = wider;
      }
      keys[count] = keyOf(id);
      count += 1;
      isSorted = false;
    },
    has: (id) => {
      if (!isSorted) keys.subarray(0, count).sort();
      isSorted = true;
      return indexOf(keys.subarray(0, count), keyOf(id));
    },
    size: () => count,
  };
};
