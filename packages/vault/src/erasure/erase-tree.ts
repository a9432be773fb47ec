import { takeSecret } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import { isHeld, type KeyRefusal, type Leased } from '../keys/lease.ts';
import { type KeyTree, type SuiteName, suiteByName } from '../keys/tree.ts';
import { coveringNode, descend, LEAF_DEPTH, type SeedNode, type SeedNodes } from './seed-tree.ts';

/** The key that ends with a person's erasure; every record key of this person and tree hangs from it. */
export type EraseKey = Leased & Readonly<{ tree: KeyTree; serial: number; key: KeyObject }>;

/** The erasure keys of one tree in memory, usable until the lease ends or `forget` is called. */
export type EraseTree = Leased & Readonly<{
  tree: KeyTree;
  /** Version of the stored state this was read from. */
  version: number;
  /** The erasure key of a serial, or `ERASED`. */
  keyFor: (serial: number, now: number) => Result<EraseKey, KeyRefusal>;
  /** Overwrites every seed; later calls of `keyFor` answer `KEY_LEASE_OVER`. */
  forget: () => void;
}>;

/** Seeds kept half-way down: below them are 256 leaves, four steps away. */
const WAYPOINT_DEPTH = LEAF_DEPTH - 4;

/** The last seed of this depth is kept as well: below it are 16 leaves, two steps away. */
const RECENT_DEPTH = LEAF_DEPTH - 2;
const RECENT_LEAVES = 16;

/** LIMIT: 65,536 waypoints are 2 MiB; beyond that keys cost four times as many steps, never an error. */
const WAYPOINTS_MAX = 65_536;

/** What an unsealed state holds. `nodes` belongs to the tree from here on. */
export type EraseTreeParts = Leased & Readonly<{
  tree: KeyTree;
  version: number;
  suite: SuiteName;
  nodes: SeedNodes;
}>;

/** Erasure keys from unsealed seeds. */
export const eraseTree = (parts: EraseTreeParts): EraseTree => {
  const { tree, version, nodes, heldFrom, heldUntil } = parts;
  const hash = suiteByName(parts.suite).hash;
  const waypoints = new Map<number, SeedNode>();
  let isForgotten = false;
  const waypointOf = (from: SeedNode, serial: number): SeedNode => {
    const first = serial - (serial % 256);
    const known = waypoints.get(first);
    if (known !== undefined) return known;
    const made = descend(hash, from, { serial, depth: WAYPOINT_DEPTH });
    if (waypoints.size < WAYPOINTS_MAX) waypoints.set(first, made);
    return made;
  };
  // Serials are used in their order, so the seed above the last leaf is often the one above the next.
  let recent: SeedNode | undefined;
  const recentAbove = (from: SeedNode, serial: number): SeedNode => {
    const first = serial - (serial % RECENT_LEAVES);
    if (recent?.first === first) return recent;
    recent?.seed.fill(0);
    recent = descend(hash, from, { serial, depth: RECENT_DEPTH });
    return recent;
  };
  const keyFor: EraseTree['keyFor'] = (serial, now) => {
    if (isForgotten || !isHeld(parts, now)) return err({ code: 'KEY_LEASE_OVER' });
    const covering = coveringNode(nodes, serial);
    if (covering === undefined) return err({ code: 'ERASED' });
    const from = covering.depth < WAYPOINT_DEPTH ? waypointOf(covering, serial) : covering;
    const above = from.depth < RECENT_DEPTH ? recentAbove(from, serial) : from;
    const leaf = descend(hash, above, { serial, depth: LEAF_DEPTH });
    return ok({ tree, serial, key: takeSecret(leaf.seed), heldFrom, heldUntil });
  };
  const forget = (): void => {
    isForgotten = true;
    nodes.fill(0);
    for (const { seed } of waypoints.values()) seed.fill(0);
    recent?.seed.fill(0);
    recent = undefined;
    waypoints.clear();
  };
  return { tree, version, heldFrom, heldUntil, keyFor, forget };
};
