import { stat } from 'node:fs/promises';
import { findCaseCodes, type Registrar } from '@fengcun/application';
import { readJudgment } from '@fengcun/judgment';
import { type CaseCode, formatCaseCode, parseCaseCode } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { expandFiles } from '../files.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import { openSources } from '../sources.ts';
import type { Terminal } from '../terminal.ts';
import { printCode } from './print-code.ts';

/** Case numbers that the judgments of a file print. @throws UnusableInput where there is none */
const numbersIn = async (path: string): Promise<readonly string[]> => {
  const numbers: string[] = [];
  for (const file of await expandFiles([path])) {
    for await (const { document } of openSources(file)) {
      const reading = document.kind === 'text' ? readJudgment(document.text) : undefined;
      const number = reading?.ok === true ? reading.value.caseNumber?.value : undefined;
      if (number !== undefined) numbers.push(number);
    }
  }
  if (numbers.length > 0) return numbers;
  throw new UnusableInput('the file holds no judgment with a case number; give the code itself');
};

const codesIn = async (
  path: string, given: Arguments, terminal: Terminal,
): Promise<readonly CaseCode[]> => {
  const references = (await numbersIn(path)).map((number) => ({ type: 'courtCase', number } as const));
  const registrar: Registrar = { account: textOption(given, 'account') ?? 'command-line', organ: 'registry' };
  const found = await onData(given, terminal, (deployment) =>
    findCaseCodes(deployment, registrar, references));
  return found.flatMap((text) => {
    const code = parseCaseCode(text);
    return code.ok ? [code.value] : [];
  });
};

/** A code as it was typed. @throws UnusableInput with what is wrong in it */
const typed = (text: string): CaseCode => {
  const code = parseCaseCode(text);
  if (code.ok) return code.value;
  throw new UnusableInput(code.error.message);
};

/**
 * `case code CODE|FILE [--qr OUT]`: checks a code, or finds that of a judgment's case, and prints it with its
 * QR symbol, which holds the code and nothing else.
 */
export const caseCode = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [word, ...others] = given.words;
  if (word === undefined || others.length > 0) {
    throw new UnusableInput('give one code, or one judgment whose case is in the registry');
  }
  const isFile = (await stat(word).catch(() => undefined)) !== undefined;
  const codes = isFile ? await codesIn(word, given, terminal) : [typed(word)];
  const [code, another] = codes;
  if (code === undefined) {
    terminal.note(terminal.language === 'zh'
      ? '登记库中没有该案号的案件。\n' : 'The registry has no case of this number.\n');
    return EXIT.findings;
  }
  const where = textOption(given, 'qr');
  if (where !== undefined && another !== undefined) {
    throw new UnusableInput('--qr: the file names several cases; give the code of one');
  }
  for (const one of codes) {
    terminal.out(given.values['json'] === true
      ? `${JSON.stringify({ code: one, printed: formatCaseCode(one) })}\n` : `${formatCaseCode(one)}\n`);
  }
  if (where !== undefined) await printCode(code, where, terminal);
  return EXIT.done;
};
