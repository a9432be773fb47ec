import { ok } from '@fengcun/kernel';
import type { SealingEvent } from '@fengcun/registry';
import type { Deployment } from '../../packages/application/src/index.ts';
import { beginCustody } from '../../packages/application/src/keys/custody-act.ts';
import { loadSideKeys } from '../../packages/application/src/sealing/side-keys.ts';
import { appendSeal, loadSeal, type StreamKeys } from '../../packages/application/src/seals/seal-stream.ts';
import type { Journal } from './ports.ts';

const ORDER = {
  act: 'seal.service', account: 'sealing-service', role: 'sealingService', purpose: 'sealing', legalBasis: 'cpl-286', request: 'simulation',
} as const;

/**
 * The platform's journal over real storage: streams of the sealed schema, encrypted under the keys of that side, each append in one transaction
 * with its audit entry. The world's records have names of their own; each gets an id of the storage.
 */
export const storedJournal = async (deployment: Deployment): Promise<Journal<SealingEvent>> => {
  const act = await beginCustody(deployment, ORDER);
  const keys = await loadSideKeys(deployment, 'sealed');
  const ids = new Map<string, string>();
  const idOf = (stream: string): string => {
    const id = ids.get(stream) ?? act.mint();
    ids.set(stream, id);
    return id;
  };
  const within = async <T>(work: (stores: Parameters<Parameters<Deployment['database']['seal']>[1]>[0], entryId: string, streamKeys: StreamKeys) => Promise<T>): Promise<T> => {
    const serials = await deployment.sealedSerials.reserve(1);
    const entryId = act.mint();
    const done = await deployment.database.seal({ entryId }, async (stores) => {
      serials.rewind();
      const value = await work(stores, entryId, { keys, act, nextSerial: serials.next });
      await stores.audit.append([act.outcome(entryId)]);
      return ok(value);
    });
    serials.release();
    if (!done.ok) throw new Error('storing is never refused');
    return done.value;
  };
  return {
    load: (stream) => within(async (stores, _entry, streamKeys) => (await loadSeal(stores, streamKeys, idOf(stream))).events),
    append: (stream, expected, events) => within(async (stores, entryId, streamKeys) => {
      const found = await loadSeal(stores, streamKeys, idOf(stream));
      return found.version === expected && (await appendSeal(stores, streamKeys, { stream: found, events, entryId })).ok;
    }),
    streams: async () => [...ids.keys()].sort(),
  };
};
