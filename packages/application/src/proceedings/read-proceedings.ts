import { ok, present } from '@fengcun/kernel';
import type { ProceedingPage, ProceedingRow } from '@fengcun/store';
import { loadSideKeys } from '../sealing/side-keys.ts';
import type { Machine, Proceeding, ProceedingEvent } from './machine.ts';
import type { ProceedingAct, ProceedingParts } from './proceeding-act.ts';
import { loadStream } from './proceeding-stream.ts';
import type { StepStores } from './take-step.ts';

/** What can be read of procedures in one transaction. */
export type ProceedingReader = Readonly<{
  load: <State, Event extends ProceedingEvent>(
    machine: Machine<State, Event, never, unknown>, proceedingId: string,
  ) => Promise<Proceeding<State, Event> | undefined>;
  list: (page: ProceedingPage) => Promise<readonly ProceedingRow[]>;
  stores: StepStores;
}>;

/**
 * Reads procedures of one side in one transaction, under an act whose intent is committed; its outcome is
 * written at the end. An id nobody has runs the same statements. Faults: KEYS_UNUSABLE,
 * PROCEEDING_UNREADABLE.
 */
export const readProceedings = async <T>(
  { deployment }: Pick<ProceedingParts, 'deployment'>,
  { side, act }: Readonly<{ side: 'open' | 'sealed'; act: ProceedingAct }>,
  work: (reader: ProceedingReader) => Promise<T>,
): Promise<T> => {
  const keys = await loadSideKeys(deployment, side);
  const entryId = act.mint();
  const read = async (stores: StepStores) => {
    const records = side === 'open' ? stores.open : stores.sealed ?? stores.open;
    const value = await work({
      stores, list: (page) => records.proceedings.list(page),
      load: (machine, proceedingId) => loadStream(records, machine, { keys, act, proceedingId }),
    });
    await stores.audit.append([act.outcome(entryId)]);
    return ok(value);
  };
  const done = await (side === 'open'
    ? deployment.database.write({ entryId }, read) : deployment.database.seal({ entryId }, read));
  return present(done.ok ? done : undefined, 'a reading that refuses nothing').value;
};
