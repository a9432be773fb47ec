import { type CivilDate, Fault } from '@fengcun/kernel';
import type { ServiceTimer } from './timer.ts';

/** Milliseconds after the start and between two looks at the day: what a start has to do goes first. */
const FIRST_MILLIS = 60_000;
const EVERY_MILLIS = 600_000;

/** Timer and legal day of daily work. */
export type DailyTimer = Pick<ServiceTimer, 'idle' | 'isStopping'> & Readonly<{ today: () => CivilDate }>;

/**
 * Does work once a legal day, until the service stops. `work` tells whether it is done for the day; what
 * failed or left something is done again with the next turn. A failure is told by its code alone.
 */
export const eachDay = async (
  { idle, isStopping, today }: DailyTimer, work: () => Promise<boolean>, failed: (code: string) => void,
): Promise<void> => {
  let done: CivilDate | undefined;
  for (await idle(FIRST_MILLIS); !isStopping(); await idle(EVERY_MILLIS)) {
    const day = today();
    if (done === day) continue;
    const isDone = await work().catch((error: unknown) => {
      failed(error instanceof Fault ? error.code : 'UNEXPECTED');
      return false;
    });
    if (isDone) done = day;
  }
};
