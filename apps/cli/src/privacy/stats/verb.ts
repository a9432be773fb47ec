import type { Result } from '@fengcun/kernel';
import { EXIT, type ExitCode } from '../../exit.ts';
import type { Arguments, OptionTable } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';

/** One verb of `fengcun stats`. */
export type StatsVerb = Readonly<{
  options: OptionTable; run: (given: Arguments, terminal: Terminal) => Promise<ExitCode>;
}>;

type Refusal = Readonly<{ code: string; spent?: string; asked?: string; cap?: string; until?: string }>;

const sentence = ({ code, spent, asked, cap, until }: Refusal, isChinese: boolean): string => {
  if (spent !== undefined) {
    const amounts = `spent ${spent} + asked ${asked ?? ''} > cap ${cap ?? ''}`;
    return isChinese ? `预算不足：已用 ${spent} + 申请 ${asked ?? ''} > 上限 ${cap ?? ''}（${amounts}）` : amounts;
  }
  return until === undefined ? code : `${code} (${until})`;
};

/** Prints a refusal in one line, with the amounts where it is about the budget; no figure of any table. */
export const refused = (given: Arguments, terminal: Terminal, refusal: Refusal): ExitCode => {
  if (given.values['json'] === true) terminal.out(`${JSON.stringify({ refused: refusal })}\n`);
  else terminal.note(`✘ ${sentence(refusal, terminal.language === 'zh')}\n`);
  return EXIT.findings;
};

/** Prints an answer: JSON on one line, or lines for people. */
export const told = (
  given: Arguments, terminal: Terminal, answer: Readonly<{ json: unknown; lines: readonly string[] }>,
): ExitCode => {
  terminal.out(given.values['json'] === true
    ? `${JSON.stringify(answer.json)}\n` : answer.lines.map((line) => `${line}\n`).join(''));
  return EXIT.done;
};

/** The value of a result; undefined after its refusal was printed. */
export const valueOr = <T>(
  given: Arguments, terminal: Terminal, result: Result<T, Refusal>,
): T | undefined => {
  if (result.ok) return result.value;
  refused(given, terminal, result.error);
  return undefined;
};
