const DAY_MILLISECONDS = 86_400_000;
/** The day officers and terms go by, wherever the browser stands. */
const ZONE = 'Asia/Shanghai';

/** A civil date of an instant (milliseconds; now by default) in China, YYYY-MM-DD. */
export const civilToday = (milliseconds = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(milliseconds);

/** Days from one civil date to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS);

/** An instant as people in China read it: 2026-11-21 15:04. */
export const instantText = (instant: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.parse(instant));
  return parts.replace(',', '');
};
