import { UnusableInput } from './exit.ts';

/** The clock of the law: the day terms are counted by, and the instants of steps. Milliseconds since 1970. */
export type LegalClock = Readonly<{ now: () => number; today: () => string }>;

const FORM = /^([^,]{1,40}),(\d{1,7}(?:\.\d{1,3})?)(?:,([^,]{1,40}))?$/;

const instantOf = (text: string): number => {
  const millis = Date.parse(text);
  if (Number.isFinite(millis) && text.endsWith('Z')) return millis;
  throw new UnusableInput('FENGCUN_DEMO_CLOCK: write instants as 2026-11-21T08:00:00Z');
};

const dayOf = (now: () => number) => (): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now())).toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDate().toString();

/**
 * The legal clock of this process. Real, unless `FENGCUN_DEMO=1` and `FENGCUN_DEMO_CLOCK=START,SCALE[,FROM]`:
 * then the legal time is START when the real time is FROM (else: at the start of the process), and runs SCALE
 * times as fast. Keys, signatures, leases and the log keep the real time, whatever is shown.
 * @throws UnusableInput for a form that is none
 */
export const legalClock = (
  environment: NodeJS.ProcessEnv = process.env, real: () => number = () => Date.now(),
): LegalClock => {
  const told = environment['FENGCUN_DEMO_CLOCK'];
  if (told === undefined || told === '') return { now: real, today: dayOf(real) };
  if (environment['FENGCUN_DEMO'] !== '1') {
    throw new UnusableInput('FENGCUN_DEMO_CLOCK is for demonstrations only; it needs FENGCUN_DEMO=1');
  }
  const [, start = '', scale = '', from] = FORM.exec(told) ?? [];
  if (start === '') {
    throw new UnusableInput('FENGCUN_DEMO_CLOCK: write START,SCALE or START,SCALE,FROM');
  }
  const [begins, since] = [instantOf(start), from === undefined ? real() : instantOf(from)];
  const now = (): number => Math.floor(begins + (real() - since) * Number(scale));
  return { now, today: dayOf(now) };
};
