import { type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS } from '../open-data.ts';
import { type Arguments, type OptionTable, parseOptions } from '../options.ts';
import { mergeSubjects, openSubject, splitSubject } from '../subjects/link.ts';
import type { Terminal } from '../terminal.ts';

type Run = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;

const COMMON = { ...DATA_OPTIONS, json: { type: 'boolean' }, account: { type: 'string' } } as const;
const LINKING = { ...COMMON, reason: { type: 'string' }, 'approved-by': { type: 'string' } } as const;

const ACTIONS: Readonly<Record<string, Readonly<{ options: OptionTable; run: Run }>>> = {
  show: { options: COMMON, run: openSubject },
  merge: { options: LINKING, run: mergeSubjects },
  split: { options: LINKING, run: splitSubject },
};

/** `fengcun subject show|merge|split`: who is who, decided by two people and never by a guess. */
export const subjectCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UnusableInput(`subject «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const given = parseOptions(rest, action.options);
  return withFaults(terminal, `subject ${name}`, () => action.run(given, terminal));
};
