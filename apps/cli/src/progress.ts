import type { Terminal } from './terminal.ts';

/** Shows how far a long run is: on a terminal only, after two seconds, a few times a second, one line. */
export type Progress = Readonly<{ advance: (done: number) => void; end: () => void }>;

const SILENT_MS = 2000;
const INTERVAL_MS = 150;

/** A progress line over `total` units of `what`; silent where nobody watches. */
export const startProgress = (terminal: Terminal, total: number, what: string): Progress => {
  const startedAt = terminal.elapsedMs();
  let shownAt = startedAt;
  let isShown = false;
  const advance = (done: number): void => {
    const now = terminal.elapsedMs();
    if (!terminal.isInteractive || now - startedAt < SILENT_MS || now - shownAt < INTERVAL_MS) return;
    shownAt = now;
    isShown = true;
    const rate = done / ((now - startedAt) / 1000);
    const left = rate > 0 ? Math.ceil((total - done) / rate) : 0;
    const filled = Math.round((20 * done) / Math.max(1, total));
    const bar = '█'.repeat(filled).padEnd(20, '░');
    terminal.note(`\r\u001b[2K${bar} ${done}/${total} ${what} · ${Math.round(rate)}/s · ${left} s`);
  };
  const end = (): void => {
    if (isShown) terminal.note('\r\u001b[2K');
  };
  return { advance, end };
};
