import { readFileSync } from 'node:fs';
import { UnusableInput } from './exit.ts';

/** Milliseconds of UTC. */
type Clock = () => number;

/** How long an offset is believed before its file is read again. */
const BELIEVED_MILLIS = 20;

/** Whether this process belongs to a demonstration: the only ones whose time and pace may be changed. */
export const isDemonstration = (): boolean => process.env['FENGCUN_DEMO'] === '1';

const offsetIn = (path: string): number => {
  const text = readFileSync(path, 'utf8').trim();
  if (/^-?\d{1,13}$/.test(text)) return Number(text);
  throw new UnusableInput('FENGCUN_DEMO_CLOCK: a file with a number of milliseconds');
};

const aheadBy = (path: string): Clock => {
  let [offset, readAt] = [offsetIn(path), Date.now()];
  return () => {
    const now = Date.now();
    if (now - readAt >= BELIEVED_MILLIS) [offset, readAt] = [offsetIn(path), now];
    return now + offset;
  };
};

/**
 * The clock of the program: that of the machine. In a demonstration (FENGCUN_DEMO=1) it is ahead by the
 * milliseconds in the file that FENGCUN_DEMO_CLOCK names, so that several processes pass days together;
 * anywhere else that variable is refused, because legal terms run by this clock. @throws UnusableInput
 */
export const programClock = (): Clock => {
  const path = process.env['FENGCUN_DEMO_CLOCK'];
  if (path === undefined || path === '') return () => Date.now();
  if (!isDemonstration()) throw new UnusableInput('FENGCUN_DEMO_CLOCK is for demonstrations only');
  return aheadBy(path);
};
