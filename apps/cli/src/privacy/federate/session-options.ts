import { resolve } from 'node:path';
import type { ExitCode } from '../../exit.ts';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, type OptionTable, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { keyFileIn, type OwnPlace } from './own-folder.ts';

/** One verb of `fengcun federate` or `recognise`. */
export type PrivacyVerb = Readonly<{
  options: OptionTable; run: (given: Arguments, terminal: Terminal) => Promise<ExitCode>;
}>;

/** Options of every step of a session. */
export const SESSION_OPTIONS = {
  exchange: { type: 'string' }, own: { type: 'string' }, key: { type: 'string' }, session: { type: 'string' },
  'coordinator-key': { type: 'string' }, json: { type: 'boolean' },
} as const;

/** The text of an option. @throws UnusableInput where it is missing, with what would be right */
export const neededText = (given: Arguments, name: string, right: string): string => {
  const text = textOption(given, name);
  if (text === undefined) throw new UnusableInput(`--${name}: ${right}`);
  return text;
};

const SESSION = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/;

/** Where a session is played: the folder messages travel through, what the organ keeps, its name. */
export type SessionPlace = OwnPlace & Readonly<{ exchange: string; session: string }>;

/** Where the session goes on. @throws UnusableInput where an option is missing */
export const sessionPlace = (given: Arguments): SessionPlace => {
  const session = neededText(given, 'session', 'the id of the session, which is that of its job');
  if (!SESSION.test(session)) throw new UnusableInput('--session: letters, digits, points and dashes');
  const exchange = resolve(neededText(given, 'exchange', 'the folder messages travel through'));
  const own = resolve(neededText(given, 'own', 'the folder this organ keeps to itself'));
  const key = textOption(given, 'key');
  return { session, exchange, own, keyFile: key === undefined ? keyFileIn(own) : resolve(key) };
};

/** The organ that acts. */
export const organOption = (given: Arguments): string => {
  const organ = neededText(given, 'organ', 'whose step this is, as court/110000000001');
  if (!ORGAN.test(organ)) throw new UnusableInput('--organ: as court/110000000001');
  return organ;
};

/** Prints an answer: JSON on one line, or lines for people. */
export const answer = (
  given: Arguments, terminal: Terminal, told: Readonly<{ json: unknown; lines: readonly string[] }>,
): void => terminal.out(given.values['json'] === true
  ? `${JSON.stringify(told.json)}\n` : told.lines.map((line) => `${line}\n`).join(''));
