import { type ExitCode, UnusableInput } from '../exit.ts';
import { erasure } from '../keys/erase.ts';
import { type KeyAction, rotation, settling, status, suiteChange } from '../keys/actions.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS, onData } from '../open-data.ts';
import { type OptionTable, parseOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const COMMON = { ...DATA_OPTIONS, json: { type: 'boolean' }, account: { type: 'string' } } as const;
const TREE = { ...COMMON, tree: { type: 'string' } } as const;

type Action = Readonly<{ options: OptionTable; run: KeyAction }>;

const ACTIONS: Readonly<Record<string, Action>> = {
  status: { options: COMMON, run: status },
  rotate: {
    options: { ...TREE, batch: { type: 'string' }, 'fresh-root': { type: 'boolean' } }, run: rotation,
  },
  'migrate-suite': { options: { ...TREE, to: { type: 'string' } }, run: suiteChange },
  erase: {
    options: {
      ...COMMON, ground: { type: 'string' }, confirm: { type: 'string' }, 'requested-by': { type: 'string' },
    },
    run: erasure,
  },
  settle: { options: { ...COMMON, clean: { type: 'boolean' } }, run: settling },
};

/** `fengcun keys status|rotate|migrate-suite|erase|settle`: keeping the keys; each run is in the log. */
export const keys = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UnusableInput(`keys «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const given = parseOptions(rest, action.options);
  if (name !== 'erase' && given.words.length > 0) throw new UnusableInput(`keys ${name} takes options only`);
  return withFaults(terminal, `keys ${name}`, () =>
    onData(given, terminal, (deployment) => action.run(deployment, given, terminal)));
};
