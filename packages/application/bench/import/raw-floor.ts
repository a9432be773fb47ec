import { ok } from '@fengcun/kernel';
import type { Database, WriterStores } from '@fengcun/store';

/** One transaction of an import: the calls that wrote, with their rows. */
export type RecordedAct = Readonly<{ entryId: string; calls: ((to: WriterStores) => Promise<unknown>)[] }>;

const WRITES = new Set(['append', 'keepCommitmentKeys', 'add', 'put', 'begin', 'takeAll', 'claim']);

type Anything = Readonly<Record<string, unknown>>;

/** Stores that note every call that writes, by its path, so that it can be made again on another database. */
const noting = <T extends object>(stores: T, path: readonly string[], calls: RecordedAct['calls']): T =>
  new Proxy(stores, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'object' && value !== null) return noting(value, [...path, String(name)], calls);
      if (typeof value !== 'function' || !WRITES.has(String(name))) return value;
      return (rows: unknown): unknown => {
        calls.push((to) => {
          const store = path.reduce<Anything>((at, step) => Reflect.get(at, step) as Anything, to as Anything);
          return Reflect.apply(store[String(name)] as (given: unknown) => Promise<unknown>, store, [rows]);
        });
        return Reflect.apply(value, target, [rows]);
      };
    },
  });

/** A database that notes what is written through it. */
export const recordingDatabase = (database: Database, acts: RecordedAct[]): Database => ({
  ...database,
  write: (act, work) => {
    const calls: RecordedAct['calls'] = [];
    acts.push({ entryId: act.entryId, calls });
    return database.write(act, (stores) => work(noting(stores, [], calls)));
  },
});

/** Writes the same rows again, in the same transactions, as many at once, and nothing else. */
export const writeAgain = async (database: Database, acts: readonly RecordedAct[], atOnce: number): Promise<void> => {
  const left = Iterator.from(acts);
  const lane = async (): Promise<void> => {
    for (const { entryId, calls } of left) {
      await database.write({ entryId }, async (stores) => {
        for (const call of calls) await call(stores);
        return ok(undefined);
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};
