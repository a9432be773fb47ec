import {
  type Deployment, forgetCertificates, remindDuties, type Reminded, type ReminderParts,
} from '@fengcun/application';
import { type CivilDate, Fault } from '@fengcun/kernel';
import { eachDay } from './each-day.ts';
import type { ServiceTimer } from './timer.ts';

/** What is told of a look: numbers and codes, nothing of a duty. */
type Told = Readonly<{ event: string; code?: string }> & Partial<Reminded>;

type Turns = Pick<ServiceTimer, 'idle' | 'isStopping'>;

/**
 * Looks at every duty once a legal day, until the service stops. What was told is in the data, so that a
 * restart tells nothing twice.
 */
export const remindDaily = (
  parts: ReminderParts, timer: Turns, note: (line: string) => void,
): Promise<void> => {
  const tell = (duties: Told): void => note(`${JSON.stringify({ duties })}\n`);
  const failed = (code: string): void => tell({ event: 'failed', code });
  return eachDay({ ...timer, today: parts.today }, async () => {
    const looked = await remindDuties(parts, (error) =>
      failed(error instanceof Fault ? error.code : 'UNEXPECTED'));
    const isTold = looked.reminded + looked.escalated + looked.unsupervised > 0;
    if (looked.left === 0 && isTold) tell({ event: 'reminded', ...looked });
    return looked.left === 0;
  }, failed);
};

/** Forgets, once a legal day, what was decided on certificates longer ago than it is kept. */
const forgetDaily = (
  deployment: Deployment, timer: Turns & Readonly<{ today: () => CivilDate }>, note: (line: string) => void,
): Promise<void> => {
  const tell = (certificates: object): void => note(`${JSON.stringify({ certificates })}\n`);
  const failed = (code: string): void => tell({ event: 'failed', code });
  return eachDay(timer, async () => {
    let left = 0;
    const count = await forgetCertificates(deployment, deployment.clock, (error) => {
      left += 1;
      failed(error instanceof Fault ? error.code : 'UNEXPECTED');
    });
    if (count > 0) tell({ event: 'forgotten', count });
    return left === 0;
  }, failed);
};

/** Everything a service does once a legal day; ends when the service stops. */
export const workDaily = async (
  parts: ReminderParts, timer: Turns, note: (line: string) => void,
): Promise<void> => {
  const { deployment, today } = parts;
  await Promise.all([
    remindDaily(parts, timer, note), forgetDaily(deployment, { ...timer, today }, note),
  ]);
};
