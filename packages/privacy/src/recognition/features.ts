/** How texts become features: hash buckets (a power of two) and the longest run of characters. */
export type FeatureSpace = Readonly<{ bits: number; gramsMax: number }>;

/** 65,536 buckets of runs of one to three characters: measured best (ADR 28). */
export const FEATURE_SPACE: FeatureSpace = { bits: 16, gramsMax: 3 };

/** Buckets that a text fills, in the order of their first filling, and how often. */
export type FeatureCounts = Readonly<{ buckets: Uint32Array; counts: Uint16Array }>;

// Characters at which a clause ends; no run goes over them (features know the boundaries of clauses).
const ENDS = new Uint8Array(0x10000);
for (const char of '，。；：、“”‘’（）()《》〈〉【】[]〔〕,.;:!?！？ \t\r\n\u3000') ENDS[char.charCodeAt(0)] = 1;

// FNV-1a over UTF-16 code units, then the finaliser of MurmurHash3, so that all bits of a bucket are mixed.
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const LENGTH_SALT = 0x9e3779b9;
const MIX = 0x85ebca6b;
const COUNT_MAX = 0xffff;

const bucketOf = (hash: number, shift: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), MIX);
  return ((mixed ^ (mixed >>> 13)) >>> 0) >>> shift;
};

/**
 * A counter of features with its own working memory: one for a thread. The same text gives the same counts on
 * every machine; no list of words is exchanged between organs, because the hash is the vocabulary.
 */
export const featureCounter = ({ bits, gramsMax }: FeatureSpace): ((text: string) => FeatureCounts) => {
  const seen = new Uint16Array(2 ** bits);
  const touched = new Uint32Array(2 ** bits);
  const shift = 32 - bits;
  return (text) => {
    let size = 0;
    for (let start = 0; start < text.length; start += 1) {
      const end = Math.min(text.length, start + gramsMax);
      let hash = OFFSET_BASIS;
      for (let at = start; at < end; at += 1) {
        const unit = text.charCodeAt(at);
        if (ENDS[unit] === 1) break;
        hash = Math.imul(hash ^ unit, PRIME);
        hash = Math.imul(hash ^ (unit >>> 8), PRIME);
        const bucket = bucketOf(hash + Math.imul(at - start + 1, LENGTH_SALT), shift);
        const count = seen[bucket] ?? 0;
        if (count === 0) touched[size++] = bucket;
        if (count < COUNT_MAX) seen[bucket] = count + 1;
      }
    }
    const buckets = touched.slice(0, size);
    const counts = new Uint16Array(size);
    for (let i = 0; i < size; i += 1) {
      const bucket = buckets[i] ?? 0;
      counts[i] = seen[bucket] ?? 0;
      seen[bucket] = 0;
    }
    return { buckets, counts };
  };
};
