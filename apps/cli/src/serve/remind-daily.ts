import { remindDuties, type Reminded, type ReminderParts } from '@fengcun/application';
import { type CivilDate, Fault } from '@fengcun/kernel';
import type { ServiceTimer } from './timer.ts';

/** Milliseconds after the start and between two looks at the day: what a start has to do goes first. */
const FIRST_MILLIS = 60_000;
const EVERY_MILLIS = 600_000;

/** What is told of a look: numbers and codes, nothing of a duty. */
type Told = Readonly<{ event: string; code?: string }> & Partial<Reminded>;

/**
 * Looks at every duty once a legal day, until the service stops; a look that failed, or left something, is
 * made again with the next turn. What was told is in the data, so that a restart tells nothing twice.
 */
export const remindDaily = async (
  parts: ReminderParts, { idle, isStopping }: Pick<ServiceTimer, 'idle' | 'isStopping'>, note: (line: string) => void,
): Promise<void> => {
  let done: CivilDate | undefined;
  const tell = (duties: Told): void => note(`${JSON.stringify({ duties })}\n`);
  const failed = (error: unknown): void =>
    tell({ event: 'failed', code: error instanceof Fault ? error.code : 'UNEXPECTED' });
  for (await idle(FIRST_MILLIS); !isStopping(); await idle(EVERY_MILLIS)) {
    const today = parts.today();
    if (done === today) continue;
    const looked = await remindDuties(parts, failed).catch((error: unknown) => { failed(error); });
    if (looked === undefined || looked.left > 0) continue;
    done = today;
    if (looked.reminded + looked.escalated + looked.unsupervised > 0) tell({ event: 'reminded', ...looked });
  }
};
