import type { WriterStores } from '@fengcun/store';
import type { Deployment } from '../../index.ts';

type Notice = () => void;

/** Every function of the stores, with `before` called ahead of it; however deep it lies. */
const watched = <T extends object>(stores: T, before: Notice): T =>
  new Proxy(stores, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'function') {
        return async (...given: readonly unknown[]): Promise<unknown> => {
          const done: unknown = await Reflect.apply(value, target, [...given]);
          // After the call: what it wrote is in the transaction and must go with it.
          before();
          return done;
        };
      }
      return typeof value === 'object' && value !== null ? watched(value, before) : value;
    },
  });

const onWrite = (deployment: Deployment, before: Notice): Deployment => ({
  ...deployment,
  database: {
    ...deployment.database,
    write: (act, work) => deployment.database.write(act, (stores: WriterStores) => work(watched(stores, before))),
  },
});

/** How many calls to the stores a piece of work makes. */
export const writeCalls = async (deployment: Deployment, work: (counted: Deployment) => Promise<unknown>): Promise<number> => {
  let calls = 0;
  await work(onWrite(deployment, () => { calls += 1; }));
  return calls;
};

/** A deployment that breaks off after its call number `at`. */
export const failingAt = (deployment: Deployment, at: number, failure: Error): Deployment => {
  let calls = 0;
  return onWrite(deployment, () => {
    calls += 1;
    if (calls === at) throw failure;
  });
};
