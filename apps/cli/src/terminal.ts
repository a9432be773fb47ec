import { styleText } from 'node:util';
import { programClock } from './program-clock.ts';

/** Languages the program speaks; Chinese when the environment says so. */
export type Language = 'zh' | 'en';

/** What a command may know of the world it runs in: its output, its language, its clock. */
export type Terminal = Readonly<{
  language: Language;
  colour: boolean;
  width: number;
  isInteractive: boolean;
  out: (text: string) => void;
  note: (text: string) => void;
  /** Milliseconds of a monotonic clock, for progress only. */
  elapsedMs: () => number;
  /** The legal day in Asia/Shanghai. */
  today: () => string;
}>;

/** Language by LC_ALL, LC_MESSAGES, LANG, in that order; English otherwise. */
export const languageOf = (environment: NodeJS.ProcessEnv): Language => {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
};

/** The real terminal of this process; colour only on a terminal and without NO_COLOR. */
export const processTerminal = (language?: Language): Terminal => {
  const isInteractive = process.stderr.isTTY === true;
  const startedAt = performance.now();
  return {
    language: language ?? languageOf(process.env),
    colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    width: process.stdout.columns ?? 100,
    isInteractive,
    out: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    elapsedMs: () => performance.now() - startedAt,
    today: () => Temporal.Instant.fromEpochMilliseconds(programClock()()).toZonedDateTimeISO('Asia/Shanghai')
      .toPlainDate().toString(),
  };
};

/** Text in a terminal style, when the terminal shows colours. */
export const styled = (terminal: Terminal, style: Parameters<typeof styleText>[0], text: string): string =>
  terminal.colour ? styleText(style, text, { validateStream: false }) : text;
