import { assert, err, ok, type Result } from '@fengcun/kernel';
import { parseDecimal } from '../verify/encoding.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Levels of the tree inside one tile. */
export const TILE_HEIGHT = 8;

/** LIMIT: 2^53 leaves reach tile level 6; the format itself ends at 63. */
const TILE_LEVEL_MAX = 63;

/**
 * A tile of hashes at a level (0 = leaf hashes), or the bundle with the entries below a level-0 tile.
 * `width` 1–256; below 256 the tile is partial and will be replaced by wider ones that begin with its bytes.
 */
export type TileId = Readonly<{ level: number | 'entries'; index: number; width: number }>;

/** Why a path names no tile. */
export type TilePathRefusal = Readonly<{ code: 'TILE_PATH_MALFORMED' }>;

const indexPath = (index: number): string => {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** Path of a tile below the log's prefix. @see C2SP tlog-tiles, Merkle Tree and Log entries */
export const tilePath = ({ level, index, width }: TileId): string => {
  assert(Number.isSafeInteger(index) && index >= 0, 'a tile index');
  assert(width >= 1 && width <= TILE_WIDTH, 'a tile width');
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
};

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Reads a path (attacker-controlled): only the one spelling that `tilePath` writes is accepted. */
export const parseTilePath = (path: string): Result<TileId, TilePathRefusal> => {
  const refused = err<TilePathRefusal>({ code: 'TILE_PATH_MALFORMED' });
  const match = path.length <= 64 ? PATH.exec(path) : null;
  if (match === null) return refused;
  const level = match[1] === 'entries' ? 'entries' as const : parseDecimal(match[1] ?? '');
  const index = Number((match[2] ?? '').replaceAll(/[x/]/g, ''));
  const width = match[3] === undefined ? TILE_WIDTH : parseDecimal(match[3]);
  if (level === undefined || width === undefined || width < 1 || width > TILE_WIDTH) return refused;
  if (!Number.isSafeInteger(index) || (level !== 'entries' && level > TILE_LEVEL_MAX)) return refused;
  const id = { level, index, width };
  return tilePath(id) === path ? ok(id) : refused;
};

/** Tiles of hashes that a log of `size` must serve beyond those of `oldSize`, lowest level first. */
export const newTiles = (oldSize: number, size: number): readonly TileId[] => {
  const tiles: TileId[] = [];
  let [before, now] = [oldSize, size];
  for (let level = 0; now > 0; level += 1) {
    if (before !== now) tiles.push(...tilesBetween(before, now).map((tile) => ({ level, ...tile })));
    [before, now] = [Math.floor(before / TILE_WIDTH), Math.floor(now / TILE_WIDTH)];
  }
  return tiles;
};

/** Bundles of entries a log of `size` must serve beyond those of `oldSize`. */
export const newBundles = (oldSize: number, size: number): readonly TileId[] =>
  tilesBetween(oldSize, size).map((tile) => ({ level: 'entries', ...tile }));

const tilesBetween = (before: number, now: number): readonly Omit<TileId, 'level'>[] => {
  const tiles: Omit<TileId, 'level'>[] = [];
  if (before === now) return tiles;
  for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < now; index += 1) {
    tiles.push({ index, width: Math.min(TILE_WIDTH, now - index * TILE_WIDTH) });
  }
  return tiles;
};
