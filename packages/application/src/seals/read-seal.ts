import { ok, present } from '@fengcun/kernel';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { beginSealAct, type SealActor } from './person-act.ts';
import { loadSeal, type SealStream } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';

const beginsNone = (): never => { throw new TypeError('bug: reading begins no stream'); };

/** The seal of a record as stored, read in a person's name: an intent before it, an outcome after. */
export const readSeal = async (
  { deployment }: Pick<SealsParts, 'deployment'>, by: SealActor, recordId: string,
): Promise<SealStream> => {
  const act = await beginSealAct(deployment, { by, act: 'seal.read', basis: 'sealing', request: recordId });
  const keys = await loadSideKeys(deployment, 'sealed');
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const stream = await loadSeal(stores, { keys, act, nextSerial: beginsNone }, recordId);
    await stores.audit.append([act.outcome(entryId)]);
    return ok(stream);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};
