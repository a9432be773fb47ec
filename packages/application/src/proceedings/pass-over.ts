import { Fault } from '@fengcun/kernel';

/**
 * Work on one of many: what faults by itself is told and passed over, so that it keeps nobody behind it; what
 * passes (a database that is away) ends the work on all, which is tried again. Undefined where it was told.
 */
export const passOver = async <T>(
  work: () => Promise<T>, tell: (error: unknown) => void,
): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.retryable) throw error;
    tell(error);
    return undefined;
  }
};
