import { concatBytes } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import { CHUNK_ROWS } from './bucket.ts';
import type { PointWork } from './point-work.ts';
import type { Snapshot } from './snapshot.ts';

/** The registry's frozen set as a run needs it: its root, its announced size, and masked points by place. */
export type MaskedSet = Readonly<{
  size: number; root: Uint8Array; pointsAt: (places: readonly number[]) => Promise<Uint8Array>;
}>;

/** A set whose points are masked when they are sent. */
export const maskedLater = (
  { size, root, inputAt }: Snapshot, work: Pick<PointWork, 'mask'>,
): MaskedSet => ({ size, root, pointsAt: (places) => work.mask(places.map(inputAt)) });

/** What was kept of a set that was masked when it was frozen: chunks of `CHUNK_ROWS` points, in order. */
export type KeptPoints = Readonly<{
  size: number; root: Uint8Array; pointBytes: number; chunkAt: (at: number) => Promise<Uint8Array>;
}>;

/** A set that was masked before: its rows need not be there any more, in whatever form. */
export const maskedBefore = ({ size, root, pointBytes, chunkAt }: KeptPoints): MaskedSet => {
  const chunks = new Map<number, Uint8Array>();
  const read = async (at: number): Promise<Uint8Array> => {
    const chunk = chunks.get(at) ?? await chunkAt(at);
    chunks.set(at, chunk);
    return chunk;
  };
  return {
    size, root,
    pointsAt: async (places) => {
      for (const at of new Set(places.map((place) => Math.floor(place / CHUNK_ROWS)))) await read(at);
      return concatBytes(...places.map((place) => {
        const from = (place % CHUNK_ROWS) * pointBytes;
        const chunk = present(chunks.get(Math.floor(place / CHUNK_ROWS)), 'chunk of kept points');
        return chunk.subarray(from, from + pointBytes);
      }));
    },
  };
};
