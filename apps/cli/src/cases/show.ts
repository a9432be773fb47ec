import { showCase } from '@fengcun/application';
import { formatCaseCode, parseCaseCode } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `case show CODE`: what happened in a case, in order, pseudonymous; by any code of merged cases. */
export const caseShow = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [word, ...others] = given.words;
  if (word === undefined || others.length > 0) throw new UnusableInput('give one case code');
  const code = parseCaseCode(word);
  if (!code.ok) throw new UnusableInput(code.error.message);
  const registrar = { account: textOption(given, 'account') ?? 'command-line', organ: 'registry' };
  const shown = await onData(given, terminal, (deployment) => showCase(deployment, registrar, code.value));
  if (shown === undefined) {
    terminal.note(terminal.language === 'zh'
      ? '登记库中没有这个代码的案件。\n' : 'No open case has this code.\n');
    return EXIT.findings;
  }
  if (given.values['json'] === true) {
    terminal.out(`${JSON.stringify(shown)}\n`);
    return EXIT.done;
  }
  const told = parseCaseCode(shown.caseCode);
  terminal.out(`${told.ok ? formatCaseCode(told.value) : shown.caseCode}\n`);
  for (const { kind, organ, on, subject } of shown.events) {
    const whom = subject === undefined ? '' : `  ${subject}`;
    terminal.out(`  ${(on ?? '').padEnd(10)}  ${kind}  ${organ}${whom}\n`);
  }
  return EXIT.done;
};
