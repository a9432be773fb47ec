import type { SealActor } from '@fengcun/application';
import type { Result } from '@fengcun/kernel';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { SEAL_OPTIONS } from './verb.ts';

/** Options of acts that a person takes: who, in which role, and about which record. */
export const PERSON_OPTIONS = { ...SEAL_OPTIONS, role: { type: 'string' } } as const;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ACCOUNT = /^[^\s\p{C}]{1,100}$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Who acts. Four eyes are about accounts: without one there is nobody to tell apart.
 * @throws UnusableInput
 */
export const personOf = (given: Arguments): SealActor => {
  const account = textOption(given, 'account') ?? '';
  if (!ACCOUNT.test(account)) throw new UnusableInput('--account: say who acts; another person must approve');
  return { account, role: textOption(given, 'role') ?? 'reviewer' };
};

/** The one record or candidate that is named. @throws UnusableInput */
export const idOf = ({ words }: Arguments, what: string): string => {
  const [id = '', ...others] = words;
  if (ID.test(id) && others.length === 0) return id;
  throw new UnusableInput(`name one ${what} by its id`);
};

/** An option that must be there. @throws UnusableInput with what would be right */
export const needed = (given: Arguments, name: string, right: string): string => {
  const value = textOption(given, name);
  if (value !== undefined && value !== '') return value;
  throw new UnusableInput(`--${name}: ${right}`);
};

/** A day as YYYY-MM-DD. @throws UnusableInput */
export const dayIn = (given: Arguments, name: string): string => {
  const day = needed(given, name, 'a day as YYYY-MM-DD');
  if (DAY.test(day)) return day;
  throw new UnusableInput(`--${name}: a day as YYYY-MM-DD`);
};

type Answer = Result<unknown, Readonly<{ code: string }>>;

const REFUSED = { zh: '未办理', en: 'refused' } as const;

/** Prints what came of an act: JSON, one line, or the code of the refusal; nothing of a person in it. */
export const tell = (
  given: Arguments, terminal: Terminal,
  done: Readonly<{
    recordId: string; answer: Answer; line: string; value: Readonly<Record<string, unknown>>;
  }>,
): ExitCode => {
  const { recordId, answer, line, value } = done;
  const asJson = given.values['json'] === true;
  if (!answer.ok) {
    const { code } = answer.error;
    if (asJson) terminal.out(`${JSON.stringify({ recordId, refused: code })}\n`);
    else terminal.note(`✘ ${recordId}  ${REFUSED[terminal.language]}: ${code}\n`);
    return EXIT.findings;
  }
  terminal.out(asJson ? `${JSON.stringify({ recordId, ...value })}\n` : `✔ ${recordId}  ${line}\n`);
  return EXIT.done;
};
