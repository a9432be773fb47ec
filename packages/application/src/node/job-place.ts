import { ok } from '@fengcun/kernel';
import { certain, type NodeParts } from './node-parts.ts';

type From = Pick<NodeParts, 'deployment'>;

/** Where a job of a node stands; undefined before its first note. */
export const readPlace = async ({ deployment }: From, job: string): Promise<string | undefined> => certain(
  await deployment.database.operate<string | undefined, never>(async ({ jobs }) => ok(await jobs.read(job))));

/** Notes where a job of a node stands, so that it goes on from there after a restart. */
export const notePlace = async ({ deployment }: From, job: string, position: string): Promise<void> => {
  const changedAt = new Date(deployment.clock()).toISOString();
  await deployment.database.operate(async ({ jobs }) => {
    await jobs.write({ job, position, changedAt });
    return ok(undefined);
  });
};
