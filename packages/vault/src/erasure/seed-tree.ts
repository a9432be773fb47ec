import { digest, type HashName, type RandomBytes, takeRandom, utf8 } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';

/**
 * Erasure keys of up to 2^32 persons as leaves of one tree of seeds: every seed yields its four children,
 * and nothing leads from a child back. Erasing a leaf replaces the seeds above it by the seeds beside its
 * path; all other leaves keep their keys, and the erased one can be computed by nobody, whatever backup of
 * the rows he holds.
 * @see Goldreich, Goldwasser, Micali, How to Construct Random Functions (1986); Aviram, Gellert, Jager,
 * Session Resumption Protocols and Efficient Forward Security for TLS 1.3 0-RTT (2021), §4
 */
export type SeedNodes = Uint8Array;

/** Children of a node: 2^2. */
const ARITY_BITS = 2;
const SERIAL_BITS = 32;

/** Depth of a leaf. */
export const LEAF_DEPTH = SERIAL_BITS / ARITY_BITS;

/** Length of a seed. */
const SEED_BYTES = 32;

/** depth (1) ‖ first serial (4) ‖ seed (32); nodes stand in the order of their first serial. */
export const NODE_BYTES = 5 + SEED_BYTES;

/** Serials are 0 ≤ serial < 2^32. */
export const SERIALS_MAX = 2 ** SERIAL_BITS;

/** A seed with its place in the tree. */
export type SeedNode = Readonly<{ depth: number; first: number; seed: Uint8Array }>;

const LABEL = utf8('fengcun/seed-tree/v1\0');

/** Number of leaves under a node. */
const spanAt = (depth: number): number => 2 ** (ARITY_BITS * (LEAF_DEPTH - depth));

/** A tree of which nothing has been erased: one seed, 37 bytes. The caller overwrites it after use. */
export const newSeedNodes = (random: RandomBytes): SeedNodes =>
  encodeNodes([{ depth: 0, first: 0, seed: takeRandom(random, SEED_BYTES) }]);

/** The nodes as bytes; the seeds are overwritten, so one copy is left. */
const encodeNodes = (nodes: readonly SeedNode[]): SeedNodes => {
  const bytes = Buffer.alloc(nodes.length * NODE_BYTES);
  nodes.forEach(({ depth, first, seed }, i) => {
    bytes.writeUInt8(depth, i * NODE_BYTES);
    bytes.writeUInt32BE(first, i * NODE_BYTES + 1);
    bytes.set(seed, i * NODE_BYTES + 5);
    seed.fill(0);
  });
  return bytes;
};

/** A node by its position; its seed is a view into the tree. */
const nodeAt = (nodes: SeedNodes, index: number): SeedNode => {
  const at = index * NODE_BYTES;
  const view = Buffer.from(nodes.buffer, nodes.byteOffset + at, NODE_BYTES);
  return { depth: view.readUInt8(0), first: view.readUInt32BE(1), seed: view.subarray(5) };
};

/** Whether bytes are nodes in order that do not overlap; checked once when they are unsealed. */
export const areSeedNodes = (nodes: SeedNodes): boolean => {
  if (nodes.length % NODE_BYTES !== 0) return false;
  let next = 0;
  for (let i = 0; i < nodes.length / NODE_BYTES; i += 1) {
    const { depth, first } = nodeAt(nodes, i);
    if (depth > LEAF_DEPTH || first < next || first % spanAt(depth) !== 0) return false;
    next = first + spanAt(depth);
  }
  return next <= SERIALS_MAX;
};

/** The seed that covers a serial, as a view into the tree; undefined once the serial was erased. */
export const coveringNode = (nodes: SeedNodes, serial: number): SeedNode | undefined => {
  assert(Number.isInteger(serial) && serial >= 0 && serial < SERIALS_MAX, 'a serial has 32 bits');
  let [low, high] = [0, nodes.length / NODE_BYTES];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodeAt(nodes, middle).first <= serial) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return undefined;
  const node = nodeAt(nodes, low - 1);
  return serial < node.first + spanAt(node.depth) ? node : undefined;
};

/**
 * H(label ‖ depth ‖ child ‖ seed), an input of one fixed length: the pseudorandom generator of hash-based
 * signatures, three times as fast here as HMAC. @see RFC 8554, Appendix A
 */
const childOf = (hash: HashName, node: SeedNode, child: number): SeedNode => {
  const depth = node.depth + 1;
  const input = new Uint8Array(LABEL.length + 2 + SEED_BYTES);
  input.set(LABEL);
  input[LABEL.length] = depth;
  input[LABEL.length + 1] = child;
  input.set(node.seed, LABEL.length + 2);
  const seed = digest(hash, input);
  input.fill(0);
  return { depth, first: node.first + child * spanAt(depth), seed };
};

/**
 * The seed at `depth` above a serial, walked down from a node that covers it. The caller owns the seed;
 * seeds in between are overwritten.
 */
export const descend = (
  hash: HashName, from: SeedNode, target: Readonly<{ serial: number; depth: number }>,
): SeedNode => {
  let node: SeedNode = { ...from, seed: new Uint8Array(from.seed) };
  while (node.depth < target.depth) {
    const child = Math.floor((target.serial - node.first) / spanAt(node.depth + 1));
    const next = childOf(hash, node, child);
    node.seed.fill(0);
    node = next;
  }
  return node;
};

const withoutSerials = (hash: HashName, node: SeedNode, serials: readonly number[]): readonly SeedNode[] => {
  const end = node.first + spanAt(node.depth);
  const inside = serials.filter((serial) => serial >= node.first && serial < end);
  if (inside.length === 0) return [{ ...node, seed: new Uint8Array(node.seed) }];
  if (node.depth === LEAF_DEPTH) return [];
  return Array.from({ length: 2 ** ARITY_BITS }, (_, i) => i).flatMap((i) => {
    const child = childOf(hash, node, i);
    const kept = withoutSerials(hash, child, inside);
    child.seed.fill(0);
    return kept;
  });
};

/**
 * The tree without these serials, new bytes; at most 48 nodes longer for each. The caller overwrites the
 * old bytes. A serial that is already gone changes nothing.
 */
export const eraseSerials = (hash: HashName, nodes: SeedNodes, serials: readonly number[]): SeedNodes => {
  const sorted = serials.toSorted((a, b) => a - b);
  const kept: SeedNode[] = [];
  let [from, to] = [0, 0];
  for (let i = 0; i < nodes.length / NODE_BYTES; i += 1) {
    const node = nodeAt(nodes, i);
    while ((sorted[from] ?? SERIALS_MAX) < node.first) from += 1;
    to = from;
    while ((sorted[to] ?? SERIALS_MAX) < node.first + spanAt(node.depth)) to += 1;
    for (const rest of withoutSerials(hash, node, sorted.slice(from, to))) kept.push(rest);
    from = to;
  }
  return encodeNodes(kept);
};
