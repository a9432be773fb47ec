import { ok, present } from '@fengcun/kernel';
import type { RecordKey } from '@fengcun/store';
import type { CustodyAct } from '../keys/index.ts';
import type { ProceedingParts } from '../proceedings/index.ts';
import { beginJobAct, type JobActor } from '../privacy/job-act.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { sealOf } from '../seals/seal-stream.ts';
import { readCasesOf, type SideReading } from '../seals/sealed-case.ts';
import { isSealedUntil, type SealedScope, type TupleGap, tuplesOfRecord } from './sealed-tuples.ts';

/** LIMIT: records read in one transaction. */
const PAGE = 200;

/**
 * What stands behind the wall, as a comparison takes it: tuple bytes, each once, in no order that tells
 * anything. `left`: why records gave none. It never leaves the memory of the process that asked.
 */
export type SealedTuples = Readonly<{
  tuples: readonly Uint8Array[]; read: number; left: ReadonlyMap<TupleGap | 'UNREADABLE', number>;
}>;

type Found = Readonly<{ tuples: Map<string, Uint8Array>; left: Map<TupleGap | 'UNREADABLE', number> }>;

const inScope = async (
  { stores, act, keys }: SideReading, rows: readonly RecordKey[], { sealedUntil }: SealedScope,
): Promise<readonly RecordKey[]> => {
  const ids = rows.map(({ recordId }) => recordId);
  const streams = await stores.wall.gathering.events({ side: 'sealed', ids });
  const found: RecordKey[] = [];
  for (const row of rows) {
    const stored = streams.get(row.recordId) ?? [];
    const { events } = await sealOf({ keys: keys.sealed, act }, row.recordId, stored);
    if (isSealedUntil(events, sealedUntil)) found.push(row);
  }
  return found;
};

const takePage = async (
  reading: SideReading, rows: readonly RecordKey[],
  { scope, found }: Readonly<{ scope: SealedScope; found: Found }>,
): Promise<void> => {
  const { tuples, left } = found;
  const count = (gap: TupleGap | 'UNREADABLE', more = 1): void => {
    left.set(gap, (left.get(gap) ?? 0) + more);
  };
  const places = await readCasesOf(reading, 'sealed', rows);
  if (places.length < rows.length) count('UNREADABLE', rows.length - places.length);
  for (const place of places) {
    const made = tuplesOfRecord(place, scope);
    if (typeof made === 'string') count(made);
    else for (const tuple of made) tuples.set(Buffer.from(tuple).toString('latin1'), tuple);
  }
};

type Reading = Readonly<{ parts: ProceedingParts; act: CustodyAct; scope: SealedScope }>;

/**
 * Reads the sealed records of a scope and makes their tuples. The intent, with the job and the scope, is
 * committed before anything is opened, and every page has its outcome in the transaction that read it;
 * nothing is written besides. Whether the job was approved is decided by whoever calls. Faults:
 * SEAL_STREAM_UNREADABLE, KEYS_UNUSABLE, those of the database.
 * @see 2022 Measures art. 9 (copies everywhere are to be sealed); 个人信息保护法第34条
 */
export const readSealedTuples = async (
  parts: ProceedingParts, actor: JobActor, at: Readonly<{ jobId: string; scope: SealedScope }>,
): Promise<SealedTuples> => {
  const act = await beginJobAct(parts, actor, { act: 'privacy.readSealed', request: JSON.stringify(at) });
  return readPages({ parts, act, scope: at.scope });
};

const readPages = async ({ parts: { deployment }, act, scope }: Reading): Promise<SealedTuples> => {
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const found: Found = { tuples: new Map(), left: new Map() };
  let [read, afterId]: [number, string | undefined] = [0, undefined];
  do {
    const entryId = act.mint();
    const page: Readonly<{ limit: number; afterId?: string }> =
      { limit: PAGE, ...(afterId === undefined ? {} : { afterId }) };
    const done = await deployment.database.seal({ entryId }, async (stores) => {
      const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
      const rows = await stores.behind.records(page);
      const fitting = await inScope(reading, rows, scope);
      await takePage(reading, fitting, { scope, found });
      await stores.audit.append([act.outcome(entryId)]);
      return ok({ count: fitting.length, last: rows.length < PAGE ? undefined : rows.at(-1)?.recordId });
    });
    const { count, last } = present(done.ok ? done : undefined, 'reading is never refused').value;
    read += count;
    afterId = last;
  } while (afterId !== undefined);
  return { tuples: [...found.tuples.values()], read, left: found.left };
};
