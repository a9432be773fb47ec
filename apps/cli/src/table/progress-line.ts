/** How far a run is. */
export type ProgressState = Readonly<{ done: number; total: number; elapsedMs: number }>;

const BAR_COLUMNS = 24;
const SECONDS_A_MINUTE = 60;
const MS_A_SECOND = 1000;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / SECONDS_A_MINUTE)}:${String(seconds % SECONDS_A_MINUTE).padStart(2, '0')}`;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * One line without control characters: bar, count, rate a second, time left (minutes:seconds, rounded
 * up). Rate and time stay away until something is done. Out-of-range numbers are clamped: a progress
 * line never throws.
 */
export const progressLine = ({ done, total, elapsedMs }: ProgressState): string => {
  const whole = Math.max(0, Math.trunc(total));
  const part = Math.min(Math.max(0, Math.trunc(done)), whole);
  const filled = whole === 0 ? BAR_COLUMNS : Math.floor((BAR_COLUMNS * part) / whole);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_COLUMNS - filled);
  const head = `${bar} ${grouped(part)}/${grouped(whole)}`;
  if (part === 0 || elapsedMs <= 0) return head;
  const perSecond = (part * MS_A_SECOND) / elapsedMs;
  const rate = perSecond >= 10 ? grouped(Math.round(perSecond)) : perSecond.toFixed(1);
  return `${head} · ${rate}/s · ${clock(Math.ceil((whole - part) / perSecond))}`;
};
