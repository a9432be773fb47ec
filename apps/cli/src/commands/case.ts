import { caseCode } from '../cases/code.ts';
import { mergeCase, splitCases } from '../cases/link.ts';
import { caseShow } from '../cases/show.ts';
import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS } from '../open-data.ts';
import { type Arguments, type OptionTable, parseOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

type Run = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;

const COMMON = { ...DATA_OPTIONS, json: { type: 'boolean' }, account: { type: 'string' } } as const;

const LINKING = { ...COMMON, reason: { type: 'string' }, 'approved-by': { type: 'string' } } as const;

const ACTIONS: Readonly<Record<string, Readonly<{ options: OptionTable; run: Run }>>> = {
  code: { options: { ...COMMON, qr: { type: 'string' } }, run: caseCode },
  show: { options: COMMON, run: caseShow },
  merge: { options: LINKING, run: mergeCase },
  split: { options: LINKING, run: splitCases },
};

/** `fengcun case code|show|merge|split`: the code of a case for life, and cases that were found to be one. */
export const caseCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UnusableInput(`case «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const given = parseOptions(rest, action.options);
  return withFaults(terminal, `case ${name}`, () => action.run(given, terminal));
};
