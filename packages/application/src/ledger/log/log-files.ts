import { join } from 'node:path';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import {
  encodeBundle, parseBundle, type PlannedTile, TILE_WIDTH, type TileId, tilePath,
} from '@fengcun/ledger';
import type { Disk } from '../disk/disk.ts';
import type { DurableFiles } from '../disk/durable-files.ts';

/** A stored file has other bytes than the log gives it: damage or tampering, so nothing goes on. */
export type TileConflict = Readonly<{ code: 'TILE_DIFFERS'; place: string }>;

const HASH_BYTES = 32;

/** The static files of one tree: tiles, entry bundles, checkpoint. Untrusted: read back before signing. */
export type LogFiles = Readonly<{
  /** Bytes of a tile or bundle at its width; a wider one that begins with it serves as well. */
  read: (id: TileId) => Promise<Uint8Array | undefined>;
  /** Writes what is not there yet; written bytes are durable. */
  write: (tiles: readonly PlannedTile[]) => Promise<Result<void, TileConflict>>;
  /** The newest published checkpoint. */
  checkpoint: () => Promise<string | undefined>;
  publish: (checkpoint: string) => Promise<void>;
  /** Removes the narrower forms of tiles that are full and published. @see C2SP tlog-tiles, Partial tiles */
  dropPartial: (full: readonly TileId[]) => Promise<void>;
}>;

const CHECKPOINT = 'checkpoint';

/** The first `width` hashes or entries of a full tile or bundle. */
const narrowed = ({ level, width }: TileId, full: Uint8Array): Uint8Array | undefined => {
  if (level !== 'entries') return full.subarray(0, width * HASH_BYTES);
  const entries = parseBundle(full, TILE_WIDTH);
  return entries.ok ? encodeBundle(entries.value.slice(0, width)) : undefined;
};

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

/** The files of one tree under `folder`, which is inside the root of `durable`. */
export const logFiles = (disk: Disk, durable: DurableFiles, folder: string): LogFiles => {
  const pathOf = (id: TileId): string => join(folder, tilePath(id));
  const read = async (id: TileId): Promise<Uint8Array | undefined> => {
    const exact = await disk.read(pathOf(id));
    if (exact !== undefined || id.width === TILE_WIDTH) return exact;
    const full = await disk.read(pathOf({ ...id, width: TILE_WIDTH }));
    return full === undefined ? undefined : narrowed(id, full);
  };
  const write = async (tiles: readonly PlannedTile[]): Promise<Result<void, TileConflict>> => {
    const stored = await Promise.all(tiles.map(({ id }) => disk.read(pathOf(id))));
    const differing = tiles.find(({ bytes }, at) => {
      const found = stored[at];
      return found !== undefined && !isSame(found, bytes);
    });
    if (differing !== undefined) return err({ code: 'TILE_DIFFERS', place: tilePath(differing.id) });
    const missing = tiles.filter((_, at) => stored[at] === undefined);
    const found = tiles.filter((_, at) => stored[at] !== undefined);
    if (tiles.length > 0) {
      await durable.write(
        missing.map(({ id, bytes }) => ({ path: pathOf(id), bytes })), found.map(({ id }) => pathOf(id)));
    }
    return ok(undefined);
  };
  return {
    read,
    write,
    checkpoint: async () => {
      const bytes = await disk.read(join(folder, CHECKPOINT));
      return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
    },
    publish: (checkpoint) =>
      durable.write([{ path: join(folder, CHECKPOINT), bytes: Buffer.from(checkpoint) }]),
    dropPartial: async (full) => {
      for (const id of full) {
        assert(id.width === TILE_WIDTH, 'only a full tile makes the narrower ones superfluous');
        await disk.remove(`${pathOf(id)}.p`);
      }
    },
  };
};
