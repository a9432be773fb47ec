import { join } from 'node:path';
import { originHash, type WitnessStore } from '@fengcun/ledger';
import type { Disk } from '../disk/disk.ts';
import { durableFiles } from '../disk/durable-files.ts';
import { headStore, type HeadStore } from '../log/head-store.ts';

/**
 * The memory of a witness in a folder that exists: one succession of heads for each log, durable before
 * `advance` answers true. Two requests at once, and two processes on one folder, cannot both advance.
 */
export const fileWitnessStore = (disk: Disk, folder: string, tag: string): WitnessStore => {
  const durable = durableFiles(disk, folder, tag);
  const stores = new Map<string, Promise<HeadStore>>();
  const storeOf = (origin: string): Promise<HeadStore> => {
    const place = { folder: join(folder, originHash(origin)), origin, tag };
    const opened = stores.get(origin) ?? durable.folder(place.folder).then(() => headStore(disk, place));
    stores.set(origin, opened);
    // A folder that could not be made is tried again at the next request.
    opened.catch(() => stores.delete(origin));
    return opened;
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    load: async (origin) => (await (await storeOf(origin)).load())?.head,
    advance: (origin, expectedSize, next) => inTurn(async () => {
      const store = await storeOf(origin);
      const kept = await store.load();
      if ((kept?.head.size ?? 0) !== expectedSize) return false;
      // Another root of the same size is one that came in between: it was decided on what is no more.
      const isSameSize = kept !== undefined && next.size === kept.head.size;
      const isFork = isSameSize && Buffer.compare(next.root, kept.head.root) !== 0;
      return isFork ? false : store.swap(kept?.sequence ?? 0, next);
    }),
  };
};
