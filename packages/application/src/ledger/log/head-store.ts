import { join } from 'node:path';
import { assert, Fault } from '@fengcun/kernel';
import { HASH_BYTES, type TreeHead } from '@fengcun/ledger';
import type { Disk } from '../disk/disk.ts';

/** A head with its place in the succession of heads, from 1. */
export type KeptHead = Readonly<{ sequence: number; head: TreeHead }>;

/**
 * The last head of one log, as a signer or a witness remembers it: compare-and-swap and nothing else. Trusted
 * against rollback, so it belongs on another disk, with another administrator, than the database.
 */
export type HeadStore = Readonly<{
  load: () => Promise<KeptHead | undefined>;
  /**
   * Succeeds the head of the sequence `expected` (0: there is none). False if somebody was faster. Durable
   * when it returns true; a fault leaves the old or the new head. A smaller tree, or another one of the same
   * size, is a bug: to ask before is the caller's part.
   */
  swap: (expected: number, next: TreeHead) => Promise<boolean>;
}>;

const NAME = /^head-(\d{15})\.json$/;
const nameOf = (sequence: number): string => `head-${String(sequence).padStart(15, '0')}.json`;

/** Heads kept beside the newest: to see what was before it, and to notice a reader that fell behind. */
const KEPT = 2;
const LOAD_TRIES = 5;

const encode = (origin: string, { size, root }: TreeHead): Uint8Array =>
  Buffer.from(`${JSON.stringify({ v: 1, origin, size, root: Buffer.from(root).toString('base64') })}\n`);

const broken = (what: string): Fault => {
  const advice = 'restore its folder, never empty it';
  return new Fault('HEAD_STORE_BROKEN', `the last head of the log cannot be read: ${what}; ${advice}`);
};

const parseJson = (bytes: Uint8Array): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below: the parser's own text would repeat the content.
  }
  throw broken('it is no JSON object');
};

const decode = (origin: string, bytes: Uint8Array): TreeHead => {
  const { v, origin: named, size, root } = parseJson(bytes);
  if (v !== 1 || named !== origin) throw broken('it belongs to another log or version');
  const hash = Buffer.from(typeof root === 'string' ? root : '', 'base64');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw broken('its size is none');
  if (hash.length !== HASH_BYTES) throw broken('its root is none');
  return { size, root: hash };
};

/** Sequences of the heads in a folder, oldest first. */
const sequencesIn = async (disk: Disk, folder: string): Promise<readonly number[]> =>
  (await disk.names(folder)).flatMap((name) => (NAME.test(name) ? [Number(NAME.exec(name)?.[1])] : []))
    .sort((a, b) => a - b);

const loadHead = async (disk: Disk, folder: string, origin: string): Promise<KeptHead | undefined> => {
  for (let tries = 0; tries < LOAD_TRIES; tries += 1) {
    const sequence = (await sequencesIn(disk, folder)).at(-1);
    if (sequence === undefined) return undefined;
    const bytes = await disk.read(join(folder, nameOf(sequence)));
    // Gone in between: somebody succeeded it several times.
    if (bytes !== undefined) return { sequence, head: decode(origin, bytes) };
  }
  throw broken('it changes faster than it can be read');
};

/** Whether a tree can follow another: it grew, or it is the same. */
const follows = (before: TreeHead | undefined, next: TreeHead): boolean =>
  before === undefined || next.size > before.size ||
  (next.size === before.size && Buffer.compare(next.root, before.root) === 0);

/**
 * Heads as files of one folder, one for each succession. A name is given with `link`, which the system
 * does for one process only, so two processes cannot both succeed the same head; no lock is left behind by
 * a dead one. `folder` must exist and is durable; `tag` tells this process from others.
 */
export const headStore = (
  disk: Disk, place: Readonly<{ folder: string; origin: string; tag: string }>,
): HeadStore => {
  const { folder, origin, tag } = place;
  const unfinished = join(folder, `${tag}.part`);
  const give = async (sequence: number, next: TreeHead): Promise<boolean> => {
    const held = await disk.openFolder(folder);
    try {
      const file = await disk.create(unfinished);
      try {
        await file.write(encode(origin, next));
        await file.sync();
      } finally {
        await file.close();
      }
      if (!(await disk.link(unfinished, join(folder, nameOf(sequence))))) return false;
      await held.sync();
      return true;
    } finally {
      await held.close();
    }
  };
  const swap = async (expected: number, next: TreeHead): Promise<boolean> => {
    const before = await loadHead(disk, folder, origin);
    if ((before?.sequence ?? 0) !== expected) return false;
    assert(follows(before?.head, next), 'a head follows the one before it');
    const isGiven = await give(expected + 1, next);
    const sequences = await sequencesIn(disk, folder);
    // A name that was free because its file was long cleaned away is no succession.
    if (!isGiven || sequences.at(-1) !== expected + 1) return false;
    const outdated = sequences.filter((sequence) => sequence <= expected + 1 - KEPT).map(nameOf);
    for (const name of [...outdated, `${tag}.part`]) {
      await disk.remove(join(folder, name)).catch(() => undefined);
    }
    return true;
  };
  return { load: () => loadHead(disk, folder, origin), swap };
};
