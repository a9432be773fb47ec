import type { ExitCode } from './exit.ts';
import type { Language, Terminal } from './terminal.ts';

/** A command of the program: loaded only when it is called, so that the start stays fast. */
export type Command = Readonly<{
  summary: Readonly<Record<Language, string>>;
  usage: string;
  examples: readonly string[];
  load: () => Promise<(argv: readonly string[], terminal: Terminal) => Promise<ExitCode>>;
}>;
