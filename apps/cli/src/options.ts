import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UnusableInput } from './exit.ts';

/** Options of a command as node:util describes them. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** Parsed command line: option values by name, and the other words in order. */
export type Arguments = Readonly<{
  values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  words: readonly string[];
}>;

/**
 * Parses arguments strictly.
 * @throws UnusableInput for an unknown or incomplete option, with what would be right
 */
export const parseOptions = (argv: readonly string[], options: OptionTable): Arguments => {
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values: parsed.values, words: parsed.positionals };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    const known = Object.keys(options).map((name) => `--${name}`).join(' ');
    throw new UnusableInput(`${reason}; known options: ${known || 'none'}`);
  }
};

/** The text of an option, or undefined. */
export const textOption = (given: Arguments, name: string): string | undefined => {
  const value = given.values[name];
  return typeof value === 'string' ? value : undefined;
};
