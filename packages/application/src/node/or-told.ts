import { Fault } from '@fengcun/kernel';
import type { NodeParts } from './node-parts.ts';

/**
 * Work on one of many: what faults by itself is told and passed over, so that it keeps nobody behind it; what
 * passes (a database that is away) ends the work on all, which is tried again.
 */
export const orTold = async <T>(
  { tell }: Pick<NodeParts, 'tell'>, work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.retryable) throw error;
    tell({ event: 'fault', error });
    return undefined;
  }
};
