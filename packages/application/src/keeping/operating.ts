import type { OperationStores } from '@fengcun/store';
import { ok, present } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';

/** A look at rows that are about nobody. */
export const operating = async <T>(
  { database }: Pick<Deployment, 'database'>, work: (stores: OperationStores) => Promise<T>,
): Promise<T> => {
  const done = await database.operate(async (stores) => ok(await work(stores)));
  return present(done.ok ? done : undefined, 'a look that refuses nothing').value;
};
